import {execFileSync} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import picocolors from 'picocolors'
import {expect, onTestFinished, test} from 'vitest'
import {prettyDiff, unifiedDiff} from '../../src/report/unified-diff.ts'

test('a diff as git shows it, also where the last line has no end', () => {
  expect(unifiedDiff('lists/ants.md', 'a\nb\nc', 'a\nB\nc')).toBe(
    '--- a/lists/ants.md\n+++ b/lists/ants.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n',
  )
  expect(unifiedDiff('ants.md', 'a\n', 'a\n')).toBe('')
})

/** What git makes of a text with a diff. */
async function patched(before: string, diff: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'listkeeper-'))
  onTestFinished(() => rm(cwd, {recursive: true, force: true}))
  await writeFile(join(cwd, 'ants.md'), before)
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd,
    input: diff,
    env: {...process.env, GIT_CEILING_DIRECTORIES: cwd},
  })
  return readFile(join(cwd, 'ants.md'), 'utf8')
}

test('git applies it to the letter: byte order marks, Windows line ends, missing last ones', async () => {
  const line = fc.constantFrom('- a', '- b', '', '\uFEFF', 'c\r')
  const text = fc
    .tuple(fc.array(line, {minLength: 1, maxLength: 12}), fc.constantFrom('', '\n'))
    .map(([lines, end]) => lines.join('\n') + end)
  const pairs = fc
    .sample(fc.tuple(text, text), {numRuns: 25, seed: 1})
    .filter(([before, after]) => before !== after && before !== '' && after !== '')
  for (const [before, after] of pairs) expect(await patched(before, unifiedDiff('ants.md', before, after))).toBe(after)
})

test('a text that changes on many thousand lines is one change, found at once', async () => {
  const before = Array.from({length: 20_000}, (_, index) => `- ${index}\n`).join('')
  const after = before.replaceAll('- ', '* ')
  const {user} = process.cpuUsage()
  const diff = unifiedDiff('ants.md', before, after)
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(10_000)
  expect(diff.match(/^@@/gm)).toHaveLength(1)
  expect(await patched(before, diff)).toBe(after)
})

test('at a terminal nothing of it can act, and each line has its colour', () => {
  const shown = prettyDiff(unifiedDiff('a.md', 'a\n', '\u001B[2Jb\r\n'), {colors: picocolors.createColors(true)})
  expect(shown).toContain('\u001B[32m+U+001B[2Jb\u001B[39m')
  expect(shown).toContain('\u001B[31m-a\u001B[39m')
})
