import {once} from 'node:events'
import {writeFile} from 'node:fs/promises'
import {createServer, request} from 'node:http'
import {join} from 'node:path'
import {expect, onTestFinished, test, vi} from 'vitest'
import {appVariables, fakeGitHub, freePort, pullEvent, sendWebhook, spawnApp, temporaryFolder} from './process.ts'

/** A GitHub that knows no pull request: whoever asks for one learns that it is gone. */
const asked: string[] = []
const emptyGitHub = () =>
  fakeGitHub((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const token = {token: 'ghs_token', expires_at: '2100-01-01T00:00:00Z', permissions: {}}
    const isToken = request.url?.endsWith('/access_tokens') === true
    response
      .writeHead(isToken ? 201 : 404, {'content-type': 'application/json'})
      .end(JSON.stringify(isToken ? token : {message: 'Not Found'}))
  })

test('a life of the app: ready, healthy, alone in its folder, events taken once, and a clean end', async () => {
  const folder = await temporaryFolder()
  const variables = await appVariables(await emptyGitHub())
  const exceptions = [
    'LISTKEEPER_ALLOW_PRIVATE=10.1.0.0/16',
    'LISTKEEPER_NEVER=never.example',
    'HTTPS_PROXY=http://ada:hush@proxy.example:3128',
    'LISTKEEPER_PROXY_GUARDS=1',
    'LISTKEEPER_HEADER_WIKI=hush',
    'LISTKEEPER_HEADER_WIKI_HOSTS=wiki.example',
  ]
  await writeFile(join(folder, '.env'), `PORT=1\nAPP_ID=8\n${exceptions.join('\n')}\n`)
  const app = spawnApp(folder, variables)
  const url = `http://127.0.0.1:${variables.PORT}`
  await app.logged('ready')
  // What .env adds counts, and what it would override does not: the port is the environment's.
  for (const told of ['10.1.0.0/16', 'never.example', 'proxy.example:3128', 'LISTKEEPER_PROXY_GUARDS', 'wiki.example'])
    expect(app.said.out).toContain(told)
  expect(app.said.out).not.toContain('hush')

  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${url}/ping`)).text()).toBe('PONG')
  expect(await (await fetch(url)).text()).toContain('keeps curated Markdown lists healthy')
  expect((await fetch(`${url}/elsewhere`)).status).toBe(404)

  const second = spawnApp(folder, {...variables, PORT: String(await freePort())})
  expect(await second.exited).toBe(1)
  expect(second.said.err).toMatch(/^Another Listkeeper works in `[^\n]*`: stop it first, or set LISTKEEPER_DATA[^\n]*\.\n$/)

  expect((await sendWebhook(url, 'pull_request', pullEvent('opened'), 'first', 'another secret')).status).toBe(400)
  expect((await sendWebhook(url, 'pull_request', pullEvent('opened'), 'first')).status).toBe(200)
  await app.logged('review started')
  await vi.waitFor(() => expect(asked.some(request => request.includes('/repos/ada/ants/pulls/3'))).toBe(true))
  expect((await sendWebhook(url, 'pull_request', pullEvent('opened'), 'first')).status).toBe(200)
  await app.logged('event repeated')
  expect((await sendWebhook(url, 'pull_request', pullEvent('edited', {changes: {title: {from: 'Ants'}}}), 'title')).status).toBe(
    200,
  )
  expect((await sendWebhook(url, 'pull_request', pullEvent('edited', {changes: {base: {}}}), 'base')).status).toBe(200)
  expect(
    (await sendWebhook(url, 'check_run', pullEvent('rerequested', {check_run: {external_id: 'eve/ants#4'}}), 'run')).status,
  ).toBe(200)
  expect(
    (await sendWebhook(url, 'check_run', pullEvent('completed', {check_run: {external_id: 'eve/ants#4'}}), 'ours')).status,
  ).toBe(200)
  await vi.waitFor(() =>
    expect(steps(app.said.out, 'event received')).toEqual(['first ada/ants#3', 'base ada/ants#3', 'run ada/ants#4']),
  )

  const stoppedMs = Date.now()
  app.child.kill('SIGTERM')
  expect(await app.exited).toBe(0)
  expect(Date.now() - stoppedMs).toBeLessThan(10_000)
  expect(app.said.err).toBe('')
}, 120_000)

test('a body larger than GitHub sends is refused before anyone looks at its signature', async () => {
  const folder = await temporaryFolder()
  const variables = await appVariables(await emptyGitHub())
  const app = spawnApp(folder, variables)
  await app.logged('ready')
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': 'x',
    'x-hub-signature-256': 'sha256=00',
  }
  const options = {host: '127.0.0.1', port: Number(variables.PORT), path: '/api/github/webhooks', method: 'POST', headers}

  const announced = request({...options, headers: {...headers, 'content-length': 26 * 1024 * 1024}})
  announced.on('error', () => {})
  announced.flushHeaders()
  const [refused] = await once(announced, 'response')
  expect(refused.statusCode).toBe(413)

  const streamed = request(options)
  streamed.on('error', () => {})
  const answered = once(streamed, 'response')
  const chunk = Buffer.alloc(1024 * 1024, ' ')
  for (let megabytes = 0; megabytes < 27 && !streamed.destroyed; megabytes++) streamed.write(chunk)
  expect((await answered)[0].statusCode).toBe(413)
  expect((await fetch(`http://127.0.0.1:${variables.PORT}/healthz`)).status).toBe(200)
}, 120_000)

test('a port in use is said in one sentence', async () => {
  const folder = await temporaryFolder()
  const variables = await appVariables('127.0.0.1:9')
  const other = createServer().listen(Number(variables.PORT), '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const app = spawnApp(folder, variables)
  expect(await app.exited).toBe(1)
  expect(app.said.err).toBe(`Port ${variables.PORT} is in use already: stop what uses it, or set PORT to another one.\n`)
}, 120_000)

test('a missing variable is named in one sentence', async () => {
  const app = spawnApp(await temporaryFolder(), {NODE_ENV: 'production'})
  expect(await app.exited).toBe(1)
  expect(app.said).toEqual({out: '', err: 'APP_ID is missing: set it to the App ID that the settings of your GitHub App show.\n'})
}, 120_000)

/** `delivery pull` of each line of the log with this message. */
const steps = (out: string, message: string): string[] =>
  out
    .split('\n')
    .filter(line => line.includes(`"msg":"${message}"`))
    .map(line => {
      const {delivery, pull} = JSON.parse(line)
      return `${delivery} ${pull}`
    })
