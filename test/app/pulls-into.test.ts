import {expect, test} from 'vitest'
import {isConcerned, touchedBy} from '../../src/app/pulls-into.ts'

test.each([
  ['Markdown', [{added: [], modified: ['docs/Ants.MD'], removed: []}], ['docs/Ants.MD']],
  ['our settings', [{modified: ['.github/listkeeper.yml']}], 'anything'],
  ['a list that is gone', [{removed: ['old.markdown']}], ['old.markdown']],
  ['code alone', [{modified: ['ant.js']}, {added: ['bee.js']}], []],
  ['a list, in a merge whose own commit names nothing', [{modified: ['ant.js', 'ants.md']}, {}], ['ants.md']],
  ['nothing that it tells', [{}], 'anything'],
  ['nothing at all', [], 'anything'],
] as const)('a push that touches %s', (_, commits, touched) => {
  expect(touchedBy(commits)).toEqual(touched)
})

const changes = (files: Record<string, string>, totalCount = Object.keys(files).length) => ({
  number: 1,
  files: {totalCount, nodes: Object.entries(files).map(([path, changeType]) => ({path, changeType}))},
})

test.each([
  ['the same list', changes({'ants.md': 'MODIFIED'}), true],
  ['another list', changes({'bees.md': 'MODIFIED'}), false],
  ['that list under a new name', changes({'all-ants.md': 'RENAMED'}), true],
  ['more files than GitHub names', changes({'bees.md': 'MODIFIED'}, 101), true],
  ['files that GitHub does not name', {number: 1, files: null}, true],
])('a push to a list matters to a pull request that changes %s: %s', (_, pull, is) => {
  expect(isConcerned(pull, ['ants.md'])).toBe(is)
  expect(isConcerned(pull, 'anything')).toBe(true)
})
