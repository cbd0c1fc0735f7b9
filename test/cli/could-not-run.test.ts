import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, existsSync, ftruncateSync, openSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {bin, folder, inProcess, listkeeper} from './listkeeper.ts'

const guide = '# Guide\n\nRead this.\n'

test.each([
  [['chekc', 'x.md'], 'There is no command `chekc`. Did you mean `check`?'],
  [['guide.md'], 'There is no command `guide.md`. To check it: listkeeper lint guide.md'],
  [['frobnicate'], 'There is no command `frobnicate`. `listkeeper --help` shows what there is.'],
  [['--versoin'], 'There is no option `--versoin`. Did you mean `--version`?'],
  [['check', '--formt', 'json'], '`check` has no option `--formt`. Did you mean `--format`?'],
  [['check', '-x'], '`check` has no option `-x`. `listkeeper check --help` shows what there is.'],
  [['check', '--format', 'xml'], '`--format` can be pretty or json, not `xml`.'],
  [['check', '--fail-on'], '`--fail-on` needs a value: --fail-on warning'],
  [['check', '--no-links=1'], '`--no-links` takes no value.'],
  [['lint', '--no-links'], '`lint` has no option `--no-links`. `listkeeper lint --help` shows what there is.'],
  [['lnit'], 'There is no command `lnit`. Did you mean `lint`?'],
  [['fix', '--dryrun'], '`fix` has no option `--dryrun`. Did you mean `--dry-run`?'],
  [['fix', '--dry-run=1'], '`--dry-run` takes no value.'],
  [['lint', '--format', '--base', 'x'], '`--format` needs a value: --format json'],
  [['check', '--config', 'none.yml'], 'There is no file or folder `none.yml`.'],
  [['check', 'giude.md'], 'There is no file or folder `giude.md`. Did you mean `guide.md`?'],
  [['check', 'guide.md/x.md'], 'There is no file or folder `guide.md/x.md`.'],
  [['check', 'none.md', 'neither.md'], 'There is no file or folder `none.md`.\nThere is no file or folder `neither.md`.'],
  [['check', '*.txt'], 'No file matches `*.txt`.'],
  [
    ['check'],
    'There is no list in `.`: 1 Markdown file there does not look like one. A file that you name is checked in any case: listkeeper lint FILE\nPassed over: `latin.md` is not valid UTF-8, first on line 3. Save it as UTF-8.',
  ],
  [
    ['check', 'empty'],
    'There is no list in `empty`: no Markdown file is there. A file that you name is checked in any case: listkeeper lint FILE',
  ],
  [['check', 'picture.png'], '`picture.png` is not a text file (it holds zero bytes). Name a Markdown file saved as UTF-8.'],
  [['check', 'latin.md'], '`latin.md` is not valid UTF-8, first on line 3. Save it as UTF-8.'],
])('%j: status 2 and one sentence', async (args, sentence) => {
  const cwd = await folder({
    'guide.md': guide,
    'empty/x.txt': '',
    'picture.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13),
    'latin.md': Buffer.from('# Caf\u00c3\u00a9\n\n- [Caf\u00e9](https://a.example)\n', 'latin1'),
  })
  expect(await inProcess(args, {cwd})).toEqual({status: 2, stdout: '', stderr: `${sentence}\n`})
})

test.each(['lint', 'links', 'check', 'fix'])('%s says the same sentences of what it can’t read', async command => {
  const cwd = await folder({'guide.md': guide, 'picture.png': Uint8Array.of(0, 0), 'latin.md': Uint8Array.of(0xe9, 0x0a)})
  const run = (...args: readonly string[]) => inProcess([command, ...args], {cwd})
  expect(await run('giude.md', 'picture.png', 'latin.md')).toEqual({
    status: 2,
    stdout: '',
    stderr: [
      'There is no file or folder `giude.md`. Did you mean `guide.md`?',
      '`picture.png` is not a text file (it holds zero bytes). Name a Markdown file saved as UTF-8.',
      '`latin.md` is not valid UTF-8, first on line 1. Save it as UTF-8.\n',
    ].join('\n'),
  })
  expect((await run('--confgi', 'x')).stderr).toBe(`\`${command}\` has no option \`--confgi\`. Did you mean \`--config\`?\n`)
  expect((await run('--fail-on', 'errors')).stderr).toBe('`--fail-on` can be error, warning or never, not `errors`.\n')
  expect((await run('.')).stderr).toMatch(/^There is no list in `\.`/)
  expect((await inProcess([command, '-'], {cwd, input: Uint8Array.of(0xff)})).stderr).toMatch(/^`<stdin>` is not valid UTF-8/)
})

