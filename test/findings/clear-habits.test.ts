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

test('a dozen slips in a thousand entries are told one by one', () => {
  expect(told(12).findings).toHaveLength(12)
  expect(told(12).notes).toEqual([])
})

test('more are no slips: one sentence tells of them all', () => {
  expect(told(13).findings).toEqual([])
  expect(told(13).notes).toEqual([
    'readme.md: 13 entries do otherwise than entry-punctuation asks, too many to be slips. To hear each, set `entry-punctuation: warning`.',
  ])
})

test('who sets how it should be hears each', () => {
  expect(told(13, {'entry-punctuation': 'warning'}).findings).toHaveLength(13)
})

test('what is wrong in any list is told however often it is', () => {
  const text = listWith(0).replaceAll(/^(- .*\n)/gm, '$1$1')
  const {findings, list} = lintList({path: 'readme.md', text}, {rules: {}})
  const repeated = findings.filter(({rule}) => rule === 'no-duplicate-url').length
  expect(repeated).toBeGreaterThan(100)
  const left = clearHabits({path: 'readme.md', entries: list.entries.length}, findings, {}).findings
  expect(left.filter(({rule}) => rule === 'no-duplicate-url')).toHaveLength(repeated)
})
