import type {Queries} from './database.ts'
import {sql} from './sql.ts'

/**
 * Repositories hold these pages no more. To be called within a transaction, last, once repositories, pages and scans are locked.
 *
 * What nobody holds then is not checked any more. Its record stays for a while, for a list that comes back, unless there is none, it belongs to an
 * installation alone, or `leaves` is `no trace`: then it goes at once, and its site with it.
 */
export async function releasePages(
  queries: Queries,
  repositoryIds: readonly string[],
  pageIds: readonly string[],
  leaves: 'records' | 'no trace',
): Promise<void> {
  if (pageIds.length === 0) return
  await lockPages(queries, pageIds)
  await queries.query(sql`
    delete from listkeeper.awaited_pages
    where repository_id = any(${repositoryIds}::text[]) and page_id = any(${pageIds}::text[])`)
  await queries.query(sql`
    delete from listkeeper.held_pages
    where repository_id = any(${repositoryIds}::text[]) and page_id = any(${pageIds}::text[])`)
  // A statement of its own: it sees what others held when the pages were locked.
  await queries.query(sql`
    update listkeeper.pages set is_held = false, wanted_ms = null, turn_ms = null, before = null
    where id = any(${pageIds}::text[])
      and not exists (select from listkeeper.held_pages held where held.page_id = pages.id)`)
  const dropped = await queries.query(sql`
    delete from listkeeper.pages
    where id = any(${pageIds}::text[]) and not is_held
      and (record is null or scope <> '' or ${leaves === 'no trace'}::boolean)
    returning site`)
  await forgetSites(queries, [...new Set(dropped.map(row => String(row['site'])))])
}

/**
 * Locks pages until the transaction ends, always in the same order, so that two who want the same ones don't wait for each other. Gives those that there are. Whoever locks
 * more than pages locks repositories first, then pages, then scans, then sites, each in the order of their keys.
 */
export async function lockPages(queries: Queries, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await queries.query(sql`
    select id from listkeeper.pages where id = any(${ids}::text[]) order by id for update`)
  return rows.map(row => String(row['id']))
}

/** Of these sites, those of which there is no page any more. */
async function forgetSites(queries: Queries, sites: readonly string[]): Promise<void> {
  if (sites.length === 0) return
  await queries.query(sql`
    delete from listkeeper.sites
    where site in (
        select site from listkeeper.sites
        where site = any(${sites}::text[]) order by site for update)
      and not exists (select from listkeeper.pages page where page.site = sites.site)`)
}
