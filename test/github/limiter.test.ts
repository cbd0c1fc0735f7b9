import {expect, test} from 'vitest'
import {LostAnswerError, openLane, PostponedError} from '../../src/github/limiter.ts'
import {intercept, never, octokit} from './octokit.ts'

const github = intercept()

const read = (kit: ReturnType<typeof octokit>, signal = never) => kit.request('GET /repos/ada/ants', {request: {signal}})
const write = (kit: ReturnType<typeof octokit>, signal = never) =>
  kit.request('POST /repos/ada/ants/issues', {title: 'Ants', request: {signal}})

/** A clock that only pauses move. */
function clock() {
  let nowMs = 1_000_000
  const paused: number[] = []
  return {
    paused,
    now: () => nowMs,
    pause: async (ms: number) => {
      paused.push(ms)
      nowMs += ms
    },
  }
}

test.each([502, 503, 504, 500])('a write that is answered %i is sent once, and its answer counts as lost', async status => {
  github.post('/repos/ada/ants/issues').once().reply(status)
  await expect(write(octokit())).rejects.toThrow(LostAnswerError)
})

test('a write whose connection breaks is sent once, and its answer counts as lost', async () => {
  github.post('/repos/ada/ants/issues').once().replyWithError('socket hang up')
  await expect(write(octokit())).rejects.toThrow(LostAnswerError)
})

test('a write whose answer breaks off in the middle counts as lost', async () => {
  github.post('/repos/ada/ants/issues').once().reply(200, '{"id": 12', {'content-type': 'application/json; charset=utf-8'})
  await expect(write(octokit())).rejects.toThrow(LostAnswerError)
})

test('a write that GitHub refuses is refused, not lost', async () => {
  github.post('/repos/ada/ants/issues').once().reply(422, {message: 'Validation Failed'})
  await expect(write(octokit())).rejects.toMatchObject({status: 422})
})

test('a read that fails on GitHub’s side is tried again twice, quickly', async () => {
  const {now, pause, paused} = clock()
  github
    .get('/repos/ada/ants')
    .reply(502)
    .get('/repos/ada/ants')
    .replyWithError('ECONNRESET')
    .get('/repos/ada/ants')
    .reply(200, {id: 1})
  expect((await read(octokit({now, pause}))).data).toEqual({id: 1})
  expect(paused).toHaveLength(2)
  expect(Math.max(...paused)).toBeLessThanOrEqual(500)
})

test('a read that keeps failing fails in the end', async () => {
  github.get('/repos/ada/ants').times(3).reply(503)
  await expect(read(octokit())).rejects.toMatchObject({status: 503})
})

test.each([
  ['Retry-After', 429, {'retry-after': '30', 'x-ratelimit-reset': '5000'}, {}, 30_000],
  ['the reset, where nothing is left', 403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1100'}, {}, 100_000],
  [
    'a minute where only the message tells',
    403,
    {'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': '3000'},
    {message: 'You have exceeded a secondary rate limit.'},
    60_000,
  ],
  ['a minute where the reset is over', 429, {'x-ratelimit-reset': '900'}, {}, 60_000],
  ['an hour at most', 429, {'retry-after': '86400'}, {}, 3_600_000],
])('a limit hands the work back and says until when: %s', async (_, status, headers, body, waitMs) => {
  github.get('/repos/ada/ants').once().reply(status, body, headers)
  const {now, pause, paused} = clock()
  const error = await read(octokit({now, pause})).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(PostponedError)
  expect(error).toMatchObject({untilMs: 1_000_000 + waitMs})
  expect(paused).toEqual([])
})

test('a write into a limit was not lost: it is postponed', async () => {
  github
    .post('/repos/ada/ants/issues')
    .once()
    .reply(403, {message: 'You have exceeded a secondary rate limit'}, {'retry-after': '5'})
  await expect(write(octokit())).rejects.toMatchObject({name: 'PostponedError', untilMs: 5000})
})

test('a limit of the query interface comes with status 200, and is a limit all the same', async () => {
  github
    .post('/graphql')
    .once()
    .reply(200, {errors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]}, {'retry-after': '7'})
  await expect(octokit().graphql('query {viewer {login}}')).rejects.toMatchObject({name: 'PostponedError', untilMs: 7000})
})

test('other errors of a query are thrown, also with status 200', async () => {
  github
    .post('/graphql')
    .once()
    .reply(200, {data: {viewer: null}, errors: [{type: 'NOT_FOUND', message: 'No such thing'}]})
  await expect(octokit().graphql('query {viewer {login}}')).rejects.toThrow('No such thing')
})

test('a query is a read: it is tried again; a mutation is not', async () => {
  github
    .post('/graphql')
    .once()
    .reply(502)
    .post('/graphql')
    .once()
    .reply(200, {data: {viewer: {login: 'ada'}}})
  expect(await octokit().graphql('query {viewer {login}}')).toEqual({viewer: {login: 'ada'}})
  github.post('/graphql').once().reply(502)
  await expect(octokit().graphql('mutation {minimizeComment {clientMutationId}}')).rejects.toThrow(LostAnswerError)
})

test('a refusal that is no limit stays what it is', async () => {
  github
    .get('/repos/ada/ants')
    .once()
    .reply(403, {message: 'Resource not accessible by integration'}, {'x-ratelimit-remaining': '4999'})
  await expect(read(octokit())).rejects.toMatchObject({status: 403})
})

test('while GitHub asks one of us to wait, nobody of the installation asks', async () => {
  const {now, pause} = clock()
  const lane = openLane()
  github.get('/repos/ada/ants').once().reply(429, {}, {'retry-after': '10'})
  await expect(read(octokit({lane, now, pause}))).rejects.toThrow(PostponedError)
  await expect(write(octokit({lane, now, pause}))).rejects.toThrow(PostponedError)
  await pause(10_000)
  github.get('/repos/ada/ants').once().reply(200, {id: 1})
  expect((await read(octokit({lane, now, pause}))).status).toBe(200)
})

test('a few writes follow at once, more of them a second apart', async () => {
  const {now, pause, paused} = clock()
  const kit = octokit({now, pause})
  github.post('/repos/ada/ants/issues').times(8).reply(201, {id: 1})
  await Promise.all(Array.from({length: 8}, () => write(kit)))
  expect(paused).toEqual([1000, 1000, 1000])
})

test('writes go one at a time, reads together, but no more than 20', async () => {
  let running = 0
  let most = 0
  const kit = octokit({}, async () => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    return Response.json({id: 1})
  })
  await Promise.all(Array.from({length: 4}, () => write(kit)))
  expect(most).toBe(1)
  await Promise.all(Array.from({length: 50}, () => read(kit)))
  expect(most).toBe(20)
})

test('who does not want the answer any more gets the reason, and a write that did not start never starts', async () => {
  const reason = new Error('A newer push')
  const gone = AbortSignal.abort(reason)
  await expect(read(octokit(), gone)).rejects.toBe(reason)
  await expect(write(octokit(), gone)).rejects.toBe(reason)

  const stop = new AbortController()
  const silent = octokit({}, (_, init) => {
    setImmediate(() => stop.abort(reason))
    return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
  })
  await expect(read(silent, stop.signal)).rejects.toBe(reason)
})
