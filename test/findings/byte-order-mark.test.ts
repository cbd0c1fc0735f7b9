import {expect, test} from 'vitest'
import {ruleIds} from '../../lint-rules/known-rules.ts'
import {lintList} from '../../src/findings/lint-list.ts'

const rules = Object.fromEntries(ruleIds.filter(id => id !== 'table').map(id => [id, 'off' as const]))
const row = (index: number, free: string): string => `| [E${index}](https://e.example/${index}) | ${free} |\n`
const rows = Array.from({length: 30}, (_, index) => row(index, index % 3 === 0 ? 'No' : 'Yes')).join('')
const base = `\uFEFF| Name | Free |\n| --- | --- |\n${rows}`

test('what a list with a byte order mark does is known to whoever looks at a change of it', () => {
  const path = 'readme.md'
  const {conventions} = lintList({path, text: base}, {rules})
  expect(conventions.tables.get('name | free')?.rows).toBe(30)
  const {findings} = lintList({path, text: base + row(31, 'no')}, {rules, conventions, isNew: line => line === 33})
  expect(findings.map(({message, place}) => [place.start.line, message])).toEqual([])
  const {findings: odd} = lintList(
    {path, text: base.replaceAll('No', 'Yes') + row(31, 'yes')},
    {rules, conventions: lintList({path, text: base.replaceAll('No', 'Yes')}, {rules}).conventions, isNew: line => line === 33},
  )
  expect(odd.map(({message, place}) => [place.start.line, message])).toEqual([
    [33, 'Unexpected `yes` under `Free`, expected `Yes` as in the rest of the list'],
  ])
})
