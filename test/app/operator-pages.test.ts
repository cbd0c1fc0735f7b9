import {Readable} from 'node:stream'
import {expect, onTestFinished, test} from 'vitest'
import {isOperator} from '../../src/app/is-operator.ts'
import {listen} from '../../src/app/listen.ts'
import {openMetrics} from '../../src/app/metrics.ts'
import {operatorPages} from '../../src/app/operator-pages.ts'
import {type Phase, serveProbes} from '../../src/app/serve-pages.ts'
import {main} from '../../src/cli/main.ts'
import type {JobsReport} from '../../src/queue/jobs-report.ts'
import {freePort} from './process.ts'

const direct = {headers: {host: 'localhost:3000'}, httpVersion: '1.1', socket: {remoteAddress: '127.0.0.1'}}
const token = 'a token of the operator'.replaceAll(' ', '-')

test.each([
  ['from this machine', direct, true],
  ['from this machine, IPv6', {...direct, headers: {host: '[::1]:3000'}, socket: {remoteAddress: '::1'}}, true],
  ['IPv4 in IPv6', {...direct, socket: {remoteAddress: '::ffff:127.0.0.1'}}, true],
  ['from elsewhere', {...direct, socket: {remoteAddress: '10.0.0.7'}}, false],
  ['forwarded by a proxy', {...direct, headers: {...direct.headers, 'x-forwarded-for': '203.0.113.9'}}, false],
  ['forwarded, said the new way', {...direct, headers: {...direct.headers, forwarded: 'for=203.0.113.9'}}, false],
  ['through a tunnel', {...direct, headers: {...direct.headers, 'cf-connecting-ip': '203.0.113.9'}}, false],
  ['as proxies ask that say nothing', {...direct, httpVersion: '1.0'}, false],
  ['under another name', {...direct, headers: {host: 'lists.example'}}, false],
  ['for a page in a browser', {...direct, headers: {...direct.headers, origin: 'https://eve.example'}}, false],
  ['by a link in a browser', {...direct, headers: {...direct.headers, 'sec-fetch-site': 'cross-site'}}, false],
])('without a token, %s', (_, request, is) => {
  expect(isOperator(request, undefined)).toBe(is)
})

test('with a token, the token alone counts', () => {
  const far = {...direct, socket: {remoteAddress: '203.0.113.9'}}
  expect(isOperator(direct, token)).toBe(false)
  expect(isOperator({...far, headers: {authorization: `Bearer ${token}`}}, token)).toBe(true)
  expect(isOperator({...far, headers: {authorization: `Bearer ${token}x`}}, token)).toBe(false)
  expect(isOperator({...far, headers: {authorization: 'Bearer '}}, token)).toBe(false)
})

const report: JobsReport = {
  queues: [{queue: 'open-scan', waiting: 2, postponed: 0, running: 1, retrying: 0, dead: 1, oldestWaitingMs: 90_000}],
  dead: [
    {
      id: '6a1f',
      queue: 'open-scan',
      key: '22',
      about: 'ada/ants',
      reason: 'GitHub answered 500\u001b[31m',
      diedMs: 0,
      tries: 9,
    },
  ],
}

/** The operator's pages on a port of their own. */
async function pages(expected: string | undefined, hasJobs = true) {
  const port = await freePort()
  const done: string[] = []
  const metrics = openMetrics()
  const queue = {
    report: async () => report,
    async redrive(id: string) {
      done.push(`redrive ${id}`)
      return id === 'all' || id === '6a1f' ? 1 : 0
    },
    async discard(id: string) {
      done.push(`discard ${id}`)
      return 1
    },
  }
  const answer = operatorPages({
    token: expected,
    metrics: () => metrics.text(queue.report),
    jobs: () => (hasJobs ? queue : undefined),
  })
  const listening = await listen({host: '127.0.0.1', port}, answer, () => {})
  onTestFinished(() => listening.close(0))
  return {url: `http://127.0.0.1:${port}`, done, metrics}
}

/** `listkeeper …` in this process. */
async function listkeeper(variables: Record<string, string>, ...args: string[]) {
  const said = {out: '', err: ''}
  const into = (name: 'out' | 'err') => ({
    write(text: string, written?: (error?: Error | null) => void) {
      said[name] += text
      written?.()
    },
  })
  const terminal = {cwd: '/', variables, stdin: Readable.from([]), stdout: into('out'), stderr: into('err')}
  return {code: await main(terminal, args), ...said}
}

test('`listkeeper jobs` shows how jobs are, and what was given up and why, without anything that acts on a terminal', async () => {
  const {url} = await pages(undefined)
  const {code, out, err} = await listkeeper({LISTKEEPER_URL: url}, 'jobs')
  expect({code, err}).toEqual({code: 0, err: ''})
  expect(out).toMatch(/open-scan +2 +1 +0 +0 +1 +90 s/)
  expect(out).toContain('6a1f\n  open-scan ada/ants, 1970-01-01T00:00:00.000Z, 9 tries\n  GitHub answered 500')
  expect(out).not.toContain('\u001b')
  expect(JSON.parse((await listkeeper({LISTKEEPER_URL: url}, 'jobs', '--json')).out)).toEqual(report)
})

