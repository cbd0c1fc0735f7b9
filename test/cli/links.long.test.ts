import {spawn} from 'node:child_process'
import {createServer, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text as textOf} from 'node:stream/consumers'
import {expect, onTestFinished, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {bin, folder, listkeeper} from './listkeeper.ts'

const variables = {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1', LISTKEEPER_DNS: '127.0.0.1:9'}

async function web(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const list = (at: string, paths: readonly string[]): string =>
  `# Ants\n\n${paths.map(path => `- [Ant ${path}](${at}/${path}) - Builds hills.\n`).join('')}`

/** A site that answers for `/a`, hangs for the rest, and tells when it was asked for both. */
async function hanging() {
  const all = Promise.withResolvers<void>()
  const asked = new Set<string>()
  const at = await web((request, response) => {
    asked.add(request.url ?? '')
    if (request.url === '/a') response.end('<title>Ants</title>')
    if (asked.size === 2) all.resolve()
  })
  return {cwd: await folder({'readme.md': list(at, ['a', 'slow'])}), all: all.promise}
}

test('Ctrl-C ends a run with what is known, JSON alone on standard output, and status 130', async () => {
  const {cwd, all} = await hanging()
  const {status, stdout, stderr} = await listkeeper(['links', '--format', 'json', 'readme.md'], {
    cwd,
    variables,
    started: child => void all.then(() => child.kill('SIGINT')),
  })
  expect([status, stderr]).toEqual([130, ''])
  const {links, summary} = jsonSchema.parse(JSON.parse(stdout))
  expect(links.map(({reason}) => reason)).toEqual(['answers', 'not-reached'])
  expect(summary.notes).toEqual(['1 link was not reached before it was stopped.'])
})

test('fix lets itself be ended at once, and has changed nothing', async () => {
  const {cwd, all} = await hanging()
  const {status, stdout} = await listkeeper(['fix', '--links', 'readme.md'], {
    cwd,
    variables,
    started: child => void all.then(() => child.kill('SIGINT')),
  })
  expect([status, stdout]).toEqual([130, ''])
})

test('a reader who leaves early is no error', async () => {
  const at = await web((_, response) => response.writeHead(404).end())
  const cwd = await folder({
    'readme.md': list(
      at,
      Array.from({length: 120}, (_, index) => `${index}`),
    ),
  })
  const child = spawn(process.execPath, [bin, 'links', 'readme.md'], {cwd, env: {PATH: process.env['PATH'], ...variables}})
  child.stdin.end()
  child.stdout.once('data', () => child.stdout.destroy())
  const status = new Promise<number | null>(resolve => child.once('exit', resolve))
  expect([await textOf(child.stderr), await status]).toEqual(['', 1])
})
