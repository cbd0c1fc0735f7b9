import {afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi} from 'vitest'
import {PostponedError} from '../../src/github/limiter.ts'
import type {RepositoryRef} from '../../src/github/repository-ref.ts'
import type {ScanCause} from '../../src/health/scan-cause.ts'
import {openQueue, type Queue} from '../../src/queue/open-queue.ts'
import type {ScanWishes} from '../../src/queue/scan-wishes.ts'
import type {Database} from '../../src/store/database.ts'
import {noteRepositories} from '../../src/store/note-repositories.ts'
import {sql} from '../../src/store/sql.ts'
import {databases} from '../store/databases.ts'
import {listener, repository, scripted} from './scripted-scans.ts'

let deliveries = 0
const delivery = () => ({guid: `delivery-${deliveries++}`, atMs: Date.now()})
const within = {timeout: 20_000, interval: 10}

describe.each(databases)('on $kind', ({skip, open}) => {
  let database: Database
  beforeAll(async () => {
    if (!skip) database = await open()
  })
  afterAll(() => database?.close())
  beforeEach(async () => {
    if (skip) return
    await database.query({text: `delete from pgboss.job where true`, values: []}).catch(() => {})
    await database.query(sql`delete from listkeeper.repositories`)
  })

  async function opened(
    scans: ReturnType<typeof scripted>,
    told = listener(),
    more: Partial<Parameters<typeof openQueue>[0]> = {},
  ): Promise<Queue> {
    const queue = await openQueue({
      database,
      review: async () => {},
      tell: told.tell,
      scans: {work: scans.work, now: () => 0, tell: told.scans, tickEveryMs: 3_600_000},
      ...more,
    })
    onTestFinished(() => queue.stop(0))
    return queue
  }
  const wish = (queue: Queue, wishes: ScanWishes) => queue.receive(delivery(), [], {inStore: async () => wishes})
  const openScan = (queue: Queue, ref: RepositoryRef, cause: ScanCause) => wish(queue, {openScan: [{ref, cause}]})
  const rows = async (queue: string, key: string) =>
    database.query(
      sql`select state::text as state, data from pgboss.job where name = ${queue} and singleton_key = ${key} and state <= 'active'`,
    )
  const quiet = (queue: Queue) =>
    vi.waitFor(async () => {
      const {queues} = await queue.report()
      expect(queues.reduce((sum, {waiting, running, retrying}) => sum + waiting + running + retrying, 0)).toBe(0)
    }, within)

  test.skipIf(skip)('a scan is opened, its pages are checked batch by batch, and its issue is looked at', async () => {
    const ref = repository()
    let batches = 0
    const scans = scripted(step => {
      if (step.queue === 'open-scan') return {buckets: [7, 9]}
      if (step.queue === 'keep-issue') return {}
      if (step.key === '9') return {more: false, repositories: []}
      batches += 1
      return {more: batches < 3, repositories: batches < 3 ? [] : [ref]}
    })
    const queue = await opened(scans)
    await openScan(queue, ref, 'push')
    await scans.begun('keep-issue', ref.repositoryId)
    await quiet(queue)
    const names = scans.steps.map(step => `${step.queue} ${step.key === ref.repositoryId ? (step.cause ?? '') : step.key}`.trim())
    expect(names[0]).toBe('open-scan push')
    expect(names.at(-1)).toBe('keep-issue')
    expect(names.toSorted()).toEqual([
      'check-pages 7',
      'check-pages 7',
      'check-pages 7',
      'check-pages 9',
      'keep-issue',
      'open-scan push',
    ])
    expect(scans.seen.mostOfAKey).toBe(1)
  })

  test.skipIf(skip)(
    'with nothing to check the issue is looked at directly, and whoever asks for a scan there gets one',
    async () => {
      const ref = repository()
      const scans = scripted(step =>
        step.queue === 'keep-issue' ? {scanAgain: scans.of('keep-issue', ref.repositoryId).length === 1} : {},
      )
      const queue = await opened(scans)
      await openScan(queue, ref, 'schedule')
      await scans.begun('keep-issue', ref.repositoryId, 2)
      await quiet(queue)
      expect(scans.steps.map(({queue, cause}) => [queue, cause])).toEqual([
        ['open-scan', 'schedule'],
        ['keep-issue', undefined],
        ['open-scan', 'asked'],
        ['keep-issue', undefined],
      ])
    },
  )

  test.skipIf(skip)(
    'of a repository one scan is opened at a time and one waits, for the weightiest cause and under the newest name',
    async () => {
      const ref = repository()
      const scans = scripted()
      const queue = await opened(scans)
      await openScan(queue, ref, 'push')
      const first = await scans.begun('open-scan', ref.repositoryId)
      await openScan(queue, ref, 'schedule')
      await openScan(queue, {...ref, repo: 'renamed'}, 'asked')
      await Promise.all(
        (['push', 'schedule', 'first', 'push'] as const).map(cause => openScan(queue, {...ref, repo: 'renamed'}, cause)),
      )
      const waiting = (await rows('open-scan', ref.repositoryId)).filter(row => row['state'] !== 'active')
      expect(waiting.map(row => row['data'])).toEqual([{...ref, repo: 'renamed', cause: 'asked'}])
      first.end()
      const second = await scans.begun('open-scan', ref.repositoryId, 2)
      expect(second.cause).toBe('asked')
      second.end()
      ;(await scans.begun('keep-issue', ref.repositoryId)).end()
      await vi.waitFor(async () => expect(await rows('open-scan', ref.repositoryId)).toEqual([]), within)
      expect(scans.seen.mostOfAKey).toBe(1)
      for (const step of scans.steps) step.end()
    },
  )

  test.skipIf(skip)('what somebody asked for goes before what is merely due', async () => {
    const scans = scripted()
    const queue = await opened(scans)
    const due = Array.from({length: 12}, (_, index) => repository(String(index)))
    const asked = repository('somebody')
    await wish(queue, {openScan: due.map(ref => ({ref, cause: 'schedule'}))})
    await vi.waitFor(() => expect(scans.steps).toHaveLength(3), within)
    await openScan(queue, asked, 'asked')
    scans.steps[0]?.end({buckets: [1]})
    await vi.waitFor(() => expect(scans.steps.filter(step => step.queue === 'open-scan')).toHaveLength(4), within)
    expect(scans.steps.filter(step => step.queue === 'open-scan').at(-1)?.key).toBe(asked.repositoryId)
    // Those that were due go in their turn; the first three began together.
    const began = scans.steps.filter(step => step.queue === 'open-scan').map(({key}) => key)
    expect(began.slice(0, 3).toSorted()).toEqual(
      due
        .slice(0, 3)
        .map(ref => ref.repositoryId)
        .toSorted(),
    )
  })

  test.skipIf(skip)('an organisation with a thousand repositories leaves room for everybody else', async () => {
    const scans = scripted()
    const queue = await opened(scans)
    const many = Array.from({length: 1000}, () => repository('organisation'))
    const other = repository('somebody')
    await wish(queue, {openScan: many.map(ref => ({ref, cause: 'first'}))})
    await vi.waitFor(() => expect(scans.steps.length).toBeGreaterThanOrEqual(2), within)
    await openScan(queue, other, 'first')
    await scans.begun('open-scan', other.repositoryId)
    expect(scans.steps.filter(step => step.queue === 'open-scan' && step.key !== other.repositoryId)).toHaveLength(2)
  })

  test.skipIf(skip)('a site that hangs holds up its own bucket only, and no pull request waits for any scan', async () => {
    const ref = repository()
    const reviewed = vi.fn(async () => {})
    const scans = scripted(step =>
      step.queue === 'check-pages' && Number(step.key) < 15
        ? undefined
        : {buckets: Array.from({length: 64}, (_, bucket) => bucket)},
    )
    const queue = await opened(scans, listener(), {review: reviewed})
    await openScan(queue, ref, 'schedule')
    await vi.waitFor(
      () => expect(new Set(scans.steps.filter(step => step.queue === 'check-pages').map(step => step.key)).size).toBe(64),
      within,
    )
    const sentMs = Date.now()
    await queue.receive(delivery(), [{...ref, number: 1}])
    await vi.waitFor(() => expect(reviewed).toHaveBeenCalled(), within)
    expect(Date.now() - sentMs).toBeLessThan(1000)
  })

  test.skipIf(skip)(
    'a step that fails is tried again, a little later, and only one that succeeds has its next steps',
    async () => {
      const ref = repository()
      const told = listener()
      const scans = scripted()
      const queue = await opened(scans, told)
      await openScan(queue, ref, 'schedule')
      const failure = new Error('502')
      ;(await scans.begun('open-scan', ref.repositoryId)).fail(failure)
      const second = await scans.begun('open-scan', ref.repositoryId, 2)
      expect(second.cause).toBe('schedule')
      expect(told.scans.failed.mock.calls).toEqual([[`open-scan ada/${ref.repo}`, failure]])
      expect(scans.of('keep-issue', ref.repositoryId)).toEqual([])
      second.end()
      ;(await scans.begun('keep-issue', ref.repositoryId)).end()
      await quiet(queue)
    },
  )

  test.skipIf(skip)('when GitHub asks to wait the step goes on then and not before, and it is no failure', async () => {
    const ref = repository()
    const told = listener()
    const scans = scripted()
    const queue = await opened(scans, told)
    await wish(queue, {keepIssue: [ref]})
    const untilMs = Date.now() + 1500
    ;(await scans.begun('keep-issue', ref.repositoryId)).fail(new Error('loading', {cause: new PostponedError(untilMs, 'GET /')}))
    await vi.waitFor(
      async () => expect((await queue.report()).queues.find(({queue}) => queue === 'keep-issue')?.postponed).toBe(1),
      within,
    )
    // Whatever the tick finds ready waits with it.
    const second = await scans.begun('keep-issue', ref.repositoryId, 2)
    expect(second.startedMs).toBeGreaterThanOrEqual(untilMs - 1)
    expect(second.startedMs).toBeLessThan(untilMs + 2500)
    expect(told.scans.postponed.mock.calls).toEqual([[`keep-issue ada/${ref.repo}`, untilMs]])
    expect(told.scans.failed).not.toHaveBeenCalled()
    second.end()
  })

  test.skipIf(skip)('a step that failed too often is given up with its reason, and an operator has it tried again', async () => {
    const ref = repository()
    const told = listener()
    const scans = scripted()
    const queue = await opened(scans, told)
    await openScan(queue, ref, 'asked')
    ;(await scans.begun('open-scan', ref.repositoryId)).fail(new Error('no'))
    await vi.waitFor(async () => {
      const changed = await database.query(sql`
        update pgboss.job set retry_limit = 1 where name = 'open-scan' and singleton_key = ${ref.repositoryId} and state = 'retry' returning id`)
      expect(changed).toHaveLength(1)
    }, within)
    const last = await scans.begun('open-scan', ref.repositoryId, 2)
    last.fail(new Error('Cannot reach https://secret.example/?token=abc, with token ghp_abcdef0123456789'))
    await vi.waitFor(async () => expect((await queue.report()).dead).toHaveLength(1), within)
    const [dead] = (await queue.report()).dead
    expect(dead).toMatchObject({queue: 'open-scan', key: ref.repositoryId, about: `ada/${ref.repo}`, tries: 2})
    await vi.waitFor(() => expect(told.scans.died.mock.calls).toEqual([[`open-scan ada/${ref.repo}`, dead?.reason]]), within)
    expect(dead?.reason).toBe('Cannot reach (an address), with token (a secret)')
    expect(Math.abs(Date.now() - (dead?.diedMs ?? 0))).toBeLessThan(10_000)
    expect((await queue.report()).queues.find(({queue}) => queue === 'open-scan')).toMatchObject({
      dead: 1,
      waiting: 0,
      running: 0,
      retrying: 0,
    })

    expect(await queue.redrive('11111111-2222-4333-8444-555555555555')).toBe(0)
    expect(await queue.redrive('no id at all')).toBe(0)
    expect(await queue.redrive(dead?.id ?? '')).toBe(1)
    const again = await scans.begun('open-scan', ref.repositoryId, 3)
    expect(again.cause).toBe('asked')
    expect((await queue.report()).dead).toEqual([])
    again.end()
    ;(await scans.begun('keep-issue', ref.repositoryId)).end()
    await quiet(queue)
  })

  test.skipIf(skip)('what was given up is forgotten once the same succeeds, or when the operator says so', async () => {
    const [healed, dropped, kept] = [repository(), repository(), repository()]
    const scans = scripted()
    const queue = await opened(scans)
    for (const ref of [healed, dropped, kept]) {
      await wish(queue, {keepIssue: [ref]})
      const step = await scans.begun('keep-issue', ref.repositoryId)
      await lastTry('keep-issue', ref.repositoryId)
      step.fail(new Error('no'))
    }
    await vi.waitFor(async () => expect((await queue.report()).dead).toHaveLength(3), within)
    await wish(queue, {keepIssue: [healed]})
    ;(await scans.begun('keep-issue', healed.repositoryId, 2)).end()
    const id = (await queue.report()).dead.find(({key}) => key === dropped.repositoryId)?.id ?? ''
    expect(await queue.discard(id)).toBe(1)
    await vi.waitFor(async () => expect((await queue.report()).dead.map(({key}) => key)).toEqual([kept.repositoryId]), within)
    expect(await queue.discard('all')).toBe(1)
    expect((await queue.report()).dead).toEqual([])
  })

  test.skipIf(skip)(
    'a delivery, what it writes and the scans that it asks for are on record together or not at all',
    async () => {
      const ref = repository()
      const scans = scripted(() => ({}))
      const queue = await opened(scans)
      const given = delivery()
      const write = (fails: boolean) => async (db: Parameters<typeof noteRepositories>[0]) => {
        await noteRepositories(db, [{...ref, isPrivate: false}], 5)
        if (fails) throw new Error('no')
        return {openScan: [{ref, cause: 'first'} as const]}
      }
      const noted = () => database.query(sql`select from listkeeper.repositories where repository_id = ${ref.repositoryId}`)
      await expect(queue.receive(given, [], {inStore: write(true)})).rejects.toThrow('no')
      expect(await noted()).toHaveLength(0)
      expect(await queue.receive(given, [], {inStore: write(false)})).toBe('recorded')
      expect(await noted()).toHaveLength(1)
      await scans.begun('open-scan', ref.repositoryId)
      expect(await queue.receive(given, [], {inStore: () => expect.unreachable('it was recorded before')})).toBe('repeated')
      await quiet(queue)
      expect(scans.of('open-scan', ref.repositoryId)).toHaveLength(1)
    },
  )

  test.skipIf(skip)('what fell due while nobody ran is begun at start, oldest first, and not again within the hour', async () => {
    const due = Array.from({length: 250}, (_, index) => ({...repository(String(index)), isPrivate: false}))
    const later = {...repository(), isPrivate: false}
    for (const [index, ref] of due.entries()) await noteRepositories(database, [ref], 1000 + ((index * 7) % 250))
    await noteRepositories(database, [later], 9_000_000)
    const told = listener()
    const scans = scripted(() => ({}))
    const queue = await opened(scans, told, {
      scans: {work: scans.work, now: () => 5000, tell: told.scans, tickEveryMs: 3_600_000},
    })
    await vi.waitFor(() => expect(scans.steps.filter(step => step.queue === 'keep-issue')).toHaveLength(250), {
      timeout: 60_000,
      interval: 20,
    })
    const order = scans.steps
      .filter(step => step.queue === 'open-scan')
      .map(({key}) => due.findIndex(ref => ref.repositoryId === key))
    const dueMs = order.map(index => (index * 7) % 250)
    // Three are worked on at once: who is next may begin a moment before its neighbour.
    expect(dueMs.every((ms, place) => Math.abs(ms - place) <= 3)).toBe(true)
    expect(told.scans.ticked.mock.calls).toEqual([[{openScan: 250, checkPages: 0, keepIssue: 0}]])
    await queue.tick(6000)
    expect(told.scans.ticked.mock.calls.at(-1)).toEqual([{openScan: 0, checkPages: 0, keepIssue: 0}])
    expect(told.tell.trouble).not.toHaveBeenCalled()
  })

  test.skipIf(skip)('a tick leaves alone what waits for its next try, and what was given up just now', async () => {
    const ref = {...repository(), isPrivate: false}
    await noteRepositories(database, [ref], 1000)
    const scans = scripted()
    const queue = await opened(scans)
    await queue.tick(1000)
    ;(await scans.begun('open-scan', ref.repositoryId)).fail(new Error('no'))
    await vi.waitFor(
      async () => expect((await queue.report()).queues.find(({queue}) => queue === 'open-scan')?.retrying).toBe(1),
      within,
    )
    const before = await database.query(
      sql`select start_after from pgboss.job where singleton_key = ${ref.repositoryId} and state = 'retry'`,
    )
    await database.query(sql`update listkeeper.repositories set due_ms = 1000`)
    await queue.tick(1001)
    const after = await database.query(
      sql`select start_after from pgboss.job where singleton_key = ${ref.repositoryId} and state < 'active'`,
    )
    expect(after).toEqual(before)
    ;(await scans.begun('open-scan', ref.repositoryId, 2)).end({buckets: []})
    ;(await scans.begun('keep-issue', ref.repositoryId)).end()
    await quiet(queue)
  })

  test.skipIf(skip)('processes that tick at once begin each scan once', async () => {
    const due = Array.from({length: 120}, (_, index) => ({...repository(String(index)), isPrivate: false}))
    await noteRepositories(database, due, 1000)
    const scans = scripted(() => ({}))
    const queues = [
      await opened(scans, listener(), {works: false}),
      ...(database.isOursAlone ? [] : [await opened(scans), await opened(scans)]),
    ]
    await Promise.all(queues.flatMap(queue => [queue.tick(2000), queue.tick(2000)]))
    const found = await database.query(sql`select singleton_key from pgboss.job where name = 'open-scan'`)
    expect(new Set(found.map(row => row['singleton_key'])).size).toBe(120)
    expect(found).toHaveLength(120)
  })

  test.skipIf(skip)('stopping hands back what is not finished, which is no failed try', async () => {
    const ref = repository()
    const [first, second] = [scripted(), scripted()]
    const before = await openQueue({
      database,
      review: async () => {},
      tell: listener().tell,
      scans: {work: first.work, now: () => 0, tell: listener().scans, tickEveryMs: 3_600_000},
    })
    await openScan(before, ref, 'asked')
    await first.begun('open-scan', ref.repositoryId)
    await before.stop(100)
    const [row] = await database.query(
      sql`select state::text as state, retry_count from pgboss.job where singleton_key = ${ref.repositoryId} and state < 'active'`,
    )
    expect(row).toEqual({state: 'created', retry_count: 0})
    await opened(second)
    const step = await second.begun('open-scan', ref.repositoryId)
    expect(step.cause).toBe('asked')
    step.end()
  })

  /** Has a job that runs be at its last try. */
  const lastTry = (queue: string, key: string) =>
    database.query(
      sql`update pgboss.job set retry_limit = retry_count where name = ${queue} and singleton_key = ${key} and state = 'active'`,
    )
})

