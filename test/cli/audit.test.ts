import {chmod, mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import {createServer, type IncomingMessage} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {afterAll, beforeAll, beforeEach, expect, onTestFinished, test} from 'vitest'
import {main} from '../../src/cli/main.ts'
import {healthSchema} from '../report/health-schema.ts'
import {folder, inProcess} from './listkeeper.ts'

/** What came in, and what the web answers today. */
const asked: IncomingMessage[] = []
const gone = new Set<string>()
const web = createServer((request, response) => {
  asked.push(request)
  const path = request.url ?? ''
  if (path.startsWith('/slow')) return
  if (gone.has(path)) response.writeHead(410).end()
  else if (path === '/moved') response.writeHead(301, {location: '/army'}).end()
  else if (path === '/no-bots') response.writeHead(403).end()
  else if (request.headers['if-none-match'] === '"ants"') response.writeHead(304, {etag: '"ants"'}).end()
  else response.writeHead(200, {'content-type': 'text/html', etag: '"ants"'}).end('<title>Ants</title>')
})
let at = ''
beforeAll(async () => {
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
})
beforeEach(() => {
  asked.length = 0
  gone.clear()
})
afterAll(() => {
  web.closeAllConnections()
  web.close()
})
const variables = {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1'}

const list = (...paths: readonly string[]): string =>
  `# Ants\n\n## Hills\n\n${paths.map(path => `- [Ant ${path.slice(1)}](${at}${path}) - Builds hills.\n`).join('')}`

const audit = (cwd: string, ...args: readonly string[]) =>
  inProcess(['audit', ...args, ...(args.some(arg => arg.endsWith('.md')) ? [] : ['readme.md'])], {cwd, variables})

async function health(cwd: string, ...args: readonly string[]) {
  const {status, stdout, stderr} = await audit(cwd, '--format', 'json', ...args)
  expect(stderr).toBe('')
  return {status, ...healthSchema.parse(JSON.parse(stdout))}
}

const states = (links: readonly {readonly url: string; readonly state: string}[]): string[] =>
  links.map(({url, state}) => `${url.replace(at, '')} ${state}`)

/** All that a history tells of happened some days earlier than it says. */
async function daysPass(file: string, days: number): Promise<void> {
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replaceAll(/("\w+Ms"):(\d+)/g, (_, name: string, ms: string) => `${name}:${Number(ms) - days * 86_400_000}`),
  )
}

test('without a history what is dead today is told, with everything that was seen, and the run fails', async () => {
  gone.add('/gone')
  const cwd = await folder({'readme.md': list('/army', '/gone', '/moved', '/no-bots')})
  const {status, stdout, stderr} = await audit(cwd)
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout.replaceAll(at, 'http://ants')).toBe(`Dead today (1)
  readme.md:6  http://ants/gone
    the server answers \`410 Gone\`
    Ant gone, under Hills

Moved for good (1)
  readme.md:7  http://ants/moved
    now at http://ants/army
    Ant moved, under Hills

1 link could not be verified (not a problem):
  the server refuses programs like this one (\`403 Forbidden\`), a browser may be let in
    http://ants/no-bots  readme.md:8

Nothing is remembered without \`--history FILE\`: this is what was seen today.
4 links in 1 file: 1 alive, 1 moved, 1 dead, 1 unverified
`)
})

test('Markdown is what the issue would say, without boxes to tick, marks and links to lines of a repository', async () => {
  gone.add('/gone')
  const cwd = await folder({'readme.md': list('/army', '/gone', '/moved')})
  const {status, stdout} = await audit(cwd, '--format', 'markdown')
  expect([status, stdout.match(/\[ \]|<!--|blob/g)]).toEqual([1, null])
  expect(stdout).toMatch(/^\*\*1 of 3 links is dead\.\*\* 2 answer \(1 has moved\)\.\n/)
  expect(stdout).toContain('what is dead was seen dead in this one')
  expect(stdout.replaceAll(at, 'http://ants')).toContain(
    '### Dead\n\n- `Ant gone` in `Hills` · `readme.md` line 6\\\n  [`http://ants/gone`](http://ants/gone)\\\n  since ',
  )
})

