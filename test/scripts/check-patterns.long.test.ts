import {spawnSync} from 'node:child_process'
import {expect, test} from 'vitest'

const root = new URL('../..', import.meta.url).pathname

test('no regular expression that sees the text of others runs away on a hostile one', {timeout: 900_000}, () => {
  const {stdout, stderr, status} = spawnSync(process.execPath, ['scripts/check-patterns.ts'], {cwd: root, encoding: 'utf8'})
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^\d{3,} regular expressions, 0 to look at$/m)
  expect(status).toBe(0)
})
