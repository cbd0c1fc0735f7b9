import type {HeldLink} from '../health/held-link.ts'
import type {PageRecord} from '../health/page-record.ts'
import type {ScanCause} from '../health/scan-cause.ts'
import {asJson} from './as-json.ts'
import {setVisibility} from './change-visibility.ts'
import type {Database, Queries} from './database.ts'
import {inParts} from './in-parts.ts'
import {releasePages} from './release-pages.ts'
import type {RepositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'
import {type ListedPage, listedPages, type SeenPage, seePages, takePages, turnsFrom} from './take-pages.ts'

/** What is to be remembered of a repository when its scan opens. */
export interface ScannedRepository extends RepositoryKey {
  readonly isPrivate: boolean
  readonly defaultBranch?: string
}

export interface NewScan {
  readonly cause: ScanCause
  readonly begunMs: number
  readonly headSha: string
}

export interface NewHoldings {
  readonly headSha: string
  readonly links: readonly HeldLink[]
  readonly notes: readonly string[]
}

/**
 * Opens a scan, or brings the open one up to date. Gives the buckets in which the scan waits for pages.
 *
 * A repository that is not known (any more) is left alone, so that a job which is late brings nothing back that was forgotten.
 *
 * The last transaction does all that is to be done, and alone makes the scan one that can end. Of a huge list most is done before, in parts: nobody waits long for a
 * database that has one connection. Whoever is killed between leaves a scan that waits, and pages that are held: opening it again ends both.
 */
export async function openScan(
  database: Database,
  repository: ScannedRepository,
  scan: NewScan,
  holdings: NewHoldings,
  scopeOf: (page: string) => string,
  stale: (record: PageRecord | undefined) => boolean,
  dueMs: number | undefined,
): Promise<readonly number[]> {
  const addresses = holdings.links.flatMap(({page}) => (page === undefined ? [] : [page]))
  const listed = listedPages(addresses, scopeOf)
  const turns = turnsFrom(scan.begunMs)
  const see = (queries: Queries, pages: readonly ListedPage[]) => seePages(queries, pages, stale, turns)
  const isListed = new Set(listed.map(({id}) => id))
  const gone = (await heldPages(database, repository.repositoryId)).filter(id => !isListed.has(id))
  const isHuge = Math.max(listed.length, gone.length) > atOnce
  const seen = isHuge ? await openInParts(database, repository, scan, listed, gone, see) : undefined
  if (isHuge && seen === undefined) return []
  return database.transaction(async queries => {
    if (isHuge) await lockUnchanged(queries, repository)
    if (!(await updateRepository(queries, repository, scan.begunMs, dueMs))) return []
    return finishOpening(queries, repository, scan, holdings, seen ?? (await see(queries, listed)))
  })
}

/** So many pages a transaction: a few tenths of a second. */
const atOnce = 2500

/** All that can be done before a scan is whole. Gives what is seen of its pages; undefined: the repository is not known. */
async function openInParts(
  database: Database,
  repository: ScannedRepository,
  scan: NewScan,
  listed: readonly ListedPage[],
  gone: readonly string[],
  see: (queries: Queries, pages: readonly ListedPage[]) => Promise<readonly SeenPage[]>,
): Promise<readonly SeenPage[] | undefined> {
  if (!(await database.transaction(queries => beginScan(queries, repository, scan)))) return undefined
  const seen: SeenPage[] = []
  for (const part of inParts(listed, atOnce)) {
    const pages = await database.transaction(async queries => {
      await lockUnchanged(queries, repository)
      return takePart(queries, repository.repositoryId, await see(queries, part), scan.begunMs)
    })
    // Whoever had no row has one now, and was not checked when it was looked up.
    for (const page of pages) seen.push({...page, checkedMs: page.checkedMs ?? null})
  }
  for (const part of inParts(gone, atOnce)) {
    await database.transaction(async queries => {
      await lockUnchanged(queries, repository)
      await releasePages(queries, [repository.repositoryId], part, leaves(repository))
    })
  }
  return seen
}

/** When it is due stays as it is: a scan that is never opened whole is opened again after its hour. False: the repository is not known. */
async function beginScan(queries: Queries, repository: ScannedRepository, scan: NewScan): Promise<boolean> {
  if (!(await updateRepository(queries, repository, scan.begunMs, undefined))) return false
  await recordScan(queries, repository.repositoryId, scan)
  await queries.query(sql`
    insert into listkeeper.awaited_pages (repository_id, page_id) values (${repository.repositoryId}, ${noPage}) on conflict do nothing`)
  return true
}

/** Waited for instead of a page, so that a scan that is not opened whole yet does not end. */
const noPage = ''

/** Between two parts anything can happen. Whose records its pages have is settled anew then, when the job runs again. */
async function lockUnchanged(queries: Queries, {repositoryId, isPrivate}: ScannedRepository): Promise<void> {
  const [row] = await queries.query(
    sql`select is_private from listkeeper.repositories where repository_id = ${repositoryId} for no key update`,
  )
  if (row?.['is_private'] !== isPrivate) throw new Error('A repository changed while its scan was opened.')
}

async function takePart(queries: Queries, repositoryId: string, pages: readonly SeenPage[], nowMs: number) {
  const ids = pages.map(({id}) => id)
  const held = await queries.query(sql`
    select page_id from listkeeper.held_pages where repository_id = ${repositoryId} and page_id = any(${ids}::text[])`)
  const isHeld = new Set(held.map(row => String(row['page_id'])))
  await takePages(
    queries,
    repositoryId,
    pages.filter(({id}) => !isHeld.has(id)),
    pages.filter(({isStale}) => isStale),
    [],
    nowMs,
  )
  return pages
}

const leaves = ({isPrivate}: ScannedRepository) => (isPrivate ? 'no trace' : 'records')

/** What is still missing, whatever others did in the meantime. */
async function finishOpening(
  queries: Queries,
  repository: ScannedRepository,
  scan: NewScan,
  holdings: NewHoldings,
  pages: readonly SeenPage[],
): Promise<readonly number[]> {
  const {repositoryId} = repository
  const [held, awaited] = [await heldPages(queries, repositoryId), await awaitedPages(queries, repositoryId)]
  const [isHeld, isAwaited, isListed] = [new Set(held), new Set(awaited), new Set(pages.map(({id}) => id))]
  const gone = held.filter(id => !isListed.has(id))
  const added = pages.filter(({id}) => !isHeld.has(id))
  const stale = pages.filter(({id, isStale}) => isStale && !isAwaited.has(id))
  await takePages(queries, repositoryId, added, stale, gone, scan.begunMs)
  await recordHoldings(queries, repositoryId, holdings)
  await recordScan(queries, repositoryId, scan)
  await queries.query(sql`delete from listkeeper.awaited_pages where repository_id = ${repositoryId} and page_id = ${noPage}`)
  await releasePages(queries, [repositoryId], gone, leaves(repository))
  return awaitedBuckets(queries, repositoryId)
}

/** What was read as public before it turned private must not be public again. */
async function refuseOutdated(queries: Queries, {repositoryId, isPrivate}: ScannedRepository, begunMs: number): Promise<void> {
  if (isPrivate) return
  const [since] = await queries.query(sql`
    select from listkeeper.repositories where repository_id = ${repositoryId} and is_private and private_ms >= ${begunMs} for no key update`)
  if (since !== undefined) throw new Error('A repository turned private while its scan was opened.')
}

/** Locks it, too. `nowMs`: before GitHub was asked what the repository is like. */
async function updateRepository(
  queries: Queries,
  repository: ScannedRepository,
  nowMs: number,
  dueMs: number | undefined,
): Promise<boolean> {
  const {repositoryId, installationId, owner, repo, isPrivate, defaultBranch} = repository
  await refuseOutdated(queries, repository, nowMs)
  if (!(await setVisibility(queries, repositoryId, isPrivate, nowMs))) return false
  await queries.query(sql`
    update listkeeper.repositories set
      installation_id = ${installationId}, owner = ${owner}, name = ${repo},
      default_branch = coalesce(${defaultBranch ?? null}, default_branch), due_ms = coalesce(${dueMs ?? null}::bigint, due_ms)
    where repository_id = ${repositoryId}`)
  return true
}

async function heldPages(queries: Queries, repositoryId: string): Promise<readonly string[]> {
  const rows = await queries.query(sql`select page_id from listkeeper.held_pages where repository_id = ${repositoryId}`)
  return rows.map(row => String(row['page_id']))
}

async function awaitedPages(queries: Queries, repositoryId: string): Promise<readonly string[]> {
  const rows = await queries.query(sql`select page_id from listkeeper.awaited_pages where repository_id = ${repositoryId}`)
  return rows.map(row => String(row['page_id']))
}

/** Links that hold no address to fetch are kept with the rest: they have their say without a record. */
async function recordHoldings(queries: Queries, repositoryId: string, {headSha, links, notes}: NewHoldings): Promise<void> {
  await queries.query(sql`
    insert into listkeeper.holdings (repository_id, head_sha, links, notes)
    values (${repositoryId}, ${headSha}, ${asJson(links)}::jsonb, ${asJson(notes)}::jsonb)
    on conflict (repository_id) do update set head_sha = excluded.head_sha, links = excluded.links, notes = excluded.notes`)
}

/** A push makes no smaller scan of one that is open, and who asked for it stays known when its time comes as well; whatever opens it again, its time counts from its first beginning. */
async function recordScan(queries: Queries, repositoryId: string, {cause, begunMs, headSha}: NewScan): Promise<void> {
  await queries.query(sql`
    insert into listkeeper.scans as open (repository_id, cause, begun_ms, head_sha) values (${repositoryId}, ${cause}, ${begunMs}, ${headSha})
    on conflict (repository_id) do update set
      cause = case when excluded.cause = 'push' or open.cause = 'asked' then open.cause else excluded.cause end, head_sha = excluded.head_sha`)
}

async function awaitedBuckets(queries: Queries, repositoryId: string): Promise<readonly number[]> {
  const rows = await queries.query(sql`
    select distinct page.bucket from listkeeper.awaited_pages awaited join listkeeper.pages page on page.id = awaited.page_id
    where awaited.repository_id = ${repositoryId} order by page.bucket`)
  return rows.map(row => Number(row['bucket']))
}
