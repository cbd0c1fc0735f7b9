import {execFile} from 'node:child_process'
import {mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
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

/** What remark says of a list, in a folder whose `.remarkrc.mjs` holds this; `listkeeper` and `rules` are what `listkeeper/lint-rules` exports. */
async function remark(plugins: string): Promise<{readonly stderr: string; readonly code: number}> {
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const source = JSON.stringify(pathToFileURL(join(root, 'lint-rules/index.ts')).href)
  await writeFile(
    join(folder, '.remarkrc.mjs'),
    `import listkeeper, {rules} from ${source}\nexport default {plugins: ${plugins}}\n`,
  )
  const entries = Array.from({length: 12}, (_, index) => `- [E${index}](https://e.example/${index}) - Nice.\n`).join('')
  await writeFile(join(folder, 'readme.md'), `${entries}- [Ant](https://ant.example): Builds.\n`)
  const run = promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/.bin/remark'), '--no-color', '--no-stdout', 'readme.md'],
    {cwd: folder},
  )
  try {
    return await run.then(({stderr}) => ({stderr, code: 0})).catch(({stderr, code}) => ({stderr, code}))
  } finally {
    await rm(folder, {recursive: true})
  }
}

test('a .remarkrc sets options, severities and what is off in the way of all remark-lint rules', async () => {
  const asItIs = await remark(`['remark-gfm', listkeeper]`)
  expect(asItIs).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/13:29-13:31\s+warning\s+Unexpected `: `.*entry-separator/),
  })

  const withOptions = await remark(`['remark-gfm', listkeeper, [rules['entry-separator'], {style: ': '}]]`)
  expect(withOptions.stderr.match(/entry-separator/g)).toHaveLength(12)

  const asError = await remark(`['remark-gfm', listkeeper, [rules['entry-separator'], ['error', {style: ' - '}]]]`)
  expect(asError).toMatchObject({code: 1, stderr: expect.stringMatching(/13:29-13:31\s+error\s+Unexpected `: `/)})

  const off = await remark(`['remark-gfm', listkeeper, [rules['entry-separator'], false]]`)
  expect(off).toMatchObject({code: 0, stderr: expect.not.stringContaining('entry-separator')})
})

test('options that do not fit are told with the name of the rule', async () => {
  const wrong = await remark(`['remark-gfm', [rules['entry-separator'], {style: '!'}]]`)
  expect(wrong.stderr).toContain('Options of entry-separator that do not fit')
})
