import {once} from 'node:events'
import {afterAll, beforeAll, describe, expect, onTestFinished, test, vi} from 'vitest'
import {PostponedError} from '../../src/github/limiter.ts'
import type {PullRef} from '../../src/github/pull-ref.ts'
import {openBoss} from '../../src/queue/open-boss.ts'
import {openQueue, type Queue} from '../../src/queue/open-queue.ts'
import {keyOf, prepareReviewQueue, reviewQueue} from '../../src/queue/review-queue.ts'
import type {Database} from '../../src/store/database.ts'
import {sql} from '../../src/store/sql.ts'
import {databases} from '../store/databases.ts'

const run = Math.random().toString(36).slice(2)
let count = 0
const unique = (word: string) => `${word}-${run}-${count++}`
const pull = (): PullRef => ({installationId: '1', repositoryId: unique('repository'), owner: 'ada', repo: 'ants', number: 7})
const delivery = () => ({guid: unique('delivery'), atMs: Date.now()})

/** On a machine that is busy with something else. */
const patient = {timeout: 20_000, interval: 5}

/** A job that waits to be let go, or to be aborted. */
interface Run {
  readonly ref: PullRef
  readonly signal: AbortSignal
  readonly startedMs: number
  finish(): void
  fail(error: Error): void
}

/** Reviews that do what the test says. `runs` holds those that started, in order. */
function scripted() {
  const runs: Run[] = []
  let atOnce = 0
  const seen = {mostOfOneKey: 0}
  const active = new Map<string, number>()
  async function review(ref: PullRef, signal: AbortSignal): Promise<void> {
    const key = keyOf(ref)
    atOnce = (active.get(key) ?? 0) + 1
    active.set(key, atOnce)
    seen.mostOfOneKey = Math.max(seen.mostOfOneKey, atOnce)
    const {promise, resolve, reject} = Promise.withResolvers<void>()
    const aborted = () => reject(new Error('aborted', {cause: signal.reason}))
    signal.addEventListener('abort', aborted)
    runs.push({ref, signal, startedMs: Date.now(), finish: resolve, fail: reject})
    try {
      await promise
    } finally {
      signal.removeEventListener('abort', aborted)
      active.set(key, (active.get(key) ?? 1) - 1)
    }
  }
  const started = (number: number) =>
    vi.waitFor(() => expect(runs.length).toBeGreaterThanOrEqual(number), {timeout: 20_000, interval: 5})
  return {runs, seen, review, started}
}

function listener() {
  return {handedBack: vi.fn(), failed: vi.fn(), postponed: vi.fn(), trouble: vi.fn()}
}

