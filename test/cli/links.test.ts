import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Readable} from 'node:stream'
import {afterAll, beforeAll, expect, onTestFinished, test} from 'vitest'
import {main} from '../../src/cli/main.ts'
import {jsonSchema} from '../report/json-schema.ts'
import {folder, inProcess} from './listkeeper.ts'

const asked: string[] = []
const statuses: Readonly<Record<string, number>> = {'/gone': 410, '/no-bots': 403, '/gone.png': 404}
const web = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url?.startsWith('/slow')) return
  if (request.url === '/moved') response.writeHead(301, {location: '/alive'}).end()
  else response.writeHead(statuses[request.url ?? ''] ?? 200, {'content-type': 'text/html'}).end('<title>Ants</title>')
})
let at = ''
beforeAll(async () => {
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
})
afterAll(() => {
  web.closeAllConnections()
  web.close()
})
const variables = {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1'}

const list = (...paths: readonly string[]): string =>
  `# Ants\n\n${paths.map(path => `- [Ant ${path.slice(1)}](${at}${path}) - Builds hills.\n`).join('')}`

test('links tells of links alone, whatever rules would say', async () => {
  const cwd = await folder({'readme.md': `${list('/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h')}- [Odd](${at}/gone): Digs.\n`})
  const {status, stdout, stderr} = await inProcess(['links', '--format', 'json'], {cwd, variables})
  expect([status, stderr]).toEqual([1, ''])
  const {files, links} = jsonSchema.parse(JSON.parse(stdout))
  expect(files[0]?.findings.map(({rule, line}) => [rule, line])).toEqual([['dead-link', 11]])
  expect(links).toHaveLength(9)
})

test('with a base only new links are asked for', async () => {
  const cwd = await folder({'old.md': list('/a', '/b'), 'readme.md': list('/a', '/b', '/gone')})
  asked.length = 0
  const {status, stdout} = await inProcess(['links', '--base', 'old.md', 'readme.md'], {cwd, variables})
  // What is gone is looked at again before anybody is told.
  expect([status, asked]).toEqual([1, ['/gone', '/gone']])
  expect(stdout).toContain('readme.md:5:14 error dead-link')
})

test('fix --links replaces what moved for good, asks for each page once, and tells what is dead', async () => {
  const cwd = await folder({'readme.md': list('/moved', '/gone', '/a')})
  asked.length = 0
  const {status, stdout} = await inProcess(['fix', '--links', '--dry-run', 'readme.md'], {cwd, variables})
  expect(status).toBe(1)
  expect(stdout).toContain(`-- [Ant moved](${at}/moved) - Builds hills.\n+- [Ant moved](${at}/alive) - Builds hills.\n`)
  expect(asked.filter(path => path === '/gone')).toHaveLength(2)
  expect(asked.filter(path => path === '/a')).toHaveLength(1)
})

test('what is dead, moved, doubtful and left out stands in one report, with places and reasons', async () => {
  const settings = `links:\n  ignore:\n    - url: ${at}/left*\n      until: 2999-01-31\n`
  const more = `\n![Hill](${at}/gone.png) ![Badge](https://img.shields.io/ants)\n`
  const cwd = await folder({
    'readme.md': `${list('/a', '/gone', '/moved', '/no-bots', '/left-out')}${more}`,
    '.github/listkeeper.yml': settings,
  })
  const {status, stdout, stderr} = await inProcess(['links', 'readme.md'], {cwd, variables})
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout.replaceAll(at, 'http://ants')).toBe(`readme.md:4:14 error dead-link
  This link is dead: the server answers \`410 Gone\`
  4 │ - [Ant gone](http://ants/gone) - Builds hills.
    │              ${'~'.repeat(at.length + 5)}

readme.md:5:15 warning moved-link
  This page has moved for good, to \`http://ants/alive\`
  5 │ - [Ant moved](http://ants/moved) - Builds hills.
    │               ${'~'.repeat(at.length + 6)} → \`http://ants/alive\`

readme.md:9:9 error dead-link
  This image is missing: the server answers \`404 Not Found\`
  9 │ ![Hill](http://ants/gone.png) ![Badge](https://img.shields.io/ants)
    │         ${'~'.repeat(at.length + 9)}

1 link could not be verified (not a problem):
  the server refuses programs like this one (\`403 Forbidden\`), a browser may be let in
    http://ants/no-bots  readme.md:6:3

2 errors, 1 warning in 1 file
7 links: 1 alive, 1 moved, 2 dead, 1 unverified, 2 ignored
`)
  const {stdout: verbose} = await inProcess(['links', '--verbose', 'readme.md'], {cwd, variables})
  expect(verbose).toContain('    https://img.shields.io/ants  readme.md:9:')
})

test('a status that the settings accept is fine', async () => {
  const cwd = await folder({
    'readme.md': list('/no-bots', '/gone'),
    '.github/listkeeper.yml': 'links:\n  accept: [403, 410]\n',
  })
  const {status, stdout} = await inProcess(['links', '--format', 'json', 'readme.md'], {cwd, variables})
  const {links} = jsonSchema.parse(JSON.parse(stdout))
  expect([status, ...links.map(({reason, status}) => [reason, status])]).toEqual([0, ['accepted', 403], ['accepted', 410]])
})

test('what was not reached before the deadline is counted, and is no problem', async () => {
  const cwd = await folder({
    'readme.md': list('/a', '/slow1', '/slow2'),
    '.github/listkeeper.yml': 'links:\n  deadlineSeconds: 1\n',
  })
  const {status, stdout} = await inProcess(['links', 'readme.md'], {cwd, variables})
  expect(status).toBe(0)
  expect(stdout).toContain('2 links were not reached before the deadline of 1 s.\n')
  expect(stdout).toContain('3 links: 1 alive, 2 unverified\n')
})

test('whoever stops it gets what is known until then, as a report or as JSON', async () => {
  const cwd = await folder({'readme.md': list('/a', '/slow1', '/slow2')})
  const {status, stdout} = await stopped(['links', 'readme.md'], cwd)
  expect(status).toBe(130)
  expect(stdout).toContain('2 links were not reached before it was stopped.\n')
  expect(stdout).toContain('3 links: 1 alive, 2 unverified\n')
  const json = await stopped(['links', '--format', 'json', 'readme.md'], cwd)
  expect(json.status).toBe(130)
  expect(jsonSchema.parse(JSON.parse(json.stdout)).links.map(({reason}) => reason)).toEqual([
    'answers',
    'not-reached',
    'not-reached',
  ])
})

/** Runs a command, and stops it when everything was asked for. */
async function stopped(args: readonly string[], cwd: string) {
  asked.length = 0
  const all = Promise.withResolvers<void>()
  const count = () => asked.length >= 3 && all.resolve()
  web.on('request', count)
  onTestFinished(() => void web.off('request', count))
  let stdout = ''
  const output = {
    write: (text: string, done?: () => void) => {
      stdout += text
      done?.()
    },
  }
  const terminal = {
    cwd,
    variables,
    stdin: Readable.from([]),
    stdout: output,
    stderr: {write: (_: string, done?: () => void) => done?.()},
    onInterrupt: (stop: () => void) => {
      void all.promise.then(stop)
      return () => {}
    },
  }
  return {status: await main(terminal, args), stdout}
}
