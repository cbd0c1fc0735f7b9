import type {ScanCounts} from '../health/scan-counts.ts'
import {asJson} from './as-json.ts'
import type {Queries} from './database.ts'
import {lockPages} from './release-pages.ts'
import {sql} from './sql.ts'

/**
 * Ends the open scan, within a transaction, and adds what it found to the trend. Without an open scan there is nothing to do, so a job that
 * runs again counts nothing twice.
 */
export async function closeScan(queries: Queries, repositoryId: string, counts: ScanCounts | undefined): Promise<void> {
  const pages = await pagesWithBefore(queries, repositoryId)
  if (!(await endScan(queries, repositoryId, pages))) return
  if (counts === undefined) return
  await queries.query(sql`
    insert into listkeeper.scan_results (repository_id, at_ms, counts) values (${repositoryId}, ${counts.atMs}, ${asJson(counts)}::jsonb)
    on conflict (repository_id, at_ms) do update set counts = excluded.counts`)
  await queries.query(sql`update listkeeper.repositories set scanned_ms = ${counts.atMs} where repository_id = ${repositoryId}`)
}

/**
 * Ends the open scan as if it had not been, within a transaction: these pages get back the records from before it, and are due with the next scan. A page that is
 * not the scan's, or has got its record back for another list, is left alone.
 */
export async function throwAway(
  queries: Queries,
  repositoryId: string,
  pages: readonly string[],
  againMs: number,
): Promise<void> {
  const withBefore = await pagesWithBefore(queries, repositoryId)
  await lockPages(queries, withBefore)
  await queries.query(sql`
    update listkeeper.pages set
      record = nullif(before, 'null'::jsonb), checked_ms = (before ->> 'checkedMs')::bigint, before = null, due_ms = ${againMs}
    where id = any(${withBefore}::text[])
      and page = any(${pages}::text[])
      and before is not null
      and checked_ms >= (select begun_ms from listkeeper.scans where repository_id = ${repositoryId})`)
  if (!(await endScan(queries, repositoryId, withBefore))) return
  await queries.query(sql`update listkeeper.repositories set due_ms = ${againMs} where repository_id = ${repositoryId}`)
}

/** Locks the repository. */
async function pagesWithBefore(queries: Queries, repositoryId: string): Promise<readonly string[]> {
  await queries.query(sql`select from listkeeper.repositories where repository_id = ${repositoryId} for no key update`)
  const rows = await queries.query(sql`
    select page.id from listkeeper.held_pages held join listkeeper.pages page on page.id = held.page_id
    where held.repository_id = ${repositoryId} and page.before is not null`)
  return rows.map(row => String(row['id']))
}

/** False: there is none. Records from before it are kept only where another open scan holds the page. */
async function endScan(queries: Queries, repositoryId: string, pages: readonly string[]): Promise<boolean> {
  await lockPages(queries, pages)
  const ended = await queries.query(
    sql`delete from listkeeper.scans where repository_id = ${repositoryId} returning repository_id`,
  )
  if (ended.length === 0) return false
  await queries.query(sql`delete from listkeeper.awaited_pages where repository_id = ${repositoryId}`)
  await queries.query(sql`
    update listkeeper.pages set before = null
    where id = any(${pages}::text[])
      and not exists (
        select from listkeeper.held_pages held join listkeeper.scans scan on scan.repository_id = held.repository_id
        where held.page_id = pages.id)`)
  return true
}