test('with a history a link is dead after its strikes and not before, and alive once clears them', async () => {
  gone.add('/gone')
  const cwd = await folder({'readme.md': list('/army', '/gone')})
  const file = join(cwd, 'health.json')
  const run = () => health(cwd, '--history', 'health.json')

  const first = await run()
  expect([first.status, ...states(first.links)]).toEqual([0, '/army alive', '/gone suspect'])
  await daysPass(file, 4)
  expect((await run()).links[1]).toMatchObject({state: 'suspect', strikes: 2})
  await daysPass(file, 4)
  const third = await run()
  expect([third.status, ...states(third.links)]).toEqual([1, '/army alive', '/gone dead'])
  expect(third.runs.map(({dead}) => dead)).toEqual([0, 0, 1])
  expect((await audit(cwd, '--history', 'health.json')).stdout).toMatch(
    /^Dead \(1\)\n.*\n {4}the server answers `410 Gone`, since \d{4}-/,
  )

  gone.clear()
  const fourth = await run()
  expect([fourth.status, ...states(fourth.links)]).toEqual([0, '/army alive', '/gone alive'])
  gone.add('/gone')
  await daysPass(file, 1)
  expect((await run()).links[1]).toMatchObject({state: 'suspect', strikes: 1})
})

test('the settings say how many strikes are enough, and what is left alone', async () => {
  gone.add('/gone').add('/left')
  const cwd = await folder({
    'readme.md': list('/army', '/gone', '/left'),
    '.github/listkeeper.yml': `strikes: {scans: 1, days: 0}\nlinks: {ignore: [{url: '${at}/left', reason: Old}]}\n`,
  })
  const {status, links} = await health(cwd, '--history', 'health.json')
  expect([status, ...states(links)]).toEqual([1, '/army alive', '/gone dead', '/left ignored'])
  expect(asked.map(({url}) => url)).not.toContain('/left')
})

test('what was seen alive within the hour is not asked for again; later the server is asked whether it has changed', async () => {
  const cwd = await folder({'readme.md': list('/army', '/fire')})
  await health(cwd, '--history', 'health.json')
  asked.length = 0
  await health(cwd, '--history', 'health.json')
  expect(asked).toEqual([])
  await daysPass(join(cwd, 'health.json'), 1)
  const {links} = await health(cwd, '--history', 'health.json')
  expect(asked.map(({headers}) => headers['if-none-match'])).toEqual(['"ants"', '"ants"'])
  expect(states(links)).toEqual(['/army alive', '/fire alive'])
})

test('several files and standard input are one audit, and a page that both hold is asked for once', async () => {
  const cwd = await folder({'a.md': list('/army'), 'b.md': list('/army', '/fire')})
  const {files, links} = await health(cwd, 'a.md', 'b.md')
  expect(files).toEqual(['a.md', 'b.md'])
  expect(links[0]?.places.map(({path, line}) => [path, line])).toEqual([
    ['a.md', 5],
    ['b.md', 5],
  ])
  expect(asked.map(({url}) => url)).toEqual(['/army', '/fire'])
  const {stdout} = await inProcess(['audit', '--format', 'json', '-'], {cwd, variables, input: list('/wood')})
  expect(healthSchema.parse(JSON.parse(stdout)).files).toEqual(['<stdin>'])
})

