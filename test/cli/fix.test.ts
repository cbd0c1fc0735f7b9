import {execFileSync} from 'node:child_process'
import {chmod, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {ants} from './ants.ts'
import {folder, inProcess} from './listkeeper.ts'

const odd = ants('- [Odd](https://odd.example): Digs holes.\n- [Odder](https://odder.example) –  digs deep.\n')
const even = ants('- [Odd](https://odd.example) - Digs holes.\n- [Odder](https://odder.example) - Digs deep.\n')

test('fix mends what has one right answer, in the file, and reports what is left', async () => {
  const cwd = await folder({'readme.md': odd, 'lists/bees.md': ants()})
  await chmod(join(cwd, 'readme.md'), 0o640)
  const {mtimeMs} = await stat(join(cwd, 'lists/bees.md'))
  expect(await inProcess(['fix'], {cwd})).toEqual({
    status: 0,
    stdout: '3 problems fixed\nNo problems in 2 files\n',
    stderr: '',
  })
  expect(await readFile(join(cwd, 'readme.md'), 'utf8')).toBe(even)
  expect((await stat(join(cwd, 'readme.md'))).mode & 0o777).toBe(0o640)
  expect((await stat(join(cwd, 'lists/bees.md'))).mtimeMs).toBe(mtimeMs)
  expect((await inProcess(['fix'], {cwd})).stdout).toBe('No problems in 2 files\n')
})

test('a byte order mark, Windows line ends and a missing last one stay', async () => {
  const windows = (text: string): string => `\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`
  const cwd = await folder({'readme.md': windows(odd), '.github/listkeeper.yml': 'rules: {style: off}\n'})
  await inProcess(['fix', 'readme.md'], {cwd})
  expect(await readFile(join(cwd, 'readme.md'), 'utf8')).toBe(windows(even))
})

test('--dry-run changes nothing, and prints what git can apply', async () => {
  const cwd = await folder({'readme.md': odd, 'lists/bees.md': odd})
  const {status, stdout, stderr} = await inProcess(['fix', '--dry-run'], {cwd})
  expect([status, stderr]).toEqual([0, '6 problems would be fixed, 0 problems left\n'])
  expect(stdout).toMatch(/^--- a\/lists\/bees\.md\n\+\+\+ b\/lists\/bees\.md\n@@ /)
  expect(await readFile(join(cwd, 'readme.md'), 'utf8')).toBe(odd)
  execFileSync('git', ['apply', '-'], {cwd, input: stdout, env: {...process.env, GIT_CEILING_DIRECTORIES: join(cwd, '..')}})
  expect(await readFile(join(cwd, 'readme.md'), 'utf8')).toBe(even)
  expect(await readFile(join(cwd, 'lists/bees.md'), 'utf8')).toBe(even)
})

test('with a base only what is new is mended', async () => {
  const [, last = ''] = odd.split(/(?=- \[Odder)/)
  const old = odd.slice(0, -last.length)
  const cwd = await folder({'base.md': old, 'readme.md': odd})
  expect((await inProcess(['fix', '--base', 'base.md', 'readme.md'], {cwd})).status).toBe(0)
  expect(await readFile(join(cwd, 'readme.md'), 'utf8')).toBe(`${old}- [Odder](https://odder.example) - Digs deep.\n`)
})

test('what is left decides the status, and is told where it stands now', async () => {
  const twice = '- [Army](https://army.example) - Marches far.\n'
  const cwd = await folder({'readme.md': `${odd}${twice}`})
  const {status, stdout} = await inProcess(['fix', '--fail-on', 'warning', 'readme.md', '--format', 'json'], {cwd})
  const {files, links, summary} = jsonSchema.parse(JSON.parse(stdout))
  expect(status).toBe(1)
  expect(files[0]?.findings.map(({rule, line}) => [rule, line])).toContainEqual(['no-duplicate-url', 14])
  expect([links, summary.fixed]).toEqual([[], 3])
})

test('what standard input becomes is on standard output, the report beside it', async () => {
  const cwd = await folder({})
  expect(await inProcess(['fix', '-'], {cwd, input: odd})).toEqual({
    status: 0,
    stdout: even,
    stderr: '3 problems fixed\nNo problems in 1 file\n',
  })
  expect((await inProcess(['fix', '-'], {cwd, input: even})).stdout).toBe(even)
  expect((await inProcess(['fix', '--dry-run', '-'], {cwd, input: odd})).stdout).toContain('+++ b/<stdin>')
  expect(await inProcess(['fix', '--format', 'json', '-'], {cwd, input: odd})).toEqual({
    status: 2,
    stdout: '',
    stderr: 'What standard input becomes is written to standard output, where no JSON can stand beside it.\n',
  })
})

test('JSON of a dry run is the report of what would be left', async () => {
  const cwd = await folder({'readme.md': odd})
  const {stdout, stderr} = await inProcess(['fix', '--dry-run', '--format', 'json'], {cwd})
  expect([jsonSchema.parse(JSON.parse(stdout)).summary.fixed, stderr]).toEqual([3, ''])
  expect(await readFile(join(cwd, 'readme.md'), 'utf8')).toBe(odd)
})

test.skipIf(process.getuid?.() === 0)('a file that may not be written: a sentence, and the others are mended', async () => {
  const cwd = await folder({'a.md': odd, 'b.md': odd})
  await chmod(join(cwd, 'a.md'), 0o400)
  expect(await inProcess(['fix'], {cwd})).toEqual({status: 2, stdout: '', stderr: '`a.md` may not be written (EACCES).\n'})
  expect(await readFile(join(cwd, 'b.md'), 'utf8')).toBe(even)
})
