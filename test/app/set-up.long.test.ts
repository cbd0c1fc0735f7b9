import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test, vi} from 'vitest'
import {fakeGitHub, freePort, pem, pullEvent, secret, sendWebhook, spawnApp, temporaryFolder} from './process.ts'

/** A GitHub that registers one app, for the code `good`. */
async function registry() {
  const seen: {method: string | undefined; url: string | undefined; body: string; authorization: string | undefined}[] = []
  const host = await fakeGitHub((request, response, body) => {
    const {method, url, headers} = request
    seen.push({method, url, body, authorization: headers.authorization})
    const registered = {id: 42, name: 'Ants keeper', html_url: `http://${host}/apps/ants-keeper`, pem, webhook_secret: secret}
    const [status, data] =
      url === '/api/v3/app-manifests/good/conversions'
        ? [201, registered]
        : url === '/api/v3/app/hook/config'
          ? [200, {}]
          : [404, {message: 'Not Found'}]
    response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(data))
  })
  return {host, seen}
}

test('without credentials a page registers the app, and it goes on without a restart', async () => {
  const {host, seen} = await registry()
  const folder = await temporaryFolder()
  const port = await freePort()
  const variables = {HOST: '127.0.0.1', PORT: String(port), GHE_HOST: host, GHE_PROTOCOL: 'http'}
  const app = spawnApp(folder, variables)
  await app.logged('no GitHub App yet: open this page to register one')
  const url = `http://127.0.0.1:${port}`
  expect((await fetch(`${url}/readyz`)).status).toBe(503)

  const shown = await fetch(url, {headers: {'x-forwarded-proto': 'https', 'x-forwarded-host': 'lists.example'}})
  const page = await shown.text()
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
  expect(action).toMatch(new RegExp(`^http://${host}/settings/apps/new\\?state=[\\w-]{32}$`))
  const state = action.split('state=')[1] ?? ''
  const manifest = JSON.parse(
    (/name="manifest" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&#x22;', '"').replaceAll('&quot;', '"'),
  )
  expect(manifest).toMatchObject({
    name: 'Listkeeper',
    hook_attributes: {url: 'https://lists.example/api/github/webhooks', active: true},
    redirect_url: 'https://lists.example/setup',
    default_permissions: {metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', issues: 'write'},
  })
  const cookie = (shown.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const answer = (query: string, headers: Record<string, string>) => fetch(`${url}/setup?${query}`, {headers})

  expect((await answer(`code=good&state=${state}`, {})).status).toBe(400)
  expect((await answer(`code=good&state=${state}x`, {cookie})).status).toBe(400)
  expect((await answer(`state=${state}`, {cookie})).status).toBe(400)
  expect(seen).toEqual([])
  expect((await answer(`code=bad&state=${state}`, {cookie})).status).toBe(502)

  const done = await answer(`code=good&state=${state}`, {
    cookie,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'lists.example',
  })
  expect(done.status).toBe(200)
  expect(await done.text()).toContain(`http://${host}/apps/ants-keeper/installations/new`)
  await app.logged('ready')
  const patched = seen.find(({method}) => method === 'PATCH')
  expect(patched).toMatchObject({
    url: '/api/v3/app/hook/config',
    authorization: expect.stringMatching(/^bearer [\w-]+\.[\w-]+\.[\w-]+$/i),
  })
  expect(JSON.parse(patched?.body ?? '')).toEqual({url: 'https://lists.example/api/github/webhooks', content_type: 'json'})

  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect((await sendWebhook(url, 'pull_request', pullEvent('opened'), 'first')).status).toBe(200)
  await app.logged('event received')
  expect((await stat(join(folder, 'data', 'credentials.json'))).mode & 0o777).toBe(0o600)
  app.child.kill('SIGTERM')
  expect(await app.exited).toBe(0)

  const next = spawnApp(folder, {...variables, NODE_ENV: 'production'})
  await next.logged('ready')
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), {timeout: 30_000})
}, 120_000)
