import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {noIssue} from '../../src/health/issue-memory.ts'
import type {ScanStore, WantedPage} from '../../src/journeys/scan-store.ts'
import {changeVisibility} from '../../src/store/change-visibility.ts'
import type {Database} from '../../src/store/database.ts'
import {wantDuePages, wantedBuckets} from '../../src/store/due-pages.ts'
import {readyRepositories, takeDueRepositories} from '../../src/store/due-repositories.ts'
import {forgetInstallation, forgetRepositories} from '../../src/store/forget.ts'
import {issueOf} from '../../src/store/issue-of.ts'
import {noteRepositories} from '../../src/store/note-repositories.ts'
import {prune} from '../../src/store/prune.ts'
import {reviewHistory, wishDismissal} from '../../src/store/review-history.ts'
import {scanStore} from '../../src/store/scan-store.ts'
import {recordOrders} from '../../src/store/settle-orders.ts'
import {sql} from '../../src/store/sql.ts'
import {emptyTables} from './empty-tables.ts'
import {memoryDatabase} from './memory-database.ts'
import {always, day, holdings, hour, never, record, repository, scan, shared, signal} from './scans.ts'

let database: Database
let store: ScanStore
beforeAll(async () => {
  database = await memoryDatabase()
  store = scanStore(database)
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database))

const note = (repositories: readonly ReturnType<typeof repository>[], nowMs = 0) =>
  database.transaction(transaction => noteRepositories(transaction, repositories, nowMs))

async function wanted(
  limits: {most?: number; perSite?: number; except?: readonly string[]} = {},
): Promise<readonly WantedPage[]> {
  const pages = []
  for (const bucket of await wantedBuckets(database)) {
    pages.push(...(await store.wantedPages(bucket, {most: 100, perSite: 25, except: [], ...limits}, signal)))
  }
  return pages
}

/** Checks all pages that are wanted, each of which is seen as `strikes` says. */
async function checkAll(nowMs: number, strikes = 0, dueMs = nowMs + 7 * day) {
  const checks = (await wanted()).map(({scope, page}) => ({scope, page, record: record(nowMs, strikes), dueMs}))
  const {repositories} = await store.recordChecks(checks, new Map(), [], nowMs, signal)
  return repositories.map(({repositoryId}) => repositoryId).toSorted()
}

const counts = (atMs: number) => ({atMs, links: 2, alive: 2, dead: 0, suspects: 0, moved: 0, unverified: 0})

test('a scan: opened, its pages checked, its health read, closed once', async () => {
  const list = repository('1')
  await note([list], 1000)
  const pages = ['https://a.example/', 'https://b.example/x']
  const {buckets} = await store.openScan(list, scan(2000), holdings(pages), shared, always, 9000, signal)
  expect(buckets).toEqual(await wantedBuckets(database))
  expect((await store.health('1', signal))?.awaited).toBe(2)
  expect((await wanted()).map(({page, wantedBy, holders}) => [page, wantedBy?.repo, holders]).toSorted()).toEqual(
    pages.map(page => [page, 'list-1', 1]),
  )
  expect(await checkAll(2500)).toEqual(['1'])
  const health = await store.health('1', signal)
  expect(health).toMatchObject({
    awaited: 0,
    scan: scan(2000),
    holdings: holdings(pages),
    before: new Map(),
    decisions: [],
    orders: [],
  })
  expect(health?.repository).toEqual({...list, memory: noIssue})
  expect([...(health?.records ?? [])].toSorted()).toEqual(pages.map(page => [page, record(2500)]))
  await store.closeScan('1', counts(3000), signal)
  await store.closeScan('1', counts(3001), signal)
  expect(await store.repository('1', signal)).toEqual({...list, scannedMs: 3000, memory: noIssue})
  expect((await store.health('1', signal))?.trend).toEqual([counts(3000)])
})

test('a page that two lists hold is asked for once, and both learn of it', async () => {
  await note([repository('1'), repository('2', {installationId: '901'})])
  const page = 'https://a.example/'
  await store.openScan(repository('1'), scan(1), holdings([page]), shared, always, undefined, signal)
  await store.openScan(repository('2', {installationId: '901'}), scan(2), holdings([page]), shared, always, undefined, signal)
  expect(await wanted()).toHaveLength(1)
  expect((await wanted())[0]?.holders).toBe(2)
  expect(await checkAll(3)).toEqual(['1', '2'])
  expect((await store.health('2', signal))?.records.get(page)).toEqual(record(3))
})

