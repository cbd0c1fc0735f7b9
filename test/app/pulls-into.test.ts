import {expect, test} from 'vitest'
import {mayTouchList} from '../../src/app/pulls-into.ts'

test.each([
  ['Markdown', [{added: [], modified: ['docs/Ants.MD'], removed: []}], true],
  ['our settings', [{modified: ['.github/listkeeper.yml']}], true],
  ['a list that is gone', [{removed: ['old.markdown']}], true],
  ['code alone', [{modified: ['ant.js']}, {added: ['bee.js']}], false],
  ['code, and a commit that does not tell', [{modified: ['ant.js']}, {}], true],
  ['nothing that it tells', [], true],
])('a push that touches %s', (_, commits, matters) => {
  expect(mayTouchList(commits)).toBe(matters)
})
