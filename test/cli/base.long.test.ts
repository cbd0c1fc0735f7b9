import {execFileSync} from 'node:child_process'
import {mkdir, rename, rm, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {ants} from './ants.ts'
import {bin, folder, inProcess, listkeeper} from './listkeeper.ts'

const odd = '- [Odd](https://odd.example): Digs holes.\n'
const even = '- [Even](https://even.example): Digs, too.\n'

const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@ants.example', '-c', 'commit.gpgsign=false']

/** A repository of git whose first commit holds these files. */
async function repository(files: Readonly<Record<string, string>>) {
  const cwd = await folder(files)
  await rm(join(cwd, '.git'), {recursive: true})
  const git = (...args: readonly string[]) => execFileSync('git', [...identity, ...args], {cwd, stdio: 'pipe', encoding: 'utf8'})
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Ants')
  const write = (name: string, text: string) => writeFile(join(cwd, name), text)
  return {cwd, git, write}
}

const path = {PATH: process.env['PATH'] ?? ''}

/** Rules and lines of each file that was looked at. */
async function told(args: readonly string[], cwd: string) {
  const {stdout, stderr} = await inProcess(['lint', '--format', 'json', ...args], {cwd, variables: path})
  if (stdout === '') return stderr
  const {files} = jsonSchema.parse(JSON.parse(stdout))
  return files.map(({path, findings}) => [path, ...findings.map(({rule, line}) => `${rule} ${line}`)])
}

test('a base file: only what is new since is told, without any repository', async () => {
  const cwd = await folder({'base.md': ants(odd), 'README.md': ants(odd + even)})
  await rm(join(cwd, '.git'), {recursive: true})
  const {status, stdout, stderr} = await listkeeper(['lint', 'README.md', '--base', 'base.md'], {cwd})
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe(`README.md:13:31 warning entry-separator
  Unexpected \`: \` after the link, expected \` - \` as in the rest of the list
  13 │ ${even.trim()}
     │                               ~~ → \` - \`

1 warning in 1 file
`)
  expect(await told(['README.md', '--base', 'README.md'], cwd)).toEqual([['README.md']])
})

test('a line that the base has once is new where it stands twice', async () => {
  const cwd = await folder({'base.md': ants(), 'README.md': ants('- [Army](https://army.example) - Builds hills.\n')})
  expect(await told(['README.md', '--base', 'base.md'], cwd)).toEqual([['README.md', 'no-duplicate-url 12']])
})

test('the convention is that of the base: a change can’t outvote it', async () => {
  const cwd = await folder({'base.md': ants(), 'README.md': ants(odd.repeat(40).replaceAll(/odd/gi, 'odd'))})
  const [[, ...rules] = []] = (await told(['README.md', '--base', 'base.md'], cwd)) as string[][]
  expect(rules.filter(rule => rule.startsWith('entry-separator'))).toHaveLength(40)
})

test('standard input can be compared with a file', async () => {
  const cwd = await folder({'base.md': ants()})
  const {stdout} = await inProcess(['lint', '-', '--base', 'base.md'], {cwd, input: ants(odd)})
  expect(stdout).toContain('<stdin>:12:29 warning entry-separator')
})

test('without a name the base is not one of the lists', async () => {
  const cwd = await folder({'base.md': ants(), 'README.md': ants(odd)})
  expect(await told(['--base', 'base.md'], cwd)).toEqual([['README.md', 'entry-separator 12']])
})

test('a revision: what the working tree introduces since, staged, committed or neither, in all lists', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants(odd), 'lists/bees.md': ants(), 'docs/guide.md': '# Guide\n'})
  expect(await told(['--base', 'HEAD'], cwd)).toEqual([['lists/bees.md'], ['readme.md']])
  await write('readme.md', ants(odd + even))
  await write('lists/new.md', ants(odd))
  expect(await told(['--base', 'HEAD'], cwd)).toEqual([
    ['lists/bees.md'],
    ['lists/new.md', 'entry-separator 12'],
    ['readme.md', 'entry-separator 13'],
  ])
  git('add', '.')
  git('commit', '--quiet', '--message', 'More')
  expect(await told(['--base', 'HEAD'], cwd)).toEqual([['lists/bees.md'], ['lists/new.md'], ['readme.md']])
  expect(await told(['--base', 'HEAD~1', 'readme.md'], cwd)).toEqual([['readme.md', 'entry-separator 13']])
  expect(await told(['--base', 'main~1', '.'], join(cwd, 'lists'))).toEqual([['bees.md'], ['new.md', 'entry-separator 12']])
})

test('a base that went on is judged as a pull request is: its own work is nobody’s, and what it has is a duplicate', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants()})
  const line = (name: string, address: string) => `- [${name}](https://${address}.example) - Builds hills.\n`
  git('switch', '--quiet', '--create', 'more')
  await write('readme.md', ants(line('Ghost', 'ghost')))
  git('commit', '--quiet', '--all', '--message', 'Ghost')
  git('switch', '--quiet', 'main')
  await write('readme.md', ants().replace('# Ants\n\n', `# Ants\n\n${line('Spectre', 'ghost')}${odd}`))
  git('commit', '--quiet', '--all', '--message', 'Spectre')
  git('switch', '--quiet', 'more')
  expect(await told(['--base', 'main'], cwd)).toEqual([['readme.md', 'no-duplicate-url 12']])
})

