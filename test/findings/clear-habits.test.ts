import {expect, test} from 'vitest'
import {clearHabits} from '../../src/findings/clear-habits.ts'
import {lintList} from '../../src/findings/lint-list.ts'

/** A list in which so many of a thousand entries end without a stop. */
const listWith = (open: number) =>
  Array.from(
    {length: 1000},
    (_, index) =>
      `${index % 50 === 0 ? `\n## Ants ${index}\n\n` : ''}- [Ant ${index}](https://ant.example/${index}) - Builds hills${index < open ? '' : '.'}\n`,
  ).join('')

const told = (open: number, rules = {}) => {
  const {findings, list} = lintList({path: 'readme.md', text: listWith(open)}, {rules})
  return clearHabits({path: 'readme.md', entries: list.entries.length}, findings, rules)
}

test('ten slips in a thousand entries are told one by one', () => {
  expect(told(10).findings).toHaveLength(10)
  expect(told(10).notes).toEqual([])
})

test('more are no slips: one sentence tells of them all', () => {
  expect(told(11).findings).toEqual([])
  expect(told(11).notes).toEqual([
    "readme.md: 11 places depart from what the rest of the list does (entry-punctuation), too many to be slips. To hear each, set the rule's `style`.",
  ])
})

test('who sets how it should be hears each', () => {
  expect(told(11, {'entry-punctuation': {style: 'always'}}).findings).toHaveLength(11)
})

test('what is wrong in any list is told however often it is', () => {
  const text = listWith(0).replaceAll(/^(- .*\n)/gm, '$1$1')
  const {findings, list} = lintList({path: 'readme.md', text}, {rules: {}})
  const repeated = findings.filter(({rule}) => rule === 'no-duplicate-url').length
  expect(repeated).toBeGreaterThan(100)
  const left = clearHabits({path: 'readme.md', entries: list.entries.length}, findings, {}).findings
  expect(left.filter(({rule}) => rule === 'no-duplicate-url')).toHaveLength(repeated)
})