test('jobs that were given up are done again or forgotten, one or all', async () => {
  const {url, done} = await pages(undefined)
  expect((await listkeeper({LISTKEEPER_URL: url}, 'jobs', 'redrive', '6a1f')).out).toBe('1 job will be done again.\n')
  expect((await listkeeper({LISTKEEPER_URL: url}, 'jobs', 'discard', 'all')).out).toBe('1 job forgotten.\n')
  const unknown = await listkeeper({LISTKEEPER_URL: url}, 'jobs', 'redrive', 'ffff')
  expect(unknown).toMatchObject({code: 2, err: expect.stringContaining('No job that was given up has the id')})
  expect(done).toEqual(['redrive 6a1f', 'discard all', 'redrive ffff'])
})

test('the token opens what is closed to others, and is asked of everybody where there is one', async () => {
  const {url} = await pages(token)
  const without = await listkeeper({LISTKEEPER_URL: url}, 'jobs')
  expect(without).toMatchObject({code: 2, out: '', err: expect.stringContaining('LISTKEEPER_OPERATOR_TOKEN')})
  expect((await listkeeper({LISTKEEPER_URL: url, LISTKEEPER_OPERATOR_TOKEN: token}, 'jobs')).code).toBe(0)
  expect((await fetch(`${url}/metrics`)).status).toBe(401)
  expect((await fetch(`${url}/metrics`, {headers: {authorization: `Bearer ${token}`}})).status).toBe(200)
})

test('where no app runs, or none that shows jobs, a sentence says so', async () => {
  const nobody = await listkeeper({PORT: String(await freePort())}, 'jobs')
  expect(nobody).toMatchObject({code: 2, err: expect.stringMatching(/^No app answers at http:\/\/localhost:\d+: start it/)})
  const {url} = await pages(undefined, false)
  expect((await listkeeper({LISTKEEPER_URL: url}, 'jobs')).err).toMatch(/^Jobs are not shown here/)
  expect((await listkeeper({LISTKEEPER_URL: 'ada:hush@x'}, 'jobs')).err).not.toContain('hush')
  for (const wrong of [
    ['jobs', 'redrive'],
    ['jobs', 'dance', '1'],
    ['jobs', '--loud'],
  ])
    expect((await listkeeper({}, ...wrong)).code).toBe(2)
})

test('what a page in a browser could send does nothing', async () => {
  const {url, done} = await pages(undefined)
  const form = await fetch(`${url}/jobs/discard`, {method: 'POST', body: '{"id":"all"}', headers: {'content-type': 'text/plain'}})
  expect(form.status).toBe(400)
  const forwarded = await fetch(`${url}/jobs`, {headers: {'x-forwarded-for': '203.0.113.9'}})
  expect(forwarded.status).toBe(403)
  expect(done).toEqual([])
})

test('figures: what was counted, how jobs are, and still the rest where jobs can’t be asked', async () => {
  const {url, metrics} = await pages(undefined)
  metrics.verdict('scan', 'dead')
  metrics.siteRequest('2xx')
  metrics.notification('issue opened')
  metrics.scan('closed')
  metrics.githubQuota('installation', 'core', 4321)
  metrics.job('open-scan', 0.2)
  const response = await fetch(`${url}/metrics`)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await response.text()
  for (const line of [
    'listkeeper_verdicts_total{purpose="scan",kind="dead"} 1',
    'listkeeper_site_requests_total{outcome="2xx"} 1',
    'listkeeper_notifications_total{kind="issue opened"} 1',
    'listkeeper_scans_total{event="closed"} 1',
    'listkeeper_github_quota_remaining{kind="installation",resource="core"} 4321',
    'listkeeper_jobs{queue="open-scan",state="waiting"} 2',
    'listkeeper_jobs{queue="open-scan",state="dead"} 1',
    'listkeeper_jobs_oldest_waiting_seconds{queue="open-scan"} 90',
    'listkeeper_job_seconds_count{job="open-scan"} 1',
  ])
    expect(text).toContain(line)
  const broken = await metrics.text(async () => {
    throw new Error('the database is away')
  })
  expect(broken.text).toContain('listkeeper_scans_total{event="closed"} 1')
  expect(broken.text).not.toContain('listkeeper_jobs{')
})

test('alive is not ready: it says so while it starts, stops, or has no database', async () => {
  let phase: Phase = 'starting'
  let problem: string | undefined
  const port = await freePort()
  const probes = serveProbes(
    () => phase,
    async () => {
      if (problem !== undefined) throw new Error(problem)
    },
  )
  const listening = await listen({host: '127.0.0.1', port}, probes, () => {})
  onTestFinished(() => listening.close(0))
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    return `${response.status} ${await response.text()}`
  }
  expect([await ask('/readyz'), await ask('/healthz')]).toEqual(['503 starting\n', '200 ok\n'])
  phase = 'ready'
  expect(await ask('/readyz')).toBe('200 ok\n')
  problem = 'no database'
  expect([await ask('/readyz'), await ask('/healthz')]).toEqual(['503 no database\n', '200 ok\n'])
  phase = 'stopping'
  expect(await ask('/readyz')).toBe('503 stopping\n')
})
