import type {Queries} from './database.ts'
import {pageId} from './page-id.ts'
import {lockPages, releasePages} from './release-pages.ts'
import {sql} from './sql.ts'

/**
 * A repository turned private, or public. It is due at once, since whose records its pages have is settled when its scan opens.
 *
 * What a private one holds leaves the records that all share right now, unless another one holds it too; its installation keeps a copy, so that
 * no link loses what was found out about it. The other way nothing is copied: what was seen with somebody's token is for nobody else.
 */
export async function changeVisibility(queries: Queries, repositoryId: string, isPrivate: boolean, nowMs: number): Promise<void> {
  await setVisibility(queries, repositoryId, isPrivate, nowMs)
}

/** The same within any transaction; it locks the repository. False: it is not known. */
export async function setVisibility(queries: Queries, repositoryId: string, isPrivate: boolean, nowMs: number): Promise<boolean> {
  const [row] = await queries.query(
    sql`select installation_id, is_private from listkeeper.repositories where repository_id = ${repositoryId} for no key update`,
  )
  if (row === undefined) return false
  if (row['is_private'] === isPrivate) return true
  await queries.query(
    sql`update listkeeper.repositories set is_private = ${isPrivate}, due_ms = ${nowMs}, private_ms = ${isPrivate ? nowMs : null}
        where repository_id = ${repositoryId}`,
  )
  if (isPrivate) await takeOut(queries, repositoryId, String(row['installation_id']))
  return true
}

/** The shared pages of a repository become its installation's own. An open scan is over: it would wait for pages that are no longer its. */
async function takeOut(queries: Queries, repositoryId: string, installationId: string): Promise<void> {
  const rows = await queries.query(sql`
    select page.id, page.page from listkeeper.held_pages held join listkeeper.pages page on page.id = held.page_id
    where held.repository_id = ${repositoryId} and page.scope = ''`)
  const shared = rows.map(row => ({id: String(row['id']), own: pageId(installationId, String(row['page']))}))
  await lockPages(
    queries,
    shared.flatMap(({id, own}) => [id, own]),
  )
  const [ids, owns] = [shared.map(({id}) => id), shared.map(({own}) => own)]
  await queries.query(sql`
    insert into listkeeper.pages (id, scope, page, site, bucket, is_held, record, checked_ms, due_ms)
    select pair.own, ${installationId}, page, site, bucket, true, record, checked_ms, due_ms
    from unnest(${ids}::text[], ${owns}::text[]) as pair(id, own) join listkeeper.pages page on page.id = pair.id
    order by pair.own collate "C"
    on conflict (id) do update set is_held = true`)
  await queries.query(sql`
    insert into listkeeper.held_pages (repository_id, page_id)
    select ${repositoryId}, unnest(${owns}::text[])
    on conflict do nothing`)
  await queries.query(sql`delete from listkeeper.awaited_pages where repository_id = ${repositoryId}`)
  await queries.query(sql`delete from listkeeper.scans where repository_id = ${repositoryId}`)
  await releasePages(queries, [repositoryId], ids, 'no trace')
}
