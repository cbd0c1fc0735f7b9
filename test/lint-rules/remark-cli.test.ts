import {execFile} from 'node:child_process'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect, test} from 'vitest'

const root = new URL('../..', import.meta.url).pathname

test('people who run remark on the command line can use the rules as a preset', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-'))
  const file = join(folder, 'readme.md')
  const entries = Array.from({length: 8}, (_, index) => `- [E${index}](https://e.example/${index}) - Nice.\n`).join('')
  await writeFile(file, `${entries}- [Ant](https://ant.example): Builds.\n`)
  const run = promisify(execFile)(
    process.execPath,
    ['node_modules/.bin/remark', '--no-color', '--no-stdout', '--use', 'remark-gfm', '--use', './lint-rules/index.ts', file],
    {cwd: root},
  )
  const {stderr} = await run.finally(() => rm(folder, {recursive: true}))
  expect(stderr).toMatch(/9:29-9:31\s+warning\s+Unexpected `: ` after the link, expected ` - ` .*entry-separator\s+remark-lint/)
})