describe.each(databases)('on $kind', ({skip, open}) => {
  let database: Database
  beforeAll(async () => {
    if (!skip) database = await open()
  })
  afterAll(() => database?.close())

  async function opened(review: ReturnType<typeof scripted>['review'], tell = listener(), workers?: number): Promise<Queue> {
    const queue = await openQueue({database, review, tell, ...(workers === undefined ? {} : {workers})})
    onTestFinished(() => queue.stop(0))
    return queue
  }

  test.skipIf(skip)('a burst of pushes tells the review that runs to stop, and leads to exactly one more', async () => {
    const runs: {readonly signal: AbortSignal; end(): void}[] = []
    const seen: string[] = []
    const queue = await opened((ref, signal) => {
      seen.push(keyOf(ref))
      return new Promise(resolve => runs.push({signal, end: resolve}))
    })
    const [ref, other] = [pull(), pull()]
    await queue.receive(delivery(), [ref])
    await vi.waitFor(() => expect(runs).toHaveLength(1), patient)
    expect(runs[0]?.signal.aborted).toBe(false)

    await Promise.all(Array.from({length: 20}, () => queue.receive(delivery(), [ref])))
    expect(runs[0]?.signal.aborted).toBe(true)
    expect(await waiting(ref)).toBe(1)
    expect(runs).toHaveLength(1)

    const endedMs = Date.now()
    runs[0]?.end()
    await vi.waitFor(() => expect(runs).toHaveLength(2), patient)
    expect(Date.now() - endedMs).toBeLessThan(1000)
    expect(runs[1]?.signal.aborted).toBe(false)
    runs[1]?.end()
    // Whatever else the burst had left would come before this.
    await queue.receive(delivery(), [other])
    await vi.waitFor(() => expect(seen).toEqual([keyOf(ref), keyOf(ref), keyOf(other)]), patient)
    runs[2]?.end()
  })

  test.skipIf(skip)('a review that lets go when told to makes room at once, and is no failure', async () => {
    const work = scripted()
    const tell = listener()
    const queue = await opened(work.review, tell)
    const ref = pull()
    await queue.receive(delivery(), [ref])
    await work.started(1)
    await queue.receive(delivery(), [ref])
    const toldMs = Date.now()
    await work.started(2)
    expect((work.runs[1]?.startedMs ?? 0) - toldMs).toBeLessThan(1000)
    work.runs[1]?.finish()
    expect(tell.failed).not.toHaveBeenCalled()
    expect(work.seen.mostOfOneKey).toBe(1)
  })

  test.skipIf(skip)('of one account five pull requests are worked on at once, so that others are not kept waiting', async () => {
    const work = scripted()
    const queue = await opened(work.review)
    const account = unique('account')
    const many = Array.from({length: 12}, () => ({...pull(), installationId: account}))
    const other = {...pull(), installationId: unique('account')}
    for (const ref of many) await queue.receive(delivery(), [ref])
    await queue.receive(delivery(), [other])
    await vi.waitFor(() => expect(work.runs.map(({ref}) => ref)).toContainEqual(other), {timeout: 20_000})
    await work.started(6)

    const done = new Set<Run>()
    const atWork = () => work.runs.filter(run => run.ref.installationId === account && !done.has(run))
    while (done.size < many.length) {
      await vi.waitFor(() => expect(atWork().length).toBeGreaterThan(0), {timeout: 20_000, interval: 5})
      expect(atWork().length).toBeLessThanOrEqual(5)
      const [first] = atWork()
      if (first === undefined) continue
      done.add(first)
      first.finish()
    }
    expect(new Set(work.runs.map(({ref}) => keyOf(ref))).size).toBe(13)
    expect(work.runs).toHaveLength(13)
    for (const run of work.runs) run.finish()
  })

  test.skipIf(skip)('a slow review holds up nobody', async () => {
    const work = scripted()
    const queue = await opened(work.review, listener(), 3)
    const [slow, quick, quicker] = [pull(), pull(), pull()]
    await queue.receive(delivery(), [slow])
    await work.started(1)
    await queue.receive(delivery(), [quick, quicker])
    await work.started(3)
    expect(work.runs.map(({ref}) => ref.repositoryId).toSorted()).toEqual(
      [slow, quick, quicker].map(ref => ref.repositoryId).toSorted(),
    )
    for (const run of work.runs) run.finish()
  })

  test.skipIf(skip)('a review starts within a moment of its event', async () => {
    const work = scripted()
    const queue = await opened(work.review)
    const delays: number[] = []
    for (let number = 1; number <= 5; number++) {
      const sentMs = Date.now()
      await queue.receive(delivery(), [pull()])
      await work.started(number)
      delays.push((work.runs.at(-1)?.startedMs ?? 0) - sentMs)
      work.runs.at(-1)?.finish()
    }
    expect(delays.toSorted((a, b) => a - b)[2]).toBeLessThan(500)
  })

  test.skipIf(skip)('a delivery that comes again is dropped, unless its job could not be recorded', async () => {
    const work = scripted()
    const queue = await opened(work.review)
    const [ref, again] = [pull(), delivery()]
    const broken = {...pull(), toJSON: () => expect.unreachable('this job can not be written')}
    await expect(queue.receive(again, [ref, broken])).rejects.toThrow()
    expect(await waiting(ref)).toBe(0)

    expect(await queue.receive(again, [ref])).toBe('recorded')
    await work.started(1)
    expect(await queue.receive(again, [ref])).toBe('repeated')
    expect(work.runs[0]?.signal.aborted).toBe(false)
    work.runs[0]?.finish()
  })

  test.skipIf(skip)('when GitHub asks to wait the review goes on then, and not before', async () => {
    const work = scripted()
    const tell = listener()
    const queue = await opened(work.review, tell)
    const ref = pull()
    await queue.receive(delivery(), [ref])
    await work.started(1)
    const untilMs = Date.now() + 1200
    work.runs[0]?.fail(new Error('loading the pull request', {cause: new PostponedError(untilMs, 'GET /')}))
    await work.started(2)
    expect(work.runs[1]?.startedMs).toBeGreaterThanOrEqual(untilMs - 1)
    expect(work.runs[1]?.startedMs).toBeLessThan(untilMs + 2000)
    expect(work.runs[1]?.ref).toEqual(ref)
    expect(tell.postponed.mock.calls).toEqual([[ref, untilMs]])
    expect(tell.failed).not.toHaveBeenCalled()
    work.runs[1]?.finish()
  })

  test.skipIf(skip)('a review that fails is tried again, a little later', async () => {
    const work = scripted()
    const tell = listener()
    const queue = await opened(work.review, tell)
    const ref = pull()
    await queue.receive(delivery(), [ref])
    await work.started(1)
    const failure = new Error('502')
    work.runs[0]?.fail(failure)
    await work.started(2)
    expect(tell.failed.mock.calls).toEqual([[ref, failure]])
    work.runs[1]?.finish()
  })

  test.skipIf(skip)('a push brings a review forward that failed before and waits for its next try', async () => {
    const work = scripted()
    const queue = await opened(work.review)
    const ref = pull()
    await queue.receive(delivery(), [ref])
    await work.started(1)
    work.runs[0]?.fail(new Error('502'))
    await vi.waitFor(async () => expect(await waiting(ref)).toBe(1), patient)
    await queue.receive(delivery(), [ref])
    const askedMs = Date.now()
    await work.started(2)
    expect((work.runs[1]?.startedMs ?? 0) - askedMs).toBeLessThan(800)
    work.runs[1]?.finish()
  })

  test.skipIf(skip)('stopping lets a review finish that is quick enough, and hands back the one that is not', async () => {
    const [first, second] = [scripted(), scripted()]
    const before = await openQueue({database, review: first.review, tell: listener()})
    const [quick, slow] = [pull(), pull()]
    await before.receive(delivery(), [quick, slow])
    await first.started(2)
    const stopping = before.stop(300)
    first.runs.find(({ref}) => ref.repositoryId === quick.repositoryId)?.finish()
    const slowRun = first.runs.find(({ref}) => ref.repositoryId === slow.repositoryId)
    if (slowRun !== undefined && !slowRun.signal.aborted) await once(slowRun.signal, 'abort')
    await stopping

    await opened(second.review)
    await second.started(1)
    expect(second.runs.map(({ref}) => ref)).toEqual([slow])
    second.runs[0]?.finish()
  })

  test.skipIf(skip)('it answers as long as it works', async () => {
    const queue = await opened(scripted().review)
    await expect(queue.check()).resolves.toBeUndefined()
  })

  const waiting = async (ref: PullRef): Promise<number> => {
    const rows = await database.query({
      text: `select id from pgboss.job where singleton_key = $1 and state < 'active'`,
      values: [keyOf(ref)],
    })
    return rows.length
  }
})

