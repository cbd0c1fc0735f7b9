import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {folder, inProcess, listkeeper} from './listkeeper.ts'
import {loadedBy} from './loaded-by.ts'

test.each([[['--help']], [['-h']], [['help']], [[]]])('%j shows which commands there are', async args => {
  const {status, stdout, stderr} = await inProcess(args, {cwd: await folder({})})
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('Usage: listkeeper COMMAND')
  const commands = ['lint', 'links', 'check', 'fix', 'audit', 'explain', 'jobs']
  expect(stdout.match(/^ {2}[a-z]+/gm)).toEqual(commands.map(name => `  ${name}`))
})

test.each([[['check', '--help']], [['help', 'check']], [['check', 'x.md', '-h']]])(
  '%j shows the help of the command',
  async args => {
    const {status, stdout} = await inProcess(args, {cwd: await folder({})})
    expect(status).toBe(0)
    expect(stdout).toContain('--fail-on error|warning|never')
  },
)

test.each(['lint', 'links', 'check', 'fix', 'audit', 'explain'])(
  'the help of %s fits on a terminal, and names all that it takes',
  async name => {
    const {status, stdout} = await inProcess([name, '--help'], {cwd: await folder({})})
    expect(status).toBe(0)
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(110)
    for (const [option] of stdout.matchAll(/^ {2}--[\w-]+/gm)) {
      const {stderr} = await inProcess([name, `${option.trim()}x`], {cwd: await folder({})})
      expect(stderr).toMatch(name === 'explain' ? /^`explain` has no option/ : `Did you mean \`${option.trim()}\`?`)
    }
  },
)

test('--version is that of the package', async () => {
  const {version} = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  expect((await listkeeper(['--version'], {cwd: await folder({})})).stdout).toBe(`${version}\n`)
})

test.each([[['--help']], [['check', '--help']]])('%j loads no package and no engine', async args => {
  const {loaded} = await loadedBy(args, await folder({}))
  const files = loaded.filter(url => url.startsWith('file:'))
  expect(files.map(url => url.replace(/.*\/(src|bin|node_modules)\//, '$1/'))).toEqual([
    'bin/listkeeper.js',
    'src/cli/main.ts',
    'src/report/printable.ts',
    'src/markdown/visible.ts',
    'src/settings/nearest.ts',
    'src/cli/complaint.ts',
    'src/cli/help.ts',
    'src/cli/interrupts.ts',
    'src/cli/package-file.ts',
    'src/cli/terminal.ts',
  ])
})
