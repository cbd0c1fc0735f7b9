import {expect, test} from 'vitest'
import {isList} from '../../src/list/is-list.ts'
import {read} from './read.ts'

const entries = (count: number, rest: string) =>
  Array.from(
    {length: count},
    (_, index) => `- [E${index}${rest.length}](https://e.example/${rest.length}/${index})${rest}\n`,
  ).join('')

test('a separator is a convention from eight entries and four in five on', () => {
  expect(read(entries(8, ' - One.')).conventions.separator).toEqual({value: ' - ', count: 8, of: 8})
  expect(read(entries(7, ' - One.')).conventions.separator).toBeUndefined()
  expect(read(entries(8, ' - One.') + entries(2, ': Two two.')).conventions.separator).toEqual({value: ' - ', count: 8, of: 10})
  expect(read(entries(7, ' - One.') + entries(3, ': Two two.')).conventions.separator).toBeUndefined()
})

test('a section is known by its path of titles, whatever comes before it', () => {
  const section = `# Lua\n## General\n${entries(4, ' - One.')}`
  const {describedSections} = read(section).conventions
  expect(describedSections).toEqual(new Set(['Lua / General']))
  expect(read(`# C\n## General\n${entries(2, ' - Two.')}${section}`).conventions.describedSections).toContain('Lua / General')
})

test('sections of bare links are told from those where one was forgotten', () => {
  const text = `# A\n${entries(9, ' - One.')}${entries(1, '')}# B\n${entries(5, '')}# C\n${entries(1, '')}`
  const {describedSections, undescribedSections} = read(text).conventions
  expect([...describedSections]).toEqual(['A'])
  expect([...undescribedSections]).toEqual(['B'])
})

test('a list has entries enough, and they are most of its items', () => {
  expect(isList(read(entries(5, ' - One.')).list, 'docs/list.md')).toBe(true)
  expect(isList(read(entries(4, ' - One.')).list, 'docs/list.md')).toBe(false)
  expect(isList(read(entries(3, ' - One.')).list, 'README.md')).toBe(true)
  expect(isList(read(entries(5, ' - One.') + '- prose\n'.repeat(6)).list, 'list.md')).toBe(false)
})
