import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {PageRecord} from '../../src/health/page-record.ts'
import type {ScanStore} from '../../src/journeys/scan-store.ts'
import {changeVisibility} from '../../src/store/change-visibility.ts'
import type {Database} from '../../src/store/database.ts'
import {wantedBuckets} from '../../src/store/due-pages.ts'
import {readyRepositories, takeDueRepositories} from '../../src/store/due-repositories.ts'
import {forgetInstallation, forgetRepositories} from '../../src/store/forget.ts'
import {noteRepositories} from '../../src/store/note-repositories.ts'
import {scanStore} from '../../src/store/scan-store.ts'
import {sql} from '../../src/store/sql.ts'
import {databases} from './databases.ts'
import {emptyTables} from './empty-tables.ts'
import {ScanModel} from './scan-model.ts'
import {holdings, hour, record, repository, scan, signal} from './scans.ts'

const addresses = [
  'https://a.example/',
  'https://a.example/2',
  'https://b.example/',
  'https://c.example/',
  `https://d.example/${'d'.repeat(9000)}`,
]

const id = fc.constantFrom('1', '2', '3')
const some = fc.subarray(addresses)
const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({kind: fc.constant('note'), id, installation: fc.constantFrom('900', '901'), isPrivate: fc.boolean()}),
  },
  {
    weight: 6,
    arbitrary: fc.record({kind: fc.constant('open'), id, pages: some, stale: fc.constantFrom('all', 'none', 'unknown')}),
  },
  {weight: 6, arbitrary: fc.record({kind: fc.constant('check'), id, pages: some})},
  {weight: 3, arbitrary: fc.record({kind: fc.constant('close'), id, counts: fc.boolean()})},
  {weight: 2, arbitrary: fc.record({kind: fc.constant('throw away'), id, pages: some})},
  {weight: 3, arbitrary: fc.record({kind: fc.constant('turn'), id, isPrivate: fc.boolean()})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('let go'), id})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('forget'), id})},
  {weight: 1, arbitrary: fc.record({kind: fc.constant('uninstall'), installation: fc.constantFrom('900', '901')})},
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

