import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import {nameFormOf} from '../../src/list/name-form.ts'
import {readList} from '../../src/list/read-list.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

function formOf(names: readonly string[]) {
  const text = names.map((name, n) => `- [${name}](https://github.com/ann/bee-${n}) - Hums.`).join('\n')
  return nameFormOf(readList(parseMarkdown(text), new VFile(text)).list)
}

const times = (count: number, name: (n: number) => string) => Array.from({length: count}, (_, n) => name(n))

test('a list that names nearly all repositories as they are spelt does so by convention', () => {
  expect(formOf([...times(39, n => `bee-${n}`), 'Bee 39'])).toEqual({value: 'repository', count: 39, of: 40})
})

test('so does one that writes their owners', () => {
  expect(formOf(times(20, n => `ann/bee-${n}`))).toMatchObject({value: 'owner/repository'})
})

test('few entries, or names of several forms, are no convention', () => {
  expect(formOf(times(19, n => `bee-${n}`))).toBeUndefined()
  expect(formOf(times(40, n => (n % 10 === 0 ? `Bee ${n}` : `bee-${n}`)))).toBeUndefined()
})

test('names that are none of their repositories say nothing', () => {
  expect(formOf([...times(20, n => `bee-${n}`), ...times(40, () => 'Something else')])).toMatchObject({count: 20, of: 20})
})
