import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import {vocabularyOf} from '../../src/list/vocabulary.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

const read = (text: string) => vocabularyOf(parseMarkdown(text), new VFile(text))

test('words of prose and of names are counted apart, in all their forms', () => {
  const {uses} = read('# Python\n\n- [Python Tools](https://python.example/x) - For python and `python`.\n')
  expect(uses.get('python')).toEqual({
    prose: 2,
    names: 1,
    forms: new Map([
      ['Python', 2],
      ['python', 1],
    ]),
  })
})

test('what addresses spell is known in lower case', () => {
  const {addresses} = read('- [Ant](https://github.com/Queen/Ant-Hill42) and [bee][].\n\n[bee]: https://hums.example\n')
  expect([...addresses]).toEqual(['https', 'github', 'com', 'queen', 'ant', 'hill', 'hums', 'example'])
})

test('a document is read once', () => {
  const tree = parseMarkdown('# Ants\n')
  const file = new VFile('# Ants\n')
  expect(vocabularyOf(tree, file)).toBe(vocabularyOf(tree, file))
})
