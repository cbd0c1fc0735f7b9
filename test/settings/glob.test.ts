import fc from 'fast-check'
import {expect, test} from 'vitest'
import {globMistake, matchesGlobs} from '../../src/settings/glob.ts'

test.each([
  ['readme.md', 'readme.md', true],
  ['readme.md', 'docs/readme.md', false],
  ['*.md', 'readme.md', true],
  ['*.md', 'docs/readme.md', false],
  ['**/*.md', 'readme.md', true],
  ['**/*.md', 'a/b/readme.md', true],
  ['docs/**', 'docs/a/b.md', true],
  ['docs/**', 'docs', false],
  ['docs/**/list.md', 'docs/list.md', true],
  ['docs/**/list.md', 'docs/a/b/list.md', true],
  ['docs/**/list.md', 'docs/a/mylist.md', false],
  ['data/**.yml', 'data/ants.yml', true],
  ['data/**.yml', 'data/a/b/ants.yml', true],
  ['data/**.yml', 'ants.yml', false],
  ['list-?.md', 'list-a.md', true],
  ['list-?.md', 'list-/.md', false],
  ['list-[a-c].md', 'list-b.md', true],
  ['list-[!a-c].md', 'list-b.md', false],
  ['list-[!a-c].md', 'list-d.md', true],
  ['{readme,lists/*}.md', 'lists/ants.md', true],
  ['{readme,lists/{ants,bees}}.md', 'lists/bees.md', true],
  ['{readme,lists/{ants,bees}}.md', 'lists/wasps.md', false],
  ['\\[x\\].md', '[x].md', true],
  ['a+b.md', 'a+b.md', true],
  ['🐜-*.md', '🐜-list.md', true],
  ['?.md', '🐜.md', true],
])('%s, asked for %s: %s', (glob, path, expected) => {
  expect(globMistake(glob)).toBeUndefined()
  expect(matchesGlobs([glob], path)).toBe(expected)
})

test('what comes later counts: a glob with ! takes away, the next one may give back', () => {
  const globs = ['**/*.md', '!docs/**', 'docs/list.md']
  expect(['readme.md', 'docs/other.md', 'docs/list.md'].filter(path => matchesGlobs(globs, path))).toEqual([
    'readme.md',
    'docs/list.md',
  ])
})

test.each([
  ['', 'is empty'],
  ['!', 'is empty'],
  ['/readme.md', 'must start with a name'],
  ['./readme.md', 'must start with a name'],
  ['../other/*.md', 'leads out of the repository'],
  ['docs\\list.md', 'has a backslash'],
  ['list-[a.md', 'opens a `[`'],
  ['{a,b.md', 'opens a `{`'],
  ['+(a|b).md', 'uses parentheses'],
  ['{a,b}'.repeat(20), 'too many alternatives'],
])('%s %s', (glob, mistake) => {
  expect(globMistake(glob)).toContain(mistake)
})

test('no pattern runs away, whatever it is matched against', () => {
  const path = `${'a/'.repeat(50)}${'a'.repeat(4000)}`
  const {user} = process.cpuUsage()
  expect(matchesGlobs([`${'*a'.repeat(100)}b`], path)).toBe(false)
  expect(matchesGlobs([`${'**/'.repeat(100)}${'*a'.repeat(60)}b`], path)).toBe(false)
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(3000)
})

test('any text is either a mistake or a glob that answers', () => {
  const letters = fc.string({unit: fc.constantFrom(...'ab/*?[]{},!\\-.'), maxLength: 40})
  fc.assert(
    fc.property(letters, letters, (glob, path) => {
      expect([true, false]).toContain(matchesGlobs([glob], path))
      expect(globMistake(glob) ?? '').toBeTypeOf('string')
    }),
  )
})

test('a path without special characters asks for itself and nothing else', () => {
  const path = fc.string({unit: fc.constantFrom(...'abc/.-_ü🐜'), minLength: 1, maxLength: 20})
  fc.assert(
    fc.property(path, path, (one, other) => {
      expect(matchesGlobs([one], one)).toBe(true)
      expect(matchesGlobs([one], other)).toBe(one === other)
    }),
  )
})
