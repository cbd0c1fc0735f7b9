import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {folder, inProcess, listkeeper} from './listkeeper.ts'

/** A web on this machine: what it answers is what its paths are called. */
const web = createServer((request, response) => {
  const status = {'/alive': 200, '/gone': 410, '/missing': 404, '/refuses': 403, '/moved': 301}[request.url?.split('?')[0] ?? '']
  if (status === 301) response.writeHead(301, {location: '/alive'}).end()
  else response.writeHead(status ?? 200, {'content-type': 'text/html'}).end('<title>Ants</title>')
})

const variables = {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1'}
let at = ''

beforeAll(async () => {
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
  const {port} = web.address() as AddressInfo
  at = `http://127.0.0.1:${port}`
})
afterAll(() => web.close())

/** A list of this many entries that are written alike, and more. */
const list = (more = '', entries = 9): string =>
  `# Ants\n\n${Array.from({length: entries}, (_, index) => `- [Ant ${index}](${at}/alive?${index}) - Builds hills.\n`).join('')}${more}`

const json = (stdout: string) => jsonSchema.parse(JSON.parse(stdout))

test('a clean list: status 0, and one line for its entries, one for its links', async () => {
  const cwd = await folder({'readme.md': list()})
  expect(await listkeeper(['check', 'readme.md'], {cwd, variables})).toEqual({
    status: 0,
    stdout: 'No problems in 1 file\n9 links: 9 alive\n',
    stderr: '',
  })
})

test('a dead link: status 1, shown on its entry', async () => {
  const cwd = await folder({'readme.md': list(`- [Ghost](${at}/gone) - Hides.\n`)})
  const {status, stdout, stderr} = await listkeeper(['check', 'readme.md'], {cwd, variables})
  expect(stdout.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:40000')).toMatchInlineSnapshot(`
    "readme.md:12:11 error dead-link
      This link is dead: the server answers \`410 Gone\`
      12 │ - [Ghost](http://127.0.0.1:40000/gone) - Hides.
         │           ~~~~~~~~~~~~~~~~~~~~~~~~~~~

    1 error in 1 file
    10 links: 9 alive, 1 dead
    "
  `)
  expect([status, stderr]).toEqual([1, ''])
})

test('a link that refuses us is no problem, but is told', async () => {
  const cwd = await folder({'readme.md': list(`- [Shy](${at}/refuses) - Hides.\n`)})
  const {status, stdout} = await listkeeper(['check', 'readme.md'], {cwd, variables})
  expect(status).toBe(0)
  expect(stdout).toContain('1 link could not be verified (not a problem):')
  expect(stdout).toContain('10 links: 9 alive, 1 unverified')
})

test('JSON alone is on stdout, in the promised shape, with every link', async () => {
  const cwd = await folder({
    'readme.md': list(`- [Odd](${at}/alive): Digs holes.\n- [Ghost](${at}/missing) - Hides.\n- [New](${at}/moved) - Moves.\n`),
  })
  const {status, stdout, stderr} = await listkeeper(['check', '--format', 'json', 'readme.md'], {cwd, variables})
  expect([status, stderr]).toEqual([1, ''])
  const {files, links, summary} = json(stdout)
  expect(files[0]?.path).toBe('readme.md')
  expect(files[0]?.findings.map(({rule, line, expected}) => [rule, line, expected])).toEqual([
    ['entry-separator', 12, [' - ']],
    ['dead-link', 13, []],
    ['moved-link', 14, [`${at}/alive`]],
  ])
  expect(links).toHaveLength(12)
  expect(links.find(({url}) => url.endsWith('/missing'))).toEqual({
    url: `${at}/missing`,
    verdict: 'dead',
    reason: 'not-found',
    status: 404,
    finalUrl: null,
    occurrences: [{path: 'readme.md', line: 13, column: expect.any(Number), isImage: false}],
  })
  expect(summary).toMatchObject({files: 1, errors: 1, warnings: 2, links: {alive: 10, moved: 1, dead: 1}})
})

test('without leave of the operator no private address is asked, and that is no problem of the list', async () => {
  const cwd = await folder({'readme.md': list()})
  const {status, stdout} = await inProcess(['check', '--format', 'json', 'readme.md'], {cwd})
  expect(status).toBe(0)
  expect(json(stdout).summary.links['refused']).toBe(9)
})

test('--no-links asks nobody and says nothing of links', async () => {
  const cwd = await folder({'readme.md': list(`- [Ghost](${at}/gone) - Hides.\n`)})
  const {status, stdout} = await inProcess(['check', '--no-links', '--format=json'], {cwd, variables})
  expect(status).toBe(0)
  expect(json(stdout).links).toEqual([])
})

test('--fail-on decides about the status, the settings where it is absent, and an error where both are', async () => {
  const cwd = await folder({'readme.md': list(`- [Odd](${at}/alive): Digs holes.\n`)})
  const status = async (...more: string[]) => (await inProcess(['check', '--no-links', ...more], {cwd})).status
  expect([await status(), await status('--fail-on', 'warning'), await status('--fail-on=never')]).toEqual([0, 1, 0])

  const strict = await folder({
    'readme.md': list(`- [Odd](${at}/alive): Digs holes.\n`),
    '.github/listkeeper.yml': 'failOn: warning\n',
  })
  expect((await inProcess(['check', '--no-links'], {cwd: strict})).status).toBe(1)
  expect((await inProcess(['check', '--no-links', '--fail-on', 'error'], {cwd: strict})).status).toBe(0)
})

test('settings apply, and their mistakes are told on their lines', async () => {
  const settings = 'rules:\n  entry-separator: off\nfilez: []\n'
  const cwd = await folder({
    'readme.md': list(`- [Odd](${at}/alive): Digs holes.\n`),
    '.github/listkeeper.yml': settings,
    'other.yml': 'failOn: x\n',
  })
  expect((await inProcess(['check', '--no-links'], {cwd})).stdout).toMatchInlineSnapshot(`
    ".github/listkeeper.yml:3:1 warning settings
      Unknown key \`filez\`, did you mean \`files\`?
      3 │ filez: []
        │ ~~~~~ → \`files\`

    1 warning in 1 file
    "
  `)
  const other = await inProcess(['check', '--no-links', '--format', 'json', '--config', 'other.yml'], {cwd})
  expect(json(other.stdout).files.map(({path, findings}) => [path, findings.map(({rule}) => rule)])).toEqual([
    ['other.yml', ['settings']],
    ['readme.md', ['entry-separator']],
  ])
})

test('files are found by name, by folder, by glob and by nothing at all; only a list counts where none is named', async () => {
  const cwd = await folder({
    'readme.md': list(),
    'lists/bees.md': list(),
    'lists/deep/wasps.MD': list(),
    'docs/guide.md': '# Guide\n\nRead this.\n',
    'node_modules/x/readme.md': list(),
  })
  const paths = async (...args: string[]) => {
    const {stdout} = await inProcess(['check', '--no-links', '--format', 'json', ...args], {cwd})
    return json(stdout).files.map(({path}) => path)
  }
  expect(await paths()).toEqual(['lists/bees.md', 'lists/deep/wasps.MD', 'readme.md'])
  expect(await paths('lists')).toEqual(['lists/bees.md', 'lists/deep/wasps.MD'])
  expect(await paths('*/*.md')).toEqual(['docs/guide.md', 'lists/bees.md'])
  expect(await paths('docs/guide.md', './readme.md', 'readme.md')).toEqual(['docs/guide.md', 'readme.md'])
})

test('`files` of the settings says which files are lists', async () => {
  const cwd = await folder({'readme.md': list(), 'lists/a.md': list('', 2), '.github/listkeeper.yml': 'files: ["lists/*"]\n'})
  const {stdout} = await inProcess(['check', '--no-links', '--format', 'json'], {cwd})
  expect(json(stdout).files.map(({path}) => path)).toEqual(['lists/a.md'])
})

test('from a folder of the repository files are called as they are seen from there, and are the same to us', async () => {
  const cwd = await folder({'lists/a.md': list(`- [Odd](${at}/alive): Digs holes.\n`)})
  const above = json((await inProcess(['check', '--no-links', '--format', 'json', 'lists/a.md'], {cwd})).stdout)
  const inside = json((await inProcess(['check', '--no-links', '--format', 'json'], {cwd: `${cwd}/lists`})).stdout)
  expect([above.files[0]?.path, inside.files[0]?.path]).toEqual(['lists/a.md', 'a.md'])
  expect(inside.files[0]?.findings).toEqual(above.files[0]?.findings)
})

test('- is standard input, with a byte order mark and Windows line ends', async () => {
  const cwd = await folder({})
  const input = `\uFEFF${list(`- [Odd](${at}/alive): Digs holes.\n`).replaceAll('\n', '\r\n')}`
  const {status, stdout} = await inProcess(['check', '--no-links', '-'], {cwd, input})
  expect(status).toBe(0)
  expect(stdout).toContain('<stdin>:12:')
})

test('colours where they are asked for, none in a pipe', async () => {
  const cwd = await folder({'readme.md': list()})
  const stdout = async (variables: Record<string, string>) => (await inProcess(['check', '--no-links'], {cwd, variables})).stdout
  expect(await stdout({})).not.toContain('\u001B')
  expect(await stdout({FORCE_COLOR: '1'})).toContain('\u001B[32m')
  expect(await stdout({FORCE_COLOR: '1', NO_COLOR: '1'})).not.toContain('\u001B')
})
