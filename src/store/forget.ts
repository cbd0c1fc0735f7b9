import type {Queries} from './database.ts'
import {lockPages, releasePages} from './release-pages.ts'
import {sql} from './sql.ts'

/**
 * The app was taken off these repositories: all that is known of them goes, and so does every page that nobody else holds.
 *
 * Of very many pages the rest goes with the next rounds of `forgetRest`, so that a webhook is answered in time.
 */
export async function forgetRepositories(
  queries: Queries,
  repositoryIds: readonly string[],
  ofInstallation?: string,
): Promise<void> {
  if (repositoryIds.length === 0 && ofInstallation === undefined) return
  await queries.query(sql`
    select from listkeeper.repositories
    where repository_id = any(${repositoryIds}::text[]) order by repository_id for update`)
  await queries.query(sql`
    insert into listkeeper.forgotten_repositories (repository_id)
    select unnest(${repositoryIds}::text[]) on conflict do nothing`)
  await forgetPages(queries, repositoryIds, ofInstallation)
  await forgetReviews(queries, repositoryIds)
}

/** The app was uninstalled: all repositories of the installation are forgotten, and what was its own. */
export async function forgetInstallation(queries: Queries, installationId: string): Promise<void> {
  const rows = await queries.query(
    sql`select repository_id from listkeeper.repositories where installation_id = ${installationId}`,
  )
  await forgetRepositories(
    queries,
    rows.map(row => String(row['repository_id'])),
    installationId,
  )
}

/** Goes on with what was begun, within a transaction. False: nothing is left. */
export async function forgetRest(queries: Queries): Promise<boolean> {
  const rows = await queries.query(sql`
    select repository_id from listkeeper.forgotten_repositories order by repository_id limit 100 for update skip locked`)
  if (rows.length === 0) return false
  await forgetPages(
    queries,
    rows.map(row => String(row['repository_id'])),
  )
  return true
}

/** The pages of forgotten repositories, so many of them; the repositories are done once there is none left. */
async function forgetPages(queries: Queries, repositoryIds: readonly string[], ofInstallation?: string): Promise<void> {
  const held = await queries.query(sql`
    select page_id as id from listkeeper.held_pages where repository_id = any(${repositoryIds}::text[]) limit ${chunk}`)
  const own = await queries.query(sql`
    select id from listkeeper.pages page
    where scope = ${ofInstallation ?? ''} and scope <> '' and not exists (
      select from listkeeper.held_pages held where held.page_id = page.id and held.repository_id = any(${repositoryIds}::text[]))
    limit ${chunk}`)
  const pages = [...new Set([...held, ...own].map(row => String(row['id'])))]
  await lockPages(queries, pages)
  await queries.query(sql`
    delete from listkeeper.repositories where repository_id = any(${repositoryIds}::text[])`)
  await queries.query(sql`
    delete from listkeeper.stirred_repositories where repository_id = any(${repositoryIds}::text[])`)
  await queries.query(sql`
    delete from listkeeper.awaited_pages where repository_id = any(${repositoryIds}::text[])`)
  await takeFromOthers(
    queries,
    own.map(row => String(row['id'])),
  )
  await releasePages(queries, repositoryIds, pages, 'no trace')
  await queries.query(sql`
    delete from listkeeper.forgotten_repositories forgotten
    where repository_id = any(${repositoryIds}::text[])
      and not exists (select from listkeeper.held_pages held where held.repository_id = forgotten.repository_id)`)
}

/** A repository that went to another installation holds pages of the old one until its next scan. */
async function takeFromOthers(queries: Queries, pageIds: readonly string[]): Promise<void> {
  if (pageIds.length === 0) return
  await queries.query(sql`delete from listkeeper.awaited_pages where page_id = any(${pageIds}::text[])`)
  await queries.query(sql`delete from listkeeper.held_pages where page_id = any(${pageIds}::text[])`)
}

/** So many pages a transaction: a webhook is answered when the first part is gone. */
const chunk = 2500

/** What reviews of pull requests remember. */
async function forgetReviews(queries: Queries, repositoryIds: readonly string[]): Promise<void> {
  await queries.query(sql`delete from listkeeper.reviews_begun where repository_id = any(${repositoryIds}::text[])`)
  await queries.query(sql`delete from listkeeper.reviews_posted where repository_id = any(${repositoryIds}::text[])`)
  await queries.query(sql`delete from listkeeper.dismissed where repository_id = any(${repositoryIds}::text[])`)
  await queries.query(sql`delete from listkeeper.dismiss_wishes where repository_id = any(${repositoryIds}::text[])`)
}
