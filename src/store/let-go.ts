import type {Queries} from './database.ts'
import {lockPages, releasePages} from './release-pages.ts'
import {sql} from './sql.ts'

/**
 * There is no list here (any more), within a transaction: nothing is due, no scan is open, and nothing is held. What is remembered of its issue and what people
 * decided stays, for a list that comes back.
 */
export async function letGo(queries: Queries, repositoryId: string): Promise<void> {
  const [known] = await queries.query(
    sql`update listkeeper.repositories set due_ms = null where repository_id = ${repositoryId} returning is_private`,
  )
  if (known === undefined) return
  const rows = await queries.query(sql`select page_id from listkeeper.held_pages where repository_id = ${repositoryId}`)
  const pages = rows.map(row => String(row['page_id']))
  await lockPages(queries, pages)
  await queries.query(sql`delete from listkeeper.scans where repository_id = ${repositoryId}`)
  await queries.query(sql`delete from listkeeper.holdings where repository_id = ${repositoryId}`)
  await releasePages(queries, [repositoryId], pages, known['is_private'] === true ? 'no trace' : 'records')
}