test('a renamed list is compared with what it was, where git knows', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants(odd)})
  git('mv', 'readme.md', 'list.md')
  await write('list.md', ants(odd + even))
  expect(await told(['--base', 'HEAD'], cwd)).toEqual([['list.md', 'entry-separator 13']])
})

test('a symbolic link is the file that it leads to', async () => {
  const {cwd, write} = await repository({'lists/ants.md': ants(odd)})
  await symlink('lists/ants.md', join(cwd, 'readme.md'))
  await write('lists/ants.md', ants(odd + even))
  expect(await told(['--base', 'HEAD', 'readme.md'], cwd)).toEqual([['readme.md', 'entry-separator 13']])
})

test('line ends that git itself makes are nobody’s change', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants(odd)})
  git('config', 'core.autocrlf', 'true')
  await write('readme.md', ants(odd + even).replaceAll('\n', '\r\n'))
  expect(await told(['--base', 'HEAD'], cwd)).toEqual([['readme.md', 'entry-separator 13']])
})

test('a list that was no text before is new, and that is said', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants()})
  await writeFile(join(cwd, 'readme.md'), Buffer.from('Caf\u00e9\n', 'latin1'))
  git('commit', '--quiet', '--all', '--message', 'Latin')
  await write('readme.md', ants(odd))
  const {stdout} = await inProcess(['lint', '--base', 'HEAD'], {cwd, variables: path})
  expect(stdout).toContain('`readme.md` is no text at `HEAD`, so all of it counts as new.')
  expect(stdout).toContain('entry-separator')
})

test('a list whose commits all say that a tool made them is not judged, as on a pull request', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants()})
  for (let count = 0; count < 30; count++) {
    await write('readme.md', ants(`\nStars: ${count}\n`))
    git('commit', '--quiet', '--all', '--message', `Regenerate from data ${count}`)
  }
  await write('readme.md', ants(odd))
  expect(await told(['--base', 'HEAD'], cwd)).toEqual([['readme.md', expect.stringMatching(/^generated /)]])
})

test.each<[string, readonly string[], Readonly<Record<string, string>>, string | RegExp]>([
  ['nothing of the name', ['--base', 'mian'], path, 'There is neither a file nor a revision `mian`. Did you mean `main`?'],
  ['a file of nearly the name', ['--base', 'lists/bess.md'], path, 'There is neither a file nor a revision `lists/bess.md`.'],
  ['no commit', ['--base', 'HEAD:readme.md'], path, 'There is neither a file nor a revision `HEAD:readme.md`.'],
  ['an option', ['--base=--all'], path, 'There is neither a file nor a revision `--all`.'],
  ['no value', ['--base', '--format', 'json'], path, '`--base` needs a value: --base main'],
  [
    'no git',
    ['--base', 'main'],
    {PATH: '/nowhere'},
    'There is no file `main`, and for a revision git is needed, which is not installed.',
  ],
  [
    'several files and a base file',
    ['--base', 'other.md', 'readme.md', 'lists'],
    path,
    '`--base other.md` is one file, so one file can be compared with it, not 2. Name that one, or a revision as the base.',
  ],
  [
    'standard input and a revision',
    ['--base', 'main', '-'],
    path,
    'Standard input has no revision to be compared with: name a file as the base.',
  ],
  [
    'a file elsewhere',
    ['--base', 'main', bin],
    path,
    /^`[^`]*listkeeper\.js` is not in this repository, so there is no revision of it to be compared with\.\n$/,
  ],
  ['a base that is no text', ['--base', 'picture.png', 'readme.md'], path, /^`picture\.png` is not a text file/],
])('%s: status 2 and a sentence', async (_, args, variables, sentence) => {
  const {cwd} = await repository({
    'readme.md': ants(),
    'other.md': '# Other\n',
    'lists/bees.md': ants(),
    'picture.png': '\u0000',
  })
  const {status, stdout, stderr} = await inProcess(['lint', ...args], {cwd, variables})
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toEqual(typeof sentence === 'string' ? `${sentence}\n` : expect.stringMatching(sentence))
})

test('where there is no repository a sentence says so', async () => {
  const cwd = await folder({'readme.md': ants()})
  await rename(join(cwd, '.git'), join(cwd, '.got'))
  const {status, stderr} = await inProcess(['lint', '--base', 'main'], {cwd, variables: {...path, GIT_CEILING_DIRECTORIES: cwd}})
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/^There is no file `main`, and git can't look for a revision \(not a git repository.*\)\.\n$/),
  ])
})

test('a shallow clone says that it is one', async () => {
  const {cwd, git, write} = await repository({'readme.md': ants()})
  await write('readme.md', ants(odd))
  git('commit', '--quiet', '--all', '--message', 'Odd')
  await mkdir(join(cwd, 'clones'))
  git('clone', '--quiet', '--depth', '1', `file://${cwd}`, 'clones/shallow')
  const {stderr} = await inProcess(['lint', '--base', 'HEAD~1'], {cwd: join(cwd, 'clones/shallow'), variables: path})
  expect(stderr).toBe(
    'There is neither a file nor a revision `HEAD~1`. This clone is shallow, so most revisions are not in it: `git fetch --unshallow` brings them.\n',
  )
})
