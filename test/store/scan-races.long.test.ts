import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {ScanStore} from '../../src/journeys/scan-store.ts'
import {changeVisibility} from '../../src/store/change-visibility.ts'
import type {Database} from '../../src/store/database.ts'
import {wantDuePages} from '../../src/store/due-pages.ts'
import {readyRepositories, takeDueRepositories} from '../../src/store/due-repositories.ts'
import {forgetInstallation, forgetRepositories} from '../../src/store/forget.ts'
import {noteRepositories} from '../../src/store/note-repositories.ts'
import {openDatabase} from '../../src/store/open-database.ts'
import {prune} from '../../src/store/prune.ts'
import {scanStore} from '../../src/store/scan-store.ts'
import {sql} from '../../src/store/sql.ts'
import {emptyTables} from './empty-tables.ts'
import {hasPostgres, type PostgresServer, startPostgres} from './postgres-server.ts'
import {always, day, holdings, record, repository, scan, shared, signal} from './scans.ts'

describe.skipIf(!hasPostgres)('several processes on a PostgreSQL server', () => {
  let server: PostgresServer
  let url: string
  let databases: readonly Database[] = []
  let stores: readonly ScanStore[] = []
  beforeAll(async () => {
    server = await startPostgres()
    url = await server.newDatabase()
    const open = () => openDatabase({kind: 'server', url}, 0, () => {})
    // All at once on an empty database, as processes start.
    databases = await Promise.all([open(), open(), open(), open()])
    stores = databases.map(scanStore)
  })
  afterAll(async () => {
    await Promise.all(databases.map(database => database.close()))
    await server?.stop()
  })

  const [database, store] = [() => databases[0] ?? expect.unreachable(), () => stores[0] ?? expect.unreachable()]
  const pages = (count: number, of = 'a') =>
    Array.from({length: count}, (_, index) => `https://${of}${index % 40}.example/${index}`)
  const check = (page: string, atMs: number) => ({scope: '', page, record: record(atMs), dueMs: atMs + day})

  test('nobody is given a repository or a page that another one was given', async () => {
    await emptyTables(database())
    const ids = Array.from({length: 200}, (_, index) => String(index))
    await database().transaction(transaction =>
      noteRepositories(
        transaction,
        ids.map(id => repository(id)),
        1,
      ),
    )
    const taken = await Promise.all(
      Array.from({length: 40}, (_, turn) => takeDueRepositories(databases[turn % 4] ?? database(), 5, 7)),
    )
    const all = taken.flat().map(({repositoryId}) => repositoryId)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(200)
    await store().openScan(repository('1'), scan(1), holdings(pages(300)), shared, always, undefined, signal)
    await store().recordChecks(
      pages(300).map(page => check(page, 2)),
      new Map(),
      [],
      2,
      signal,
    )
    const wanted = await Promise.all(databases.map(one => wantDuePages(one, 9 * day, 100)))
    expect(wanted.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(300)
  })

  test('batches that end at the same time name a repository exactly once, when its scan has nothing left to wait for', async () => {
    for (let round = 0; round < 30; round += 1) {
      await emptyTables(database())
      const ids = ['1', '2', '3']
      await database().transaction(transaction =>
        noteRepositories(
          transaction,
          ids.map(id => repository(id)),
          1,
        ),
      )
      for (const id of ids)
        await store().openScan(repository(id), scan(1), holdings(pages(24)), shared, always, undefined, signal)
      // Each page is in two batches, as after a kill.
      const batches = Array.from({length: 16}, (_, batch) => pages(24).filter((_, index) => index % 8 === batch % 8))
      const named = await Promise.all(
        batches.map((batch, index) =>
          (stores[index % 4] ?? store()).recordChecks(
            batch.map(page => check(page, 5)),
            new Map([['shared.example', {index}]]),
            [],
            5,
            signal,
          ),
        ),
      )
      expect(named.flatMap(({repositories}) => repositories.map(({repositoryId}) => repositoryId)).toSorted()).toEqual(ids)
    }
  })

  test('whatever happens at the same time, nobody waits for another for ever, and the tables agree in the end', async () => {
    await emptyTables(database())
    const lists = Array.from({length: 8}, (_, index) => repository(String(index), {installationId: String(900 + (index % 2))}))
    const all = pages(160)
    const note = () => database().transaction(transaction => noteRepositories(transaction, lists, 1))
    await note()
    // The same pseudo-random moves in every run: which overlap is the machine's affair.
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    const some = () => all.filter(() => draw(3) > 0)
    const move = async (one: ScanStore, nowMs: number): Promise<void> => {
      const list = lists[draw(8)] ?? expect.unreachable()
      const kind = draw(12)
      if (kind < 4) await one.openScan(list, scan(nowMs), holdings(some()), shared, always, undefined, signal)
      else if (kind < 8)
        await one.recordChecks(
          some().map(page => check(page, nowMs)),
          new Map(all.map(page => [new URL(page).hostname, {}])),
          some()
            .slice(0, 3)
            .map(page => ({scope: '', page})),
          nowMs,
          signal,
        )
      else if (kind === 8) await one.closeScan(list.repositoryId, undefined, signal)
      else if (kind === 9) await one.throwAway(list.repositoryId, some(), nowMs, signal)
      else if (kind === 10) await one.letGo(list.repositoryId, signal)
      else if (draw(3) > 0) await one.health(list.repositoryId, signal)
      else {
        await database().transaction(transaction => forgetInstallation(transaction, list.installationId))
        await note()
      }
    }
    for (let round = 0; round < 25; round += 1) {
      await Promise.all(stores.flatMap(one => [move(one, 1000 + round), move(one, 1000 + round), move(one, 1000 + round)]))
    }
    const wrong = await database().query(sql`
      select 'awaited, not wanted' as what from listkeeper.awaited_pages
        where not exists (select from listkeeper.pages where id = page_id and wanted_ms is not null)
      union all select 'awaited, no scan' from listkeeper.awaited_pages a where not exists (select from listkeeper.scans s where s.repository_id = a.repository_id)
      union all select 'awaited, not held' from listkeeper.awaited_pages a
        where not exists (select from listkeeper.held_pages h where h.repository_id = a.repository_id and h.page_id = a.page_id)
      union all select 'held, no page' from listkeeper.held_pages where not exists (select from listkeeper.pages where id = page_id and is_held)
      union all select 'page that nobody holds' from listkeeper.pages where is_held and not exists (select from listkeeper.held_pages where page_id = id)
      union all select 'held, no repository' from listkeeper.held_pages h
        where not exists (select from listkeeper.repositories r where r.repository_id = h.repository_id)
      union all select 'before, no scan' from listkeeper.pages where before is not null and not exists (
        select from listkeeper.held_pages h join listkeeper.scans s on s.repository_id = h.repository_id where h.page_id = id)`)
    expect(wrong).toEqual([])
    const deadlocks = await database().query(sql`select deadlocks::int from pg_stat_database where datname = current_database()`)
    expect(deadlocks).toEqual([{deadlocks: 0}])
    expect((await readyRepositories(database(), 1e15)).length).toBeLessThanOrEqual(8)
  })

  test('ten times as many links take about ten times as long, also where statistics are old', async () => {
    const times = {small: await timesFor(1000), large: await timesFor(10_000)}
    if (process.env['LISTKEEPER_SHOW_TIMES'] !== undefined) process.stderr.write(`${JSON.stringify(times)}\n`)
    // Quadratic is a hundred times as long. What takes almost no time is mostly the machine's affair.
    const slow = Object.entries(times.large).filter(([what, ms]) => ms > 40 * Math.max(times.small[what] ?? 0, 100))
    expect(slow).toEqual([])
  })

  /** Milliseconds of each step in the life of one list of so many links among eleven small ones. */
  async function timesFor(links: number): Promise<Record<string, number>> {
    await emptyTables(database())
    const lists = Array.from({length: 12}, (_, index) => repository(String(index)))
    const first = lists[0] ?? expect.unreachable()
    const note = () => database().transaction(transaction => noteRepositories(transaction, lists, 1))
    await note()
    const huge = Array.from({length: links}, (_, index) => `https://site${index % 9000}.example/${index}`)
    const open = (list: (typeof lists)[number], held: readonly string[], atMs: number) =>
      store().openScan(list, scan(atMs), holdings(held), shared, always, day, signal)
    const times: Record<string, number> = {}
    const took = async (what: string, work: () => Promise<unknown>) => {
      const begun = performance.now()
      await work()
      times[what] = Math.round(performance.now() - begun)
    }
    await took('first', () => open(first, huge, 10))
    for (const [index, list] of lists.entries()) {
      if (index > 0) await open(list, [...huge.slice(index * 50, index * 50 + 100), ...pages(100, `b${index}-`)], 30)
    }
    // The planner knows of these rows, and of none that nobody holds: that is when a set was once compared row by row.
    await database().query(sql`analyze`)
    await took('again', () => open(first, huge, 20))
    const batch = await store().wantedPages(7, {most: 100, perSite: 25, except: []}, signal)
    await took('recorded', () =>
      store().recordChecks(
        batch.map(({page}) => check(page, 40)),
        new Map(),
        [],
        40,
        signal,
      ),
    )
    await took('half', () => open(first, huge.slice(links / 2), 50))
    await took('whole', () => open(first, huge, 60))
    await took('private', () => database().transaction(transaction => changeVisibility(transaction, '0', true, 70)))
    await took('public', () => open(first, huge, 80))
    await took('let go', () => store().letGo('0', signal))
    await took('back', () => open(first, huge, 90))
    await took('forgotten', () => database().transaction(transaction => forgetRepositories(transaction, ['0'])))
    await took('pruned', () => prune(database(), 100))
    expect(await database().query(sql`select from listkeeper.held_pages where repository_id = '0'`)).toEqual([])
    expect(await database().query(sql`select from listkeeper.forgotten_repositories`)).toEqual([])
    return times
  }

  test('a huge list is forgotten in parts: at once what is its own, then its pages', async () => {
    await emptyTables(database())
    await database().transaction(transaction => noteRepositories(transaction, [repository('1'), repository('2')], 1))
    const huge = pages(6000)
    await store().openScan(repository('1'), scan(1), holdings(huge), shared, always, day, signal)
    await store().openScan(repository('2'), scan(1), holdings(huge.slice(0, 10)), shared, always, day, signal)
    await database().transaction(transaction => forgetRepositories(transaction, ['1']))
    expect(await store().health('1', signal)).toBeUndefined()
    const held = async () =>
      (await database().query(sql`select count(*)::int as held from listkeeper.held_pages where repository_id = '1'`))[0]?.[
        'held'
      ]
    expect(await held()).toBe(3500)
    await prune(database(), 2)
    expect(await held()).toBe(0)
    const left = await database().query(sql`select page from listkeeper.pages order by page`)
    expect(left.map(row => row['page'])).toEqual(huge.slice(0, 10).toSorted())
  })

  test('a huge scan that is killed between its parts does not end, and is whole when it is opened again', async () => {
    const huge = pages(6000)
    const whole = async () => ({
      health: await store().health('1', signal),
      pages: await database().query(sql`select page, is_held, wanted_ms, turn_ms from listkeeper.pages order by id`),
    })
    const prepare = async () => {
      await emptyTables(database())
      await database().transaction(transaction => noteRepositories(transaction, [repository('1')], 1))
      await store().openScan(repository('1'), scan(1), holdings(pages(3000, 'old')), shared, always, day, signal)
      await store().closeScan('1', undefined, signal)
    }
    const open = (one: ScanStore) => one.openScan(repository('1'), scan(5), holdings(huge), shared, always, 2 * day, signal)
    await prepare()
    await open(store())
    const undisturbed = await whole()
    expect(undisturbed.health?.awaited).toBe(6000)
    for (const kill of [0, 1, 2, 3, 4, 5, 6]) {
      await prepare()
      await expect(open(scanStore(killedAfter(database(), kill)))).rejects.toThrow('killed')
      // All that it waits for so far is checked.
      const waiting = await database().query(
        sql`select page from listkeeper.pages join listkeeper.awaited_pages on page_id = id where repository_id = '1'`,
      )
      await store().recordChecks(
        waiting.map(row => check(String(row['page']), 6)),
        new Map(),
        [],
        6,
        signal,
      )
      const ready = await readyRepositories(database(), 7)
      expect(ready).toEqual([])
      await open(store())
      const after = await whole()
      expect({...after.health, records: undefined}).toEqual({...undisturbed.health, records: undefined})
      expect(after.health?.awaited).toBe(6000)
      expect(after.pages.map(row => [row['page'], row['is_held']])).toEqual(
        undisturbed.pages.map(row => [row['page'], row['is_held']]),
      )
    }
  })
})

/** The same database, that carries out so many transactions and then no more. */
function killedAfter(database: Database, transactions: number): Database {
  let left = transactions
  return {
    ...database,
    async transaction(work) {
      if (left === 0) throw new Error('killed')
      left -= 1
      return database.transaction(work)
    },
  }
}
