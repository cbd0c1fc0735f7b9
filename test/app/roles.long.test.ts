import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {hasPostgres, type PostgresServer, startPostgres} from '../store/postgres-server.ts'
import {appVariables, fakeGitHub, freePort, pullEvent, sendWebhook, spawnApp, temporaryFolder} from './process.ts'

let server: PostgresServer | undefined
beforeAll(async () => {
  if (hasPostgres) server = await startPostgres()
})
afterAll(async () => server?.stop())

/** A GitHub that has one installation with one repository, and writes down what it is asked. */
async function github() {
  const asked: string[] = []
  const host = await fakeGitHub(({method, url = ''}, response) => {
    asked.push(`${method} ${url.split('?')[0]}`)
    const say = (status: number, what: unknown) =>
      response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(what))
    const repository = {id: 22, name: 'ants', owner: {login: 'ada'}, private: false, archived: false, open_issues_count: 0}
    if (url.endsWith('/access_tokens')) return say(201, {token: 'ghs_x', expires_at: '2100-01-01T00:00:00Z', permissions: {}})
    if (url.includes('/app/hook/deliveries')) return say(200, [])
    if (url.includes('/app/installations')) return say(200, [{id: 11, created_at: '2026-01-01T00:00:00Z', suspended_at: null}])
    if (url.includes('/installation/repositories')) return say(200, {total_count: 1, repositories: [repository]})
    return say(404, {message: 'Not Found'})
  })
  return {host, asked}
}

test('both roles ask for a server in one sentence, and a word that is no role is refused', async () => {
  const folder = await temporaryFolder()
  const variables = await appVariables('127.0.0.1:9')
  for (const role of ['web', 'worker']) {
    const app = spawnApp(folder, variables, role)
    expect(await app.exited).toBe(1)
    expect(app.said.err).toMatch(new RegExp(`^DATABASE_URL is missing: \`${role}\` shares a PostgreSQL server[^\\n]*\\.\\n$`))
  }
  const odd = spawnApp(folder, variables, 'werker')
  expect(await odd.exited).toBe(1)
  expect(odd.said.err).toBe('Say `web` or `worker`, or nothing for both in one process.\n')
}, 120_000)

test.skipIf(!hasPostgres)(
  'a web process takes events and does nothing; a worker does the jobs and takes no events; both end cleanly',
  async () => {
    const {host, asked} = await github()
    const folder = await temporaryFolder()
    const shared = {...(await appVariables(host)), DATABASE_URL: (await server?.newDatabase()) ?? ''}
    const workerPort = String(await freePort())
    const [webUrl, workerUrl] = [`http://127.0.0.1:${shared.PORT}`, `http://127.0.0.1:${workerPort}`]

    const web = spawnApp(folder, shared, 'web')
    await web.logged('ready')
    expect((await sendWebhook(webUrl, 'pull_request', pullEvent('opened'), 'first')).status).toBe(200)
    await web.logged('event received')
    // The repository that is there already is found without any event.
    await web.logged('repositories found')
    const depth = async (url: string) => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return /listkeeper_jobs\{queue="review-pull-request",state="waiting"\} (\d+)/.exec(text)?.[1]
    }
    expect(await depth(webUrl)).toBe('1')
    expect(web.said.out).not.toContain('review started')

    const worker = spawnApp(folder, {...shared, PORT: workerPort}, 'worker')
    await worker.logged('ready')
    await worker.logged('review started')
    await vi.waitFor(() => expect(asked).toContain('GET /api/v3/repos/ada/ants/pulls/3'), {timeout: 30_000})
    // The scan of what the web process found.
    await worker.logged('what was due has begun')
    await vi.waitFor(async () => expect(await depth(webUrl)).toBe('0'), {timeout: 30_000})
    expect(web.said.out).not.toContain('review started')

    expect((await fetch(`${workerUrl}/healthz`)).status).toBe(200)
    expect((await fetch(`${workerUrl}/readyz`)).status).toBe(200)
    expect((await fetch(`${workerUrl}/`)).status).toBe(404)
    expect((await fetch(`${workerUrl}/jobs`)).status).toBe(503)
    expect((await sendWebhook(workerUrl, 'pull_request', pullEvent('opened'), 'second')).status).toBe(404)
    expect(await (await fetch(`${webUrl}/jobs`)).json()).toMatchObject({queues: expect.any(Array), dead: expect.any(Array)})

    for (const app of [web, worker]) {
      app.child.kill('SIGTERM')
      expect(await app.exited).toBe(0)
      expect(app.said.err).toBe('')
    }
  },
  180_000,
)
