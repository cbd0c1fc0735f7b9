import {expect, test} from 'vitest'
import {readPatch} from '../../src/github/read-patch.ts'

test('a hunk knows which lines of head it shows, which are new, and where lines are gone', () => {
  const patch = [
    '@@ -1,5 +1,6 @@ # Ants',
    ' # Ants',
    '-- [Army](https://a.example)',
    '+- [Army](https://a.example) - Marches.',
    '+- [Fire](https://f.example) - Stings.',
    ' ',
    '-gone',
    ' ',
    '+',
    '@@ -20,2 +21,1 @@',
    ' last',
    '-very last',
    '\\ No newline at end of file',
  ].join('\n')
  expect(readPatch(patch)).toEqual([
    {lines: {start: 1, end: 6}, added: [2, 3, 6], deletedAfter: [1, 4]},
    {lines: {start: 21, end: 21}, added: [], deletedAfter: [21]},
  ])
})

test('a new file is one hunk from its first line', () => {
  expect(readPatch('@@ -0,0 +1,2 @@\n+# Ants\n+--- a dash\n\\ No newline at end of file')).toEqual([
    {lines: {start: 1, end: 2}, added: [1, 2], deletedAfter: []},
  ])
})

test('lines that only look like a header of a file are lines', () => {
  expect(readPatch('@@ -1,2 +1,2 @@\n--- old\n+++ new\n same')).toEqual([
    {lines: {start: 1, end: 2}, added: [1], deletedAfter: [0]},
  ])
})

test('an emptied file has no line to speak on', () => {
  expect(readPatch('@@ -1,2 +0,0 @@\n-one\n-two')).toEqual([])
})

test.each([undefined, '', 'no patch at all', '@@ -1,2 +1,9 @@\n cut off'])(
  'without a readable patch there is no line to speak on: %j',
  patch => {
    expect(readPatch(patch)).toEqual([])
  },
)