describe.for(databases)('on $kind', ({skip, open}) => {
  let database: Database
  let store: ScanStore
  beforeAll(async () => {
    if (skip) return
    database = await open()
    store = scanStore(database)
  })
  afterAll(() => database?.close())

  test.skipIf(skip)('whatever is done in whatever order, the tables say what a plain model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, {minLength: 5, maxLength: 40}), async steps => {
        await emptyTables(database)
        const model = new ScanModel()
        let nowMs = 1_000_000
        const known = (['1', '2', '3'] as const).map(
          (id): Step => ({kind: 'note', id, installation: '900', isPrivate: id === '3'}),
        )
        for (const one of [...known, ...steps]) {
          nowMs += hour / 4
          await take(one, model, nowMs)
          await compare(model, nowMs)
        }
      }),
      {numRuns: 60},
    )
  })

  async function take(one: Step, model: ScanModel, nowMs: number): Promise<void> {
    switch (one.kind) {
      case 'note': {
        if (!('installation' in one) || !('id' in one)) return
        const noted = repository(one.id, {installationId: one.installation, isPrivate: one.isPrivate})
        await database.transaction(transaction => noteRepositories(transaction, [noted], nowMs))
        model.note(one.id, one.installation, one.isPrivate, nowMs)
        return
      }
      case 'open': {
        if (!('stale' in one)) return
        const known = model.repositories.get(one.id)
        const isPrivate = known?.isPrivate ?? false
        const installationId = known?.installationId ?? '900'
        const scopeOf = () => (isPrivate ? installationId : '')
        const stale = (seen: PageRecord | undefined) => one.stale === 'all' || (one.stale === 'unknown' && seen === undefined)
        const due = nowMs + 7 * hour
        await store.openScan(
          repository(one.id, {installationId, isPrivate}),
          scan(nowMs),
          holdings(one.pages),
          scopeOf,
          stale,
          due,
          signal,
        )
        model.open(
          one.id,
          one.pages.map(page => `${scopeOf()} ${page}`),
          stale,
          nowMs,
          due,
        )
        return
      }
      case 'check':
        if ('pages' in one) await check(one.id, one.pages, model, nowMs)
        return
      case 'close': {
        if (!('counts' in one)) return
        const counts = {atMs: nowMs, links: 1, alive: 1, dead: 0, suspects: 0, moved: 0, unverified: 0}
        await store.closeScan(one.id, one.counts ? counts : undefined, signal)
        model.close(one.id, one.counts ? nowMs : undefined)
        return
      }
      case 'throw away':
        if (!('pages' in one)) return
        await store.throwAway(one.id, one.pages, nowMs + hour, signal)
        model.throwAway(one.id, one.pages, nowMs + hour)
        return
      case 'turn':
        if (!('isPrivate' in one)) return
        await database.transaction(transaction => changeVisibility(transaction, one.id, one.isPrivate, nowMs))
        model.turn(one.id, one.isPrivate, nowMs)
        return
      case 'let go':
        if (!('id' in one)) return
        await store.letGo(one.id, signal)
        model.letGo(one.id)
        return
      case 'forget':
        if (!('id' in one)) return
        await database.transaction(transaction => forgetRepositories(transaction, [one.id]))
        model.forget([one.id])
        return
      case 'uninstall':
        if (!('installation' in one)) return
        await database.transaction(transaction => forgetInstallation(transaction, one.installation))
        model.forgetInstallation(one.installation)
    }
  }

  /** The pages of a repository, or of nobody in particular, as one batch: also such as nobody wants. */
  async function check(repositoryId: string, pages: readonly string[], model: ScanModel, nowMs: number): Promise<void> {
    const known = model.repositories.get(repositoryId)
    const scope = known?.isPrivate === true ? known.installationId : ''
    const checks = pages.map(page => {
      const before = model.pages.get(`${scope} ${page}`)?.record
      return {scope, page, record: record(nowMs, (before?.strikes?.count ?? 0) + 1), dueMs: nowMs + 24 * hour}
    })
    const {repositories} = await store.recordChecks(checks, new Map([['a.example', {nowMs}]]), [], nowMs, signal)
    const ready = new Set(checks.flatMap(({page, record: fresh}) => model.check(`${scope} ${page}`, fresh)))
    // Of several pages in one batch the last one makes a scan ready.
    const named = [...ready].filter(id => model.repositories.get(id)?.awaited.size === 0)
    expect(repositories.map(({repositoryId}) => repositoryId).toSorted()).toEqual(named.toSorted())
  }

  async function compare(model: ScanModel, nowMs: number): Promise<void> {
    for (const id of ['1', '2', '3']) {
      const known = model.repositories.get(id)
      const health = await store.health(id, signal)
      expect(health === undefined).toBe(known === undefined)
      if (known === undefined || health === undefined) continue
      const held = [...known.held].map(key => [key.slice(key.indexOf(' ') + 1), model.pages.get(key)] as const)
      expect(Object.fromEntries(health.records)).toEqual(
        Object.fromEntries(held.flatMap(([page, there]) => (there?.record === undefined ? [] : [[page, there.record]]))),
      )
      const since = known.scan?.begunMs
      expect(Object.fromEntries(health.before)).toEqual(
        Object.fromEntries(
          held.flatMap(([page, there]) =>
            since !== undefined && typeof there?.before === 'object' && (there.record?.checkedMs ?? 0) >= since
              ? [[page, there.before]]
              : [],
          ),
        ),
      )
      expect(health.awaited).toBe(known.awaited.size)
      expect(health.scan?.begunMs).toBe(since)
      expect(health.trend.map(({atMs}) => atMs)).toEqual(known.results.slice(-12))
      expect(health.repository.isPrivate).toBe(known.isPrivate)
    }
    await comparePages(model)
    const ready = [...model.repositories].filter(
      ([, {scan: there, awaited}]) => there !== undefined && (awaited.size === 0 || there.begunMs <= nowMs - 6 * hour),
    )
    expect((await readyRepositories(database, nowMs)).map(({repositoryId}) => repositoryId)).toEqual(
      ready.map(([id]) => id).toSorted(),
    )
    const due = [...model.repositories].filter(([, {dueMs}]) => dueMs !== undefined && dueMs <= nowMs)
    const taken = (await takeDueRepositories(database, nowMs, 10)).map(({repositoryId}) => repositoryId)
    expect(taken.toSorted()).toEqual(due.map(([id]) => id).toSorted())
    for (const [, known] of due) known.dueMs = nowMs + hour
  }

  async function comparePages(model: ScanModel): Promise<void> {
    const rows = await database.query(
      sql`select scope, page, record, wanted_ms is not null as wanted, is_held from listkeeper.pages`,
    )
    const there = rows.map(row => [`${row['scope']} ${row['page']}`, [row['record'] ?? undefined, row['wanted'], row['is_held']]])
    const isHeld = (key: string) => [...model.repositories.values()].some(({held}) => held.has(key))
    const expected = [...model.pages].map(([key, page]) => [key, [page.record, page.isWanted, isHeld(key)]])
    expect(Object.fromEntries(there)).toEqual(Object.fromEntries(expected))
    const wanted = []
    for (const bucket of await wantedBuckets(database)) {
      wanted.push(...(await store.wantedPages(bucket, {most: 100, perSite: 25, except: []}, signal)))
    }
    expect(wanted.map(({scope, page}) => `${scope} ${page}`).toSorted()).toEqual(
      [...model.pages]
        .filter(([, {isWanted}]) => isWanted)
        .map(([key]) => key)
        .toSorted(),
    )
    const orphans = await database.query(sql`
      select page_id from listkeeper.awaited_pages where not exists (
        select from listkeeper.pages where id = page_id and wanted_ms is not null)
      union all select page_id from listkeeper.held_pages where not exists (select from listkeeper.pages where id = page_id)
      union all select repository_id from listkeeper.forgotten_repositories`)
    expect(orphans).toEqual([])
  }
})
