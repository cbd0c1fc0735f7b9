import type {Decision} from '../health/decision.ts'
import type {HeldLink} from '../health/held-link.ts'
import {type IssueMemory, noIssue} from '../health/issue-memory.ts'
import type {Order} from '../health/order.ts'
import type {PageRecord} from '../health/page-record.ts'
import type {ScanCounts} from '../health/scan-counts.ts'
import {fromJson} from './as-json.ts'
import type {Queries} from './database.ts'
import type {NewScan} from './open-scan.ts'
import {milliseconds, type RepositoryKey, repositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

type Row = Readonly<Record<string, unknown>>

/** A repository that scans look after, as it is remembered. */
export interface RememberedRepository extends RepositoryKey {
  readonly isPrivate: boolean
  readonly defaultBranch?: string
  readonly scannedMs?: number
  readonly memory: IssueMemory
}

/** What is remembered of a repository itself; undefined: nothing. */
export async function knownRepository(queries: Queries, repositoryId: string): Promise<RememberedRepository | undefined> {
  const [row] = await queries.query(sql`select * from listkeeper.repositories where repository_id = ${repositoryId}`)
  return row === undefined ? undefined : remembered(row)
}

function remembered(row: Row): RememberedRepository {
  const scannedMs = milliseconds(row['scanned_ms'])
  return {
    ...repositoryKey(row),
    isPrivate: row['is_private'] === true,
    ...(row['default_branch'] === null ? {} : {defaultBranch: String(row['default_branch'])}),
    ...(scannedMs === undefined ? {} : {scannedMs}),
    memory: fromJson<IssueMemory | null>(row['memory']) ?? noIssue,
  }
}

/**
 * All that is known of a repository's health, in two questions, however many links it holds. What the scan still waits for is counted before records
 * are read, so a record is never older than the count.
 *
 * Whoever asks has the job that looks at the issue in hand: the repository needs no reminder of it any more.
 */
export async function knownHealth(queries: Queries, repositoryId: string) {
  const [row] = await queries.query(sql`
    with reminded as (delete from listkeeper.stirred_repositories where repository_id = ${repositoryId})
    select repository.*, scan.cause, scan.begun_ms, scan.head_sha as scan_sha, holdings.head_sha, holdings.links, holdings.notes,
      (select count(*) from listkeeper.awaited_pages awaited where awaited.repository_id = repository.repository_id) as awaited,
      (select jsonb_agg(decision order by at_ms, url_id) from listkeeper.decisions decision
        where decision.repository_id = repository.repository_id) as decisions,
      (select jsonb_agg(pending order by at_ms, id) from (
        select id::text, id as sequence, "order", login, at_ms, comment_id from listkeeper.orders
        where orders.repository_id = repository.repository_id
      ) as pending) as orders,
      (select jsonb_agg(counts order by at_ms) from (
        select counts, at_ms from listkeeper.scan_results result
        where result.repository_id = repository.repository_id order by at_ms desc limit 12
      ) as last) as trend
    from listkeeper.repositories repository
    left join listkeeper.scans scan on scan.repository_id = repository.repository_id
    left join listkeeper.holdings holdings on holdings.repository_id = repository.repository_id
    where repository.repository_id = ${repositoryId}`)
  if (row === undefined) return undefined
  const scan = openScanOf(row)
  return {
    repository: remembered(row),
    holdings: {
      headSha: row['head_sha'] === null ? '' : String(row['head_sha']),
      links: fromJson<readonly HeldLink[] | null>(row['links']) ?? [],
      notes: fromJson<readonly string[] | null>(row['notes']) ?? [],
    },
    ...(await recordsOf(queries, repositoryId, scan?.begunMs)),
    decisions: (fromJson<readonly Row[] | null>(row['decisions']) ?? []).map(decisionOf),
    orders: (fromJson<readonly Row[] | null>(row['orders']) ?? []).map(orderOf),
    trend: fromJson<readonly ScanCounts[] | null>(row['trend']) ?? [],
    scan,
    awaited: Number(row['awaited']),
  }
}

const openScanOf = (row: Row): NewScan | undefined =>
  row['cause'] === null
    ? undefined
    : {
        cause: fromJson<NewScan['cause']>(row['cause']),
        begunMs: Number(row['begun_ms']),
        headSha: String(row['scan_sha']),
      }

function decisionOf(row: Row): Decision {
  const untilMs = milliseconds(row['until_ms'])
  return {
    url: String(row['url']),
    kind: row['kind'] === 'snooze' ? 'snooze' : 'ignore',
    ...(row['login'] === null ? {} : {by: String(row['login'])}),
    atMs: Number(row['at_ms']),
    ...(untilMs === undefined ? {} : {untilMs}),
  }
}

const orderOf = (row: Row) => ({
  id: String(row['id']),
  order: fromJson<Order>(row['order']),
  login: String(row['login']),
  atMs: Number(row['at_ms']),
  ...(row['comment_id'] === null ? {} : {commentId: String(row['comment_id'])}),
})

/** By page. `before`: of those that were checked since then. */
async function recordsOf(queries: Queries, repositoryId: string, begunMs: number | undefined) {
  const rows = await queries.query(sql`
    select page.page, page.record, case when page.checked_ms >= ${begunMs ?? null}::bigint then page.before end as before
    from listkeeper.held_pages held join listkeeper.pages page on page.id = held.page_id
    where held.repository_id = ${repositoryId} and page.record is not null`)
  const records = new Map<string, PageRecord>()
  const before = new Map<string, PageRecord>()
  for (const row of rows) {
    records.set(String(row['page']), fromJson<PageRecord>(row['record']))
    const earlier = fromJson<PageRecord | null>(row['before'])
    if (earlier !== null) before.set(String(row['page']), earlier)
  }
  return {records, before}
}