test('what an earlier life was at in any queue is done at once by the next, and a weightier cause is kept', async () => {
  const database = await databases[0].open()
  onTestFinished(() => database.close())
  const ref = repository()
  const [first, second] = [scripted(), scripted(() => ({}))]
  const ghost = await openQueue({
    database,
    review: async () => {},
    tell: listener().tell,
    scans: {work: first.work, now: () => 0, tell: listener().scans},
  })
  await ghost.receive({guid: 'a', atMs: 0}, [], {inStore: async () => ({openScan: [{ref, cause: 'asked'}], keepIssue: [ref]})})
  await first.begun('open-scan', ref.repositoryId)
  await first.begun('keep-issue', ref.repositoryId)
  await ghost.receive({guid: 'b', atMs: 0}, [], {inStore: async () => ({openScan: [{ref, cause: 'push'}]})})

  // The ghost never lets go, as a process that was killed.
  const told = listener()
  const queue = await openQueue({
    database,
    review: async () => {},
    tell: told.tell,
    scans: {work: second.work, now: () => 0, tell: told.scans},
  })
  onTestFinished(async () => {
    await queue.stop(0)
    await ghost.stop(0)
  })
  await second.begun('open-scan', ref.repositoryId)
  await second.begun('keep-issue', ref.repositoryId)
  expect(second.of('open-scan', ref.repositoryId)[0]?.cause).toBe('asked')
  expect(told.tell.handedBack.mock.calls).toEqual([[2]])
})
