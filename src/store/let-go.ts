import type {Database, Queries} from './database.ts'
import {releasePages} from './release-pages.ts'
import {sql} from './sql.ts'

/**
 * There is no list here (any more): nothing is due, no scan is open, and nothing is held. What is remembered of its issue and what people
 * decided stays, for a list that comes back.
 *
 * Pages are let go in parts, after all else. Whoever is killed between leaves pages that are held: letting go again ends that.
 */
export async function letGo(database: Database, repositoryId: string): Promise<void> {
  if (!(await database.transaction(queries => close(queries, repositoryId)))) return
  while (await database.transaction(queries => releasePart(queries, repositoryId))) {}
}

async function close(queries: Queries, repositoryId: string): Promise<boolean> {
  const known = await queries.query(
    sql`update listkeeper.repositories set due_ms = null where repository_id = ${repositoryId} returning repository_id`,
  )
  if (known.length === 0) return false
  await queries.query(sql`delete from listkeeper.scans where repository_id = ${repositoryId}`)
  await queries.query(sql`delete from listkeeper.awaited_pages where repository_id = ${repositoryId}`)
  await queries.query(sql`delete from listkeeper.holdings where repository_id = ${repositoryId}`)
  return true
}

/** False: nothing is left, or a list has come back in the meantime. */
async function releasePart(queries: Queries, repositoryId: string): Promise<boolean> {
  const [known] = await queries.query(sql`
    select is_private from listkeeper.repositories
    where repository_id = ${repositoryId} and due_ms is null
      and not exists (select from listkeeper.holdings where holdings.repository_id = repositories.repository_id)
    for no key update`)
  if (known === undefined) return false
  const rows = await queries.query(
    sql`select page_id from listkeeper.held_pages where repository_id = ${repositoryId} limit ${atOnce}`,
  )
  const pages = rows.map(row => String(row['page_id']))
  await releasePages(queries, [repositoryId], pages, known['is_private'] === true ? 'no trace' : 'records')
  return pages.length === atOnce
}

/** So many pages a transaction: a few tenths of a second. */
const atOnce = 2500