test.skipIf(databases[1].skip)('a push that another process receives stops the review that runs here', async () => {
  const database = await databases[1].open()
  onTestFinished(() => database.close())
  const work = scripted()
  const [worker, web] = await Promise.all([
    openQueue({database, review: work.review, tell: listener()}),
    openQueue({database, review: async () => expect.unreachable('it only sends'), tell: listener(), works: false}),
  ])
  const ref = pull()
  await web.receive(delivery(), [ref])
  await work.started(1)
  await web.receive(delivery(), [ref], {inPassing: true})
  await web.receive(delivery(), [ref])
  await work.started(2)
  expect(work.runs[0]?.signal.aborted).toBe(true)
  expect(work.runs[1]?.signal.aborted).toBe(false)
  work.runs[1]?.finish()
  await Promise.all([worker.stop(0), web.stop(0)])
})

test('what an earlier life had begun and could not finish is done at once by the next', async () => {
  const database = await databases[0].open()
  onTestFinished(() => database.close())
  const boss = await openBoss(database, {error: error => expect.unreachable(error.message), warning: () => {}})
  await prepareReviewQueue(boss, true)
  const [begun, replaced] = [pull(), pull()]
  for (const ref of [begun, replaced]) await boss.upsert(reviewQueue, ref, {singletonKey: keyOf(ref)})
  expect(await boss.fetch(reviewQueue, {batchSize: 2})).toHaveLength(2)
  await boss.upsert(reviewQueue, replaced, {singletonKey: keyOf(replaced)})
  await boss.stop({graceful: false})

  const work = scripted()
  const tell = listener()
  const beganMs = Date.now()
  const queue = await openQueue({database, review: work.review, tell})
  onTestFinished(() => queue.stop(0))
  await work.started(2)
  expect(Date.now() - beganMs).toBeLessThan(5000)
  expect(work.runs.map(({ref}) => ref.repositoryId).toSorted()).toEqual([begun, replaced].map(ref => ref.repositoryId).toSorted())
  expect(tell.handedBack.mock.calls).toEqual([[2]])
  for (const run of work.runs) run.finish()
})

test('the limit of an account holds also where the database knows of no account', async () => {
  const database = await databases[0].open()
  onTestFinished(() => database.close())
  const boss = await openBoss(database, {error: error => expect.unreachable(error.message), warning: () => {}})
  await prepareReviewQueue(boss, true)
  const many = Array.from({length: 7}, pull)
  for (const ref of many) await boss.upsert(reviewQueue, ref, {singletonKey: keyOf(ref)})
  await boss.stop({graceful: false})

  const work = scripted()
  const tell = listener()
  const queue = await openQueue({database, review: work.review, tell})
  onTestFinished(() => queue.stop(0))
  await work.started(5)
  // Whoever was put back waits with its account by then.
  await vi.waitFor(async () => {
    const rows = await database.query(sql`select count(*) as put_back from pgboss.job where group_id is not null`)
    expect(Number(rows[0]?.['put_back'])).toBeGreaterThanOrEqual(2)
  }, patient)
  expect(work.runs).toHaveLength(5)
  for (const run of work.runs.slice(0, 5)) run.finish()
  await work.started(7)
  expect(tell.postponed).not.toHaveBeenCalled()
  for (const run of work.runs) run.finish()
})
