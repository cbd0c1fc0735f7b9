import {type ChildProcess, spawn} from 'node:child_process'
import {createHmac, generateKeyPairSync} from 'node:crypto'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, onTestFinished, vi} from 'vitest'

const main = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url))

/** A key that a GitHub App could have. */
export const {privateKey: pem} = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
  publicKeyEncoding: {type: 'spki', format: 'pem'},
})

export const secret = 'a secret of this test'

/** The app as a process of its own, with these variables and nothing else. */
export function spawnApp(folder: string, variables: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child: ChildProcess = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(tmpdir(), 'listkeeper-compiled'),
      LISTKEEPER_DATA: join(folder, 'data'),
      ...variables,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = {out: '', err: ''}
  child.stdout?.on('data', chunk => {
    said.out += chunk
  })
  child.stderr?.on('data', chunk => {
    said.err += chunk
  })
  const exited = once(child, 'close').then(() => child.exitCode)
  return {
    said,
    exited,
    child,
    /** Resolves when the log holds a line with this message. */
    logged: (message: string) =>
      vi.waitFor(() => expect(said.out, said.err).toContain(`"msg":"${message}"`), {timeout: 60_000, interval: 20}),
  }
}

/** Variables of a complete app, on a port that was free a moment ago. */
export async function appVariables(github: string): Promise<Record<string, string> & {PORT: string}> {
  return {
    APP_ID: '7',
    PRIVATE_KEY: pem,
    WEBHOOK_SECRET: secret,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    GHE_HOST: github,
    GHE_PROTOCOL: 'http',
    LISTKEEPER_ARCHIVE: 'off',
  }
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-app-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

/** A server on 127.0.0.1 that stands for GitHub; gives `host:port`. */
export async function fakeGitHub(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    answer(request, response, body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${portOf(server.address())}`
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server.address())
  server.close()
  await once(server, 'close')
  return port
}

const portOf = (address: unknown): number =>
  typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0

/** Sends a webhook as GitHub does. */
export function sendWebhook(url: string, event: string, payload: unknown, guid: string, signedWith = secret): Promise<Response> {
  const body = JSON.stringify(payload)
  return fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': `sha256=${createHmac('sha256', signedWith).update(body).digest('hex')}`,
    },
  })
}

/** The part of a pull request's event that we look at. */
export const pullEvent = (action: string, more: object = {}) => ({
  action,
  number: 3,
  installation: {id: 11},
  repository: {id: 22, name: 'ants', full_name: 'ada/ants', owner: {login: 'ada'}},
  sender: {login: 'ada', type: 'User'},
  pull_request: {number: 3, head: {sha: 'a'.repeat(40)}},
  ...more,
})