test('what was recorded is recorded once: a batch that runs again changes nothing and names nobody', async () => {
  await note([repository('1')])
  await store.openScan(repository('1'), scan(1), holdings(['https://a.example/']), shared, always, undefined, signal)
  const check = (strikes: number) => [{scope: '', page: 'https://a.example/', record: record(5, strikes), dueMs: 9}]
  expect((await store.recordChecks(check(1), new Map(), [], 5, signal)).repositories).toHaveLength(1)
  expect((await store.recordChecks(check(2), new Map(), [], 6, signal)).repositories).toEqual([])
  expect((await store.health('1', signal))?.records.get('https://a.example/')?.strikes?.count).toBe(1)
})

test('strikes survive a second scan, and a page that is fresh is not asked for', async () => {
  await note([repository('1')])
  const open = (atMs: number, stale: () => boolean) =>
    store.openScan(repository('1'), scan(atMs), holdings(['https://a.example/']), shared, stale, undefined, signal)
  await open(1, always)
  await checkAll(2, 2)
  await store.closeScan('1', counts(3), signal)
  expect(await open(day, never)).toEqual({buckets: []})
  const health = await store.health('1', signal)
  expect(health?.records.get('https://a.example/')?.strikes?.count).toBe(2)
  expect(health?.before.size).toBe(0)
  expect((await readyRepositories(database, day)).map(({repositoryId}) => repositoryId)).toEqual(['1'])
})

test('a scan that is thrown away leaves every record as it was, and is due again', async () => {
  await note([repository('1')])
  const pages = ['https://a.example/', 'https://b.example/']
  const open = (atMs: number, held: readonly string[]) =>
    store.openScan(repository('1'), scan(atMs), holdings(held), shared, always, 50 * day, signal)
  await open(1, pages.slice(0, 1))
  await checkAll(2)
  await store.closeScan('1', counts(3), signal)
  await open(day, pages)
  await checkAll(day + 1, 1)
  await open(day + 2, pages)
  await checkAll(day + 3, 2)
  expect((await store.health('1', signal))?.before).toEqual(new Map([[pages[0], record(2)]]))
  await store.throwAway('1', pages, day + hour, signal)
  const health = await store.health('1', signal)
  expect(health?.records).toEqual(new Map([[pages[0], record(2)]]))
  expect(health).toMatchObject({scan: undefined, awaited: 0, before: new Map()})
  expect(await takeDueRepositories(database, day + hour - 1, 9)).toEqual([])
  expect(await takeDueRepositories(database, day + hour, 9)).toHaveLength(1)
  expect(await wantDuePages(database, day + hour, 9)).toBe(2)
})

test('of a site come no more pages than it bears, of one that lets nobody ask none, and a small list has its turn among a huge one', async () => {
  await note([repository('1'), repository('2')])
  const huge = Array.from({length: 400}, (_, index) => `https://huge.example/${index}`)
  await store.openScan(repository('1'), scan(0), holdings([...huge, 'https://other.example/']), shared, always, undefined, signal)
  await store.openScan(repository('2'), scan(5000), holdings(['https://huge.example/small']), shared, always, undefined, signal)
  const batch = await wanted()
  expect(batch.filter(({page}) => page.startsWith('https://huge.example/'))).toHaveLength(25)
  expect(batch.map(({page}) => page)).toContain('https://huge.example/small')
  expect((await wanted({except: ['huge.example']})).map(({page}) => page)).toEqual(['https://other.example/'])
  expect(await wanted({most: 3})).toHaveLength((await wantedBuckets(database)).length === 1 ? 3 : 4)
})

test('a push asks for what is new, and makes no smaller scan of the one that is open', async () => {
  await note([repository('1')])
  const open = (cause: 'push' | 'asked', pages: readonly string[], stale: () => boolean) =>
    store.openScan(repository('1'), scan(1, cause), holdings(pages), shared, stale, undefined, signal)
  await open('push', ['https://a.example/'], always)
  expect((await store.health('1', signal))?.scan?.cause).toBe('push')
  await open('asked', ['https://a.example/'], never)
  await open('push', ['https://b.example/'], always)
  const health = await store.health('1', signal)
  expect(health?.scan?.cause).toBe('asked')
  expect(health?.awaited).toBe(1)
  expect((await wanted()).map(({page}) => page)).toEqual(['https://b.example/'])
})

test('a scan that people asked for stays one when its time comes as well', async () => {
  await note([repository('1')])
  for (const cause of ['push', 'asked', 'schedule', 'push'] as const)
    await store.openScan(repository('1'), scan(1, cause), holdings(['https://a.example/']), shared, always, undefined, signal)
  expect((await store.health('1', signal))?.scan?.cause).toBe('asked')
})

