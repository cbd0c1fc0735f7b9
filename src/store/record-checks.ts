import type {PageRecord} from '../health/page-record.ts'
import {asJson} from './as-json.ts'
import type {Queries} from './database.ts'
import {pageId, siteKey} from './page-id.ts'
import {type RepositoryKey, repositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

/** A check, folded into the record of its page. */
export interface Check {
  readonly scope: string
  readonly page: string
  readonly record: PageRecord
  readonly dueMs: number
}

interface PageName {
  readonly scope: string
  readonly page: string
}

/**
 * Records checks, within a transaction. Gives the repositories whose open scan has nothing left to wait for, and of those without one who holds a
 * page that is `stirred`.
 *
 * Two batches can end at once, in two processes, each with one of the last pages of a scan. Both lock the scan before they take their page off it, so
 * the second one sees that there is none left, and only the second.
 */
export async function recordChecks(
  queries: Queries,
  checks: readonly Check[],
  sites: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  stirred: readonly PageName[],
  nowMs: number,
): Promise<readonly RepositoryKey[]> {
  const ids = await lockWanted(queries, checks)
  await lockScans(queries, ids)
  await recordPages(queries, new Set(ids), checks)
  const waiting = await queries.query(sql`
    delete from listkeeper.awaited_pages where page_id = any(${ids}::text[]) returning repository_id`)
  await recordSites(queries, sites, nowMs)
  const ready = await readyOf(queries, [...new Set(waiting.map(row => String(row['repository_id'])))])
  const moved = await stir(queries, stirred)
  return [...ready, ...moved]
}

/** Which of the pages are still wanted. */
async function lockWanted(queries: Queries, checks: readonly Check[]): Promise<readonly string[]> {
  const ids = checks.map(({scope, page}) => pageId(scope, page))
  const rows = await queries.query(sql`
    select id from listkeeper.pages
    where id = any(${ids}::text[]) and wanted_ms is not null order by id for update`)
  return rows.map(row => String(row['id']))
}

/** Nobody starts to wait for a page that is locked, so these are all. */
async function lockScans(queries: Queries, ids: readonly string[]): Promise<void> {
  await queries.query(sql`
    select from listkeeper.scans
    where repository_id in (
      select repository_id from listkeeper.awaited_pages where page_id = any(${ids}::text[]))
    order by repository_id for update`)
}

/**
 * `before` is the record as it was before the open scans that hold the page saw it checked: `null` as JSON where there was none, and no value where
 * no scan is open.
 */
async function recordPages(queries: Queries, wanted: ReadonlySet<string>, checks: readonly Check[]): Promise<void> {
  const rows = checks.flatMap(({scope, page, record, dueMs}) => {
    const id = pageId(scope, page)
    return wanted.has(id) ? [{id, record, checked: record.checkedMs, due: dueMs}] : []
  })
  if (rows.length === 0) return
  await queries.query(sql`
    update listkeeper.pages set
      record = checked.record, checked_ms = checked.checked, due_ms = checked.due, wanted_ms = null, turn_ms = null,
      before = case
        when checked.begun is null then null
        when pages.before is not null and checked.begun <= pages.checked_ms then pages.before
        else coalesce(pages.record, 'null'::jsonb)
      end
    from (
      select *, (
        select min(scan.begun_ms) from listkeeper.held_pages held join listkeeper.scans scan on scan.repository_id = held.repository_id
        where held.page_id = checks.id
      ) as begun
      from jsonb_to_recordset(${asJson(rows)}::jsonb) as checks(id text, record jsonb, checked bigint, due bigint)
    ) as checked
    where pages.id = checked.id`)
}

/** Sites can be those of other buckets, too: a page led there. */
async function recordSites(
  queries: Queries,
  sites: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  nowMs: number,
): Promise<void> {
  if (sites.size === 0) return
  const rows = [...new Map([...sites].map(([name, state]) => [siteKey(name), state]))].map(([site, state]) => ({site, state}))
  await queries.query(sql`
    insert into listkeeper.sites (site, state, seen_ms)
    select site, state, ${nowMs} from jsonb_to_recordset(${asJson(rows)}::jsonb) as seen(site text, state jsonb)
    order by site collate "C"
    on conflict (site) do update set state = excluded.state, seen_ms = excluded.seen_ms`)
}

async function readyOf(queries: Queries, repositoryIds: readonly string[]): Promise<readonly RepositoryKey[]> {
  const rows = await queries.query(sql`
    select repository_id, installation_id, owner, name from listkeeper.repositories repository
    where repository_id = any(${repositoryIds}::text[])
      and (select page_id from listkeeper.awaited_pages awaited where awaited.repository_id = repository.repository_id order by page_id limit 1) is null
    order by repository_id`)
  return rows.map(repositoryKey)
}

/** They are noted too, so that the tick finds them should their jobs never be sent. */
async function stir(queries: Queries, stirred: readonly PageName[]): Promise<readonly RepositoryKey[]> {
  if (stirred.length === 0) return []
  const ids = stirred.map(({scope, page}) => pageId(scope, page))
  const rows = await queries.query(sql`
    select repository_id, installation_id, owner, name from listkeeper.repositories repository
    where repository_id in (
        select repository_id from listkeeper.held_pages where page_id = any(${ids}::text[]))
      and not exists (select from listkeeper.scans scan where scan.repository_id = repository.repository_id)
    order by repository_id`)
  const repositories = rows.map(repositoryKey)
  await queries.query(sql`
    insert into listkeeper.stirred_repositories (repository_id)
    select unnest(${repositories.map(({repositoryId}) => repositoryId)}::text[])
    on conflict do nothing`)
  return repositories
}
