import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Database, Queries} from '../../src/store/database.ts'
import {wantDuePages, wantedBuckets} from '../../src/store/due-pages.ts'
import {readyRepositories, takeDueRepositories} from '../../src/store/due-repositories.ts'
import {forgetRepositories} from '../../src/store/forget.ts'
import {prune} from '../../src/store/prune.ts'
import {scanStore} from '../../src/store/scan-store.ts'
import {openOn} from './databases.ts'
import {hasPostgres, type PostgresServer, startPostgres} from './postgres-server.ts'
import {always, day, holdings, record, repository, scan, shared, signal} from './scans.ts'

/** When what is too old is taken away. */
const later = 400 * day

/** 500 repositories that hold 100,000 pages, most of them 400, one 10,000; every second has a scan open, half of all pages are wanted, and
 * of all that is kept for a time a little is too old. */
const fill = [
  `create temporary table numbered on commit drop as
    select n, site, page, translate(encode(substring(sha256(convert_to(chr(10) || page, 'utf8')) for 24), 'base64'), '+/', '-_') as id
    from (select n, site, 'https://' || site || '/' || n as page
      from (select n, case when n % 3 = 0 then 'github.com' else 'site' || n % 30000 || '.example' end as site from generate_series(1, 100000) n) as sited) as paged`,
  `insert into listkeeper.repositories (repository_id, installation_id, owner, name, is_private, default_branch, due_ms)
    select n::text, (900 + n % 100)::text, 'ada', 'list-' || n, false, 'main', 1000 + n from generate_series(1, 500) n`,
  `insert into listkeeper.pages (id, scope, page, site, bucket, is_held, record, checked_ms, due_ms, wanted_ms, turn_ms)
    select id, '', page, site, get_byte(sha256(convert_to(site, 'utf8')), 0) % 64, n % 500 <> 0,
      '{"verdict": {"kind": "alive", "reason": "answers", "status": 200, "finalUrl": ""}, "checkedMs": 1000, "sinceMs": 500, "steady": 3}',
      1000, 10000 + n, case when n % 2 = 1 then 5000 end, case when n % 2 = 1 then 5000 + n end from numbered`,
  `insert into listkeeper.sites (site, state, seen_ms) select site, '{}', ${later - 30 * day} + min(n) - 200 from numbered group by site`,
  `insert into listkeeper.held_pages (repository_id, page_id)
    select distinct repository::text, id from (
      select repository, case when k % 4 = 0 then 1 + (k * 7 + repository * 13) % 3000 else 1 + (repository * 200 + k) % 100000 end as n
      from generate_series(1, 500) repository, generate_series(1, case when repository = 1 then 10000 else 400 end) k
    ) as held join numbered using (n) where n % 500 <> 0`,
  `insert into listkeeper.scans (repository_id, cause, begun_ms, head_sha)
    select repository_id, 'schedule', 5000, 'abc' from listkeeper.repositories where repository_id::int % 2 = 1`,
  `insert into listkeeper.awaited_pages (repository_id, page_id)
    select held.repository_id, held.page_id from listkeeper.held_pages held join listkeeper.scans using (repository_id)
    join listkeeper.pages on id = page_id where wanted_ms is not null`,
  `insert into listkeeper.scan_results (repository_id, at_ms, counts)
    select repository::text, ${later - 365 * day} + week - 2, '{}' from generate_series(1, 500) repository, generate_series(1, 52) week`,
  `insert into listkeeper.deliveries (guid, received_ms) select n::text, ${later - 7 * day} + n - 100 from generate_series(1, 20000) n`,
  `insert into listkeeper.decisions (repository_id, url_id, url, kind, at_ms, until_ms)
    select repository::text, n::text, 'x', 'snooze', n, ${later - 30 * day} + n - 1 from generate_series(1, 500) repository, generate_series(1, 20) n`,
]

describe.skipIf(!hasPostgres)('with 100,000 pages of 500 repositories on a PostgreSQL server', () => {
  let server: PostgresServer
  let database: Database
  let plans: string[] = []
  beforeAll(async () => {
    server = await startPostgres()
    const real = await openOn(server)
    await real.transaction(async transaction => {
      for (const text of fill) await transaction.query({text, values: []})
    })
    await real.query({text: 'analyze', values: []})
    database = explained(real, plan => plans.push(plan))
  })
  afterAll(async () => {
    await database?.close()
    await server?.stop()
  })

  const huge = Array.from({length: 10_000}, (_, index) => index + 1).map(
    n => `https://${n % 3 === 0 ? 'github.com' : `site${n % 30_000}.example`}/${n}`,
  )
  const store = () => scanStore(database)
  const checks = async () => {
    const wanted = await store().wantedPages(7, {most: 100, perSite: 25, except: ['x.example'], whole: ['github.com']}, signal)
    expect(wanted).toHaveLength(100)
    return wanted.map(({scope, page}) => ({scope, page, record: record(9000), dueMs: day}))
  }
  const counts = {atMs: 9000, links: 1, alive: 1, dead: 0, suspects: 0, moved: 0, unverified: 0}

  test.for<[string, () => Promise<unknown>]>([
    ['due repositories are taken', () => takeDueRepositories(database, 9000, 100)],
    ['due pages are wanted', () => wantDuePages(database, 10_500, 1000)],
    ['buckets are looked up', () => wantedBuckets(database)],
    ['ready repositories are looked up', () => readyRepositories(database, 9000)],
    ['a batch is taken', checks],
    ['sites are looked up', () => store().sites(['site1.example', 'site2.example'], signal)],
    [
      'checks are recorded',
      async () => {
        const batch = await checks()
        await store().recordChecks(batch, new Map([['site1.example', {}]]), batch.slice(0, 3), 9000, signal)
      },
    ],
    ['the health of a small list is read', () => store().health('6', signal)],
    [
      'a small scan is opened',
      () => store().openScan(repository('7'), scan(9000), holdings(huge.slice(0, 300)), shared, always, day, signal),
    ],
    ['a small scan is closed', () => store().closeScan('6', counts, signal)],
    ['a small scan is thrown away', () => store().throwAway('11', huge.slice(0, 300), day, signal)],
    ['a small list is let go', () => store().letGo('16', signal)],
    ['repositories are forgotten', () => database.transaction(transaction => forgetRepositories(transaction, ['21', '22']))],
    ['what is too old is taken away', () => prune(database, later)],
  ])('no large table is read whole: %s', async ([, work]) => {
    plans = []
    await work()
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.filter(plan => tablesReadWhole.test(plan))).toEqual([])
  })
})

/** Repositories and scans are few. */
const tablesReadWhole = /Seq Scan on (?:pages|held_pages|awaited_pages|sites|scan_results|deliveries|decisions)\b/

/** The same database; each statement's plan is told before it is carried out. */
function explained(database: Database, tell: (plan: string) => void): Database {
  const explain = async (queries: Queries, {text, values}: Parameters<Queries['query']>[0]) => {
    const rows = await queries.query({text: `explain ${text}`, values})
    tell(`${text}\n\n${rows.map(row => row['QUERY PLAN']).join('\n')}`)
    return queries.query({text, values})
  }
  return {
    ...database,
    query: statement => explain(database, statement),
    transaction: work => database.transaction(real => work({...real, query: statement => explain(real, statement)})),
  }
}