test('nobody who asks at the same time is given the same repository, and one that is never opened comes again after an hour', async () => {
  await note(['1', '2', '3'].map(id => repository(id)))
  const taken = await Promise.all([1, 2, 3].map(() => takeDueRepositories(database, 10, 2)))
  expect(
    taken
      .flat()
      .map(({repositoryId}) => repositoryId)
      .toSorted(),
  ).toEqual(['1', '2', '3'])
  expect(await takeDueRepositories(database, 10 + hour - 1, 9)).toEqual([])
  expect(await takeDueRepositories(database, 10 + hour, 9)).toHaveLength(3)
})

test('repositories are due oldest first', async () => {
  for (const [id, atMs] of [
    ['1', 30],
    ['2', 10],
    ['3', 20],
  ] as const)
    await note([repository(id)], atMs)
  expect((await takeDueRepositories(database, 50, 2)).map(({repositoryId}) => repositoryId)).toEqual(['2', '3'])
})

test('an order is carried out once; the latest word on a link counts', async () => {
  await note([repository('1')])
  const ignore = {kind: 'ignore', url: 'https://a.example/'} as const
  const order = {order: ignore, login: 'ada', atMs: 5, commentId: '77'}
  await recordOrders(database, '1', [order, {order: {kind: 'scan'}, login: 'eve', atMs: 6}])
  await recordOrders(database, '1', [order])
  await recordOrders(database, 'unknown', [order])
  const orders = (await store.health('1', signal))?.orders ?? []
  expect(orders.map(({id: _, ...rest}) => rest)).toEqual([order, {order: {kind: 'scan'}, login: 'eve', atMs: 6}])
  const decision = {url: ignore.url, kind: 'ignore', by: 'ada', atMs: 5} as const
  const later = {url: ignore.url, kind: 'snooze', by: 'eve', atMs: 9, untilMs: 90 * day} as const
  await store.settleOrders('1', {orders: orders.map(({id}) => id), decisions: [later, decision], dueMs: 7}, signal)
  await store.settleOrders('1', {orders: orders.map(({id}) => id), decisions: [decision]}, signal)
  const health = await store.health('1', signal)
  expect(health?.orders).toEqual([])
  expect(health?.decisions).toEqual([later])
})

test('an order whose job was given up is found after an hour, for a day', async () => {
  await note([repository('1')])
  await recordOrders(database, '1', [{order: {kind: 'scan'}, login: 'ada', atMs: day}])
  const ready = async (nowMs: number) => (await readyRepositories(database, nowMs)).length
  expect(await ready(day + 1)).toBe(0)
  expect(await ready(day + hour)).toBe(1)
  expect(await ready(day + 30 * hour)).toBe(0)
})

test('what is remembered of the issue is there afterwards', async () => {
  await note([repository('1')])
  expect(await issueOf(database, '1')).toBeUndefined()
  await store.remember('1', {...noIssue, number: 12, notifications: 1}, AbortSignal.abort())
  expect(await issueOf(database, '1')).toBe(12)
  expect((await store.repository('1', signal))?.memory).toEqual({...noIssue, number: 12, notifications: 1})
})

test('whoever holds a page that changed is named, and found again if that is lost', async () => {
  await note([repository('1'), repository('2')])
  const page = 'https://a.example/'
  for (const id of ['1', '2']) await store.openScan(repository(id), scan(1), holdings([page]), shared, never, undefined, signal)
  await store.closeScan('1', counts(2), signal)
  const {repositories} = await store.recordChecks([], new Map(), [{scope: '', page}], 3, signal)
  expect(repositories.map(({repositoryId}) => repositoryId)).toEqual(['1'])
  await store.closeScan('2', counts(4), signal)
  const ready = async () => (await readyRepositories(database, 4)).map(({repositoryId}) => repositoryId)
  expect(await ready()).toEqual(['1'])
  await store.health('1', signal)
  expect(await ready()).toEqual([])
})

test('texts and addresses of strangers are kept whatever is in them', async () => {
  await note([repository('1')])
  const page = `https://a.example/?${'x'.repeat(20_000)}`
  const wild = {...record(5), titleWords: ['\u0000', 'half \ud800', '\\u0000', '👍', `'"`]}
  const far = `https://${'h'.repeat(3000)}.example/`
  const {buckets} = await store.openScan(repository('1'), scan(1), holdings([page, far]), shared, always, undefined, signal)
  expect(buckets.length).toBeGreaterThan(0)
  const site = `${'h'.repeat(3000)}.example`
  await store.recordChecks([{scope: '', page, record: wild, dueMs: 9}], new Map([[site, {gap: 1}]]), [], 5, signal)
  expect((await store.health('1', signal))?.records.get(page)).toEqual({
    ...wild,
    titleWords: ['\ufffd', 'half \ufffd', '\\u0000', '👍', `'"`],
  })
  expect(await store.sites([site, 'unknown.example'], signal)).toEqual(new Map([[site, {gap: 1}]]))
})

