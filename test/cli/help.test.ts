import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {folder, inProcess, listkeeper} from './listkeeper.ts'

/** Says on stderr what is loaded. */
const listing =
  "import{registerHooks}from'node:module';registerHooks({load(url,context,next){process.stderr.write(url+'\\n');return next(url,context)}})"

test.each([[['--help']], [['-h']], [['help']], [[]]])('%j shows which commands there are', async args => {
  const {status, stdout, stderr} = await inProcess(args, {cwd: await folder({})})
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('Usage: listkeeper COMMAND')
  expect(stdout).toContain('check ')
})

test.each([[['check', '--help']], [['help', 'check']], [['check', 'x.md', '-h']]])(
  '%j shows the help of the command',
  async args => {
    const {status, stdout} = await inProcess(args, {cwd: await folder({})})
    expect(status).toBe(0)
    expect(stdout).toContain('--fail-on error|warning|never')
  },
)

test('--version is that of the package', async () => {
  const {version} = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect((await listkeeper(['--version'], {cwd: await folder({})})).stdout).toBe(`${version}\n`)
})

test.each([[['--help']], [['check', '--help']]])('%j loads no package and no engine', async args => {
  const variables = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(listing)}`}
  const {stderr} = await listkeeper(args, {cwd: await folder({}), variables})
  const loaded = stderr
    .trim()
    .split('\n')
    .filter(url => url.startsWith('file:'))
  expect(loaded.map(url => url.replace(/.*\/(src|bin|node_modules)\//, '$1/'))).toEqual([
    'bin/listkeeper.js',
    'src/cli/main.ts',
    'src/report/printable.ts',
    'src/markdown/visible.ts',
    'src/settings/nearest.ts',
    'src/cli/complaint.ts',
    'src/cli/help.ts',
    'src/cli/package-file.ts',
    'src/cli/terminal.ts',
  ])
})