test('more than 50 MB: status 2, at once, as a file and on standard input', async () => {
  const cwd = await folder({})
  const file = openSync(join(cwd, 'big.md'), 'w')
  ftruncateSync(file, 60_000_000)
  closeSync(file)
  expect(await inProcess(['check', 'big.md'], {cwd})).toMatchObject({
    status: 2,
    stderr: '`big.md` has 60 MB, and no list has more than 50 MB. Was another file meant?\n',
  })
  const input = Buffer.alloc(51_000_000, 'a')
  expect(await listkeeper(['check', '-'], {cwd, input})).toMatchObject({
    status: 2,
    stderr: '`<stdin>` has more than 50 MB, and no list has more than 50 MB. Was another file meant?\n',
  })
})

test('the operator’s own mistake is told', async () => {
  const cwd = await folder({'guide.md': guide})
  const {status, stderr} = await inProcess(['check', 'guide.md'], {cwd, variables: {LISTKEEPER_ALLOW_PRIVATE: 'a b/c'}})
  expect([status, stderr]).toEqual([2, expect.stringContaining('LISTKEEPER_ALLOW_PRIVATE')])
})

test('what a name holds can’t act on the terminal', async () => {
  const cwd = await folder({})
  for (const evil of [['check', '\u001B[2Jx.md'], ['check', '--format', '\u001B[2J'], ['\u001B[2J'], ['check', '--\u001B[2J']]) {
    const {status, stderr} = await inProcess(evil, {cwd})
    expect(status).toBe(2)
    expect(stderr).toContain('U+001B[2J')
    expect(stderr).not.toContain('\u001B')
  }
})

test('Ctrl-C ends it with 130 and what is known, while a page keeps us waiting', async () => {
  const web = createServer(() => {})
  onTestFinished(() => {
    web.closeAllConnections()
    web.close()
  })
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
  const cwd = await folder({'a.md': `- [Slow](http://127.0.0.1:${(web.address() as AddressInfo).port}/) - Sleeps.\n`})
  const asked = once(web, 'request')
  const ended = await listkeeper(['check', 'a.md'], {
    cwd,
    variables: {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1'},
    started: child => asked.then(() => child.kill('SIGINT')),
  })
  expect(ended).toMatchObject({status: 130, stderr: ''})
  expect(ended.stdout).toContain('1 link was not reached before it was stopped.\n')
})

test('a reader that leaves early is no error', async () => {
  const entries = Array.from({length: 600}, (_, index) => `- [Ant](https://ant.example/${index % 10}) - Builds.\n`).join('')
  const cwd = await folder({'a.md': entries})
  const script = '{ "$0" "$1" check --no-links --format json a.md; echo "status $?" >&2; } 2>err | head -c 1; cat err'
  const output = execFileSync('sh', ['-c', script, process.execPath, bin], {cwd, encoding: 'utf8'})
  expect(output).toBe('{status 1\n')
})

const old = ['/usr/local/bin/node', '/usr/bin/node', '/usr/bin/nodejs'].find(path => existsSync(path) && isOld(path))

function isOld(node: string): boolean {
  const [major = 0, minor = 0] = execFileSync(node, ['--version'], {encoding: 'utf8'}).slice(1).split('.').map(Number)
  return major < 22 || (major === 22 && minor < 20)
}

test.skipIf(old === undefined)('an older Node is told what is needed, in one sentence', async () => {
  const {status, stdout, stderr} = await listkeeper(['check', 'x.md'], {cwd: await folder({}), node: old ?? ''})
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(
    /^Listkeeper needs Node\.js 22\.20 or newer, and this is v[\d.]+: install a newer one from https:\/\/nodejs\.org\.\n$/,
  )
})