/** Everything that is written anywhere, as one text. */
async function allTexts(): Promise<string> {
  const tables = await database.query(
    sql`select tablename from pg_tables where schemaname = 'listkeeper' and tablename <> 'migrations'`,
  )
  const rows = []
  for (const row of tables) rows.push(await database.query({text: `select * from listkeeper.${row['tablename']}`, values: []}))
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

async function fill(list: ReturnType<typeof repository>, pages: readonly string[]): Promise<void> {
  await note([list])
  const scopeOf = () => (list.isPrivate ? list.installationId : '')
  await store.openScan(list, scan(1), holdings(pages), scopeOf, always, undefined, signal)
  const checks = (await wanted()).map(({scope, page}) => ({scope, page, record: record(2, 1), dueMs: 9}))
  await store.recordChecks(checks, new Map(checks.map(({page}) => [new URL(page).hostname, {seen: 1}])), [], 2, signal)
  const id = list.repositoryId
  await store.closeScan(id, counts(3), signal)
  await store.openScan(list, scan(4), holdings(pages), scopeOf, always, undefined, signal)
  await recordOrders(database, id, [{order: {kind: 'scan'}, login: `${list.owner}-person`, atMs: 5, commentId: `${id}5`}])
  const decisions = pages.map(url => ({url, kind: 'ignore', by: `${list.owner}-person`, atMs: 4}) as const)
  await store.settleOrders(id, {orders: [], decisions}, signal)
  const history = reviewHistory(database)
  await history.begin({repositoryId: id, number: 1}, 'aaa', 1, signal)
  await history.finish({repositoryId: id, number: 2}, '5', signal)
  await wishDismissal(database, {repositoryId: id, number: 1}, {login: `${list.owner}-person`, checkRunId: '5'})
  await history.dismiss({repositoryId: id, number: 3}, {login: 'x', checkRunId: '6'}, ['f'], signal)
  await store.recordChecks([], new Map(), [{scope: scopeOf(), page: pages[0] ?? ''}], 6, signal)
}

test.for([false, true])(
  'what is forgotten leaves no trace in any table, and others lose nothing (private: %s)',
  async isPrivate => {
    const kept = repository('5551', {installationId: '7771', owner: 'kept'})
    const gone = repository('5552', {installationId: '7772', owner: 'departed', isPrivate})
    await fill(kept, ['https://kept.example/', 'https://both.example/'])
    await fill(gone, ['https://departed.example/', 'https://both.example/'])
    expect(await allTexts()).toMatch(/5552.*departed/)
    const before = await store.health('5551', signal)
    await database.transaction(transaction => forgetInstallation(transaction, '7772'))
    const after = await allTexts()
    expect(after).not.toMatch(/5552|7772|departed/)
    expect(await store.health('5551', signal)).toEqual(before)
    expect((await store.health('5551', signal))?.records.get('https://both.example/')?.strikes?.count).toBe(1)

    // A job that was under way brings nothing back.
    await store.openScan(gone, scan(9), holdings(['https://departed.example/']), shared, always, 9, signal)
    await store.remember('5552', noIssue, signal)
    await store.recordChecks(
      [{scope: '', page: 'https://departed.example/', record: record(9), dueMs: 9}],
      new Map(),
      [],
      9,
      signal,
    )
    await store.settleOrders(
      '5552',
      {orders: ['1'], decisions: [{url: 'https://departed.example/', kind: 'ignore', atMs: 1}]},
      signal,
    )
    expect(await allTexts()).toBe(after)
  },
)

test('a repository that turns private takes what only it held out of the shared records, with what was found out', async () => {
  const [open, closing] = [repository('5551'), repository('5552', {installationId: '7772'})]
  await fill(open, ['https://both.example/'])
  await fill(closing, ['https://both.example/', 'https://secret.example/'])
  await database.transaction(transaction => changeVisibility(transaction, '5552', true, 77))
  const shares = await database.query(sql`select page from listkeeper.pages where scope = '' order by page`)
  expect(shares).toEqual([{page: 'https://both.example/'}])
  expect((await store.health('5552', signal))?.records.get('https://secret.example/')?.strikes?.count).toBe(1)
  expect((await takeDueRepositories(database, 77, 9)).map(({repositoryId}) => repositoryId)).toContain('5552')

  await database.transaction(transaction => changeVisibility(transaction, '5552', false, 78))
  const publicNow = {...closing, isPrivate: false}
  await store.openScan(publicNow, scan(79), holdings(['https://secret.example/']), shared, always, undefined, signal)
  expect((await store.health('5552', signal))?.records.size).toBe(0)
  expect(await database.query(sql`select page from listkeeper.pages where scope <> ''`)).toEqual([])
})

test('what was read before a repository turned private does not make it public again', async () => {
  const closing = repository('5553')
  await fill(closing, ['https://hidden.example/'])
  await database.transaction(transaction => changeVisibility(transaction, '5553', true, 77))
  const late = () => store.openScan(closing, scan(76), holdings(['https://hidden.example/']), shared, always, 99, signal)
  await expect(late()).rejects.toThrow('turned private')
  expect(await database.query(sql`select page from listkeeper.pages where scope = ''`)).toEqual([])
  expect((await store.repository('5553', signal))?.isPrivate).toBe(true)
})

test('a list that lets go is remembered for a while, a private one is not', async () => {
  await fill(repository('1'), ['https://a.example/'])
  await fill(repository('2', {isPrivate: true}), ['https://b.example/'])
  for (const id of ['1', '2']) await store.letGo(id, signal)
  const left = async () => (await database.query(sql`select page from listkeeper.pages`)).map(row => row['page'])
  expect(await left()).toEqual(['https://a.example/'])
  expect(await wanted()).toEqual([])
  expect(await wantDuePages(database, 99 * day, 9)).toBe(0)
  expect((await store.health('1', signal))?.decisions).toHaveLength(1)
  await store.openScan(repository('1'), scan(9), holdings(['https://a.example/']), shared, never, 5, signal)
  expect((await store.health('1', signal))?.records.get('https://a.example/')?.strikes?.count).toBe(1)
  await store.letGo('1', signal)
  await prune(database, 90 * day)
  expect(await left()).toEqual(['https://a.example/'])
  await prune(database, 90 * day + 3)
  expect(await left()).toEqual([])
})

test('what is kept for a time only goes after it', async () => {
  await note([repository('1')])
  await store.openScan(repository('1'), scan(1), holdings([]), shared, always, undefined, signal)
  await store.closeScan('1', counts(1), signal)
  await store.recordChecks([], new Map([['a.example', {gap: 1}]]), [], 1, signal)
  const snooze = {url: 'https://a.example/', kind: 'snooze', atMs: 1, untilMs: 2} as const
  await store.settleOrders('1', {orders: [], decisions: [snooze, {url: 'https://b.example/', kind: 'ignore', atMs: 1}]}, signal)
  const seen = async () => {
    const health = await store.health('1', signal)
    return [(await store.sites(['a.example'], signal)).size, health?.decisions.length, health?.trend.length]
  }
  await prune(database, 30 * day)
  expect(await seen()).toEqual([1, 2, 1])
  await prune(database, 30 * day + 3)
  expect(await seen()).toEqual([0, 1, 1])
  await prune(database, 365 * day + 2)
  expect(await seen()).toEqual([0, 1, 0])
})

test('a repository that comes back while it is being forgotten is a new one', async () => {
  await fill(repository('1'), ['https://a.example/'])
  await database.transaction(transaction => forgetRepositories(transaction, ['1']))
  await note([repository('1')], 7)
  expect(await store.repository('1', signal)).toEqual({...repository('1'), memory: noIssue, defaultBranch: undefined})
  await prune(database, 8)
  expect(await takeDueRepositories(database, 7, 9)).toHaveLength(1)
})

test('a scan that people asked for is begun as such by a tick, before all others, until it is opened', async () => {
  await fill(repository('1'), ['https://a.example/'])
  await fill(repository('2'), ['https://b.example/'])
  await takeDueRepositories(database, day, 9)
  await store.settleOrders('2', {orders: [], decisions: [], dueMs: day}, signal)
  const due = await takeDueRepositories(database, day + hour, 9)
  expect(due.map(({repositoryId, isAsked}) => [repositoryId, isAsked])).toEqual([
    ['2', true],
    ['1', undefined],
  ])
  await store.settleOrders('2', {orders: [], decisions: [], dueMs: day}, signal)
  await store.openScan(repository('2'), scan(day, 'asked'), holdings([]), shared, never, day + 1, signal)
  expect((await takeDueRepositories(database, day + hour, 9)).filter(({isAsked}) => isAsked)).toEqual([])
})

test('whoever is being stopped begins nothing', async () => {
  await expect(store.letGo('1', AbortSignal.abort())).rejects.toThrow()
  await expect(store.health('1', AbortSignal.abort())).rejects.toThrow()
})