test.each([
  ['no JSON', 'ants', /^`health\.json` is no history of `listkeeper audit`/],
  ['other JSON', '{"name": "ants", "version": "1.0.0"}', /^`health\.json` is no history/],
  ['a later version', '{"listkeeper": "history", "version": 2, "sites": {}}', /was written by a later version of Listkeeper/],
  [
    'damaged',
    '{"listkeeper": "history", "version": 1, "pages": [{"page": "x"}], "runs": []}',
    /is a damaged history \(pages\.0\./,
  ],
  ['half', '{"listkeeper": "history", "version": 1, "pa', /is no history/],
  [
    'a verdict of nobody',
    '{"listkeeper": "history", "version": 1, "runs": [], "pages": [{"page": "https://a.example/", "heldMs": 1, "record": {"verdict": {"kind": "dead", "reason": "__proto__"}, "checkedMs": 1, "sinceMs": 1, "steady": 1}}]}',
    /is a damaged history \(pages\.0\.record\.verdict/,
  ],
])('a history that is %s is one clear sentence, is left as it is, and nobody is asked', async (_, text, sentence) => {
  const cwd = await folder({'readme.md': list('/army'), 'health.json': text})
  const {status, stdout, stderr} = await audit(cwd, '--history', 'health.json')
  expect([status, stdout, asked.length]).toEqual([2, '', 0])
  expect(stderr).toMatch(sentence)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(await readFile(join(cwd, 'health.json'), 'utf8')).toBe(text)
})

test('where no history can be written is said before anybody is asked', async () => {
  const cwd = await folder({'readme.md': list('/army')})
  await mkdir(join(cwd, 'folder'))
  expect((await audit(cwd, '--history', 'nowhere/health.json')).stderr).toBe(
    'There is no folder for `nowhere/health.json`. Make it first.\n',
  )
  expect((await audit(cwd, '--history', 'folder')).stderr).toBe('`folder` is a folder, and a file is needed.\n')
  expect(asked).toEqual([])
})

test('a history is replaced whole: links to it and its permissions stay, nothing is left beside it', async () => {
  const cwd = await folder({'readme.md': list('/army'), 'kept/health.json': ''})
  const file = join(cwd, 'kept/health.json')
  await chmod(file, 0o640)
  await symlink(file, join(cwd, 'health.json'))
  await health(cwd, '--history', 'health.json')
  expect(await readdir(join(cwd, 'kept'))).toEqual(['health.json'])
  expect((await stat(file)).mode & 0o777).toBe(0o640)
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({listkeeper: 'history', version: 1})
})

test('no secret is asked for, shown or remembered', async () => {
  const cwd = await folder({'readme.md': `${list('/army')}- [Ant key](${at}/key?token=hush123) - Opens.\n`})
  for (const format of ['pretty', 'json', 'markdown']) {
    const {stdout} = await audit(cwd, '--history', 'health.json', '--format', format)
    expect(stdout).toContain('token=***')
    expect(stdout).not.toContain('hush123')
  }
  expect(await readFile(join(cwd, 'health.json'), 'utf8')).not.toContain('hush')
  expect(asked.map(({url}) => url)).toEqual(['/army'])
})

test('whoever stops it keeps what is known so far, and goes on from there', async () => {
  const cwd = await folder({'readme.md': list('/army', '/slow1', '/slow2')})
  const {status, stdout} = await stopped(cwd)
  expect(status).toBe(130)
  expect(stdout).toContain('2 links were not reached before it was stopped.\n')
  const {pages, runs} = JSON.parse(await readFile(join(cwd, 'health.json'), 'utf8'))
  expect(pages.map(({page}: {page: string}) => page)).toEqual([`${at}/army`])
  // It saw less than all, so it is no part of the trend.
  expect(runs).toEqual([])
})

/** Runs an audit, and stops it when everything was asked for. */
async function stopped(cwd: string) {
  const all = Promise.withResolvers<void>()
  const count = () => asked.length >= 3 && all.resolve()
  web.on('request', count)
  onTestFinished(() => void web.off('request', count))
  let stdout = ''
  const terminal = {
    cwd,
    variables,
    stdin: Readable.from([]),
    stdout: {
      write: (text: string, done?: () => void) => {
        stdout += text
        done?.()
      },
    },
    stderr: {write: (_: string, done?: () => void) => done?.()},
    onInterrupt: (stop: () => void) => {
      void all.promise.then(stop)
      return () => {}
    },
  }
  return {status: await main(terminal, ['audit', '--history', 'health.json', 'readme.md']), stdout}
}
