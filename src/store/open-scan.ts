import type {HeldLink} from '../health/held-link.ts'
import type {PageRecord} from '../health/page-record.ts'
import {asJson, fromJson} from './as-json.ts'
import {setVisibility} from './change-visibility.ts'
import type {Queries} from './database.ts'
import {bucketOf, pageId, siteKeyOf} from './page-id.ts'
import {lockPages, releasePages} from './release-pages.ts'
import type {RepositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

/** What is to be remembered of a repository when its scan opens. */
export interface ScannedRepository extends RepositoryKey {
  readonly isPrivate: boolean
  readonly defaultBranch?: string
}

export interface NewScan {
  readonly cause: 'schedule' | 'asked' | 'push' | 'first'
  readonly begunMs: number
  readonly headSha: string
}

export interface NewHoldings {
  readonly headSha: string
  readonly links: readonly HeldLink[]
  readonly notes: readonly string[]
}

/** A page that the lists hold, and what is known of it. */
interface Page {
  readonly id: string
  readonly scope: string
  readonly page: string
  readonly site: string
  readonly bucket: number
  /** Absent: there is no row. */
  readonly known?: {readonly record: PageRecord | undefined; readonly checkedMs: string | null}
}

/**
 * Opens a scan, or brings the open one up to date, within a transaction. Gives the buckets in which the scan waits for pages.
 *
 * A repository that is not known (any more) is left alone, so that a job which is late brings nothing back that was forgotten.
 */
export async function openScan(
  queries: Queries,
  repository: ScannedRepository,
  scan: NewScan,
  holdings: NewHoldings,
  scopeOf: (page: string) => string,
  stale: (record: PageRecord | undefined) => boolean,
  dueMs: number | undefined,
): Promise<readonly number[]> {
  if (!(await updateRepository(queries, repository, scan.begunMs, dueMs))) return []
  const pages = await readPages(queries, holdings.links, scopeOf)
  const held = new Set(await heldPages(queries, repository.repositoryId))
  const added = pages.filter(({id}) => !held.has(id))
  for (const {id} of pages) held.delete(id)
  const gone = [...held]
  const wanted = pages.filter(({known}) => stale(known?.record))

  await lockPages(queries, [...new Set([...added.map(({id}) => id), ...gone, ...wanted.map(({id}) => id)])])
  await holdPages(queries, repository.repositoryId, added)
  await wantPages(queries, repository.repositoryId, wanted, scan.begunMs)
  await recordHoldings(queries, repository.repositoryId, holdings)
  await recordScan(queries, repository.repositoryId, scan)
  await releasePages(queries, [repository.repositoryId], gone, repository.isPrivate ? 'no trace' : 'records')
  return awaitedBuckets(queries, repository.repositoryId)
}

/** Locks it, too. */
async function updateRepository(
  queries: Queries,
  {repositoryId, installationId, owner, repo, isPrivate, defaultBranch}: ScannedRepository,
  nowMs: number,
  dueMs: number | undefined,
): Promise<boolean> {
  if (!(await setVisibility(queries, repositoryId, isPrivate, nowMs))) return false
  await queries.query(sql`
    update listkeeper.repositories set
      installation_id = ${installationId}, owner = ${owner}, name = ${repo},
      default_branch = coalesce(${defaultBranch ?? null}, default_branch), due_ms = coalesce(${dueMs ?? null}::bigint, due_ms)
    where repository_id = ${repositoryId}`)
  return true
}

/** The pages of all links, each once, with what is known of them. They are not locked: what is written later looks whether it is still so. */
async function readPages(
  queries: Queries,
  links: readonly HeldLink[],
  scopeOf: (page: string) => string,
): Promise<readonly Page[]> {
  const addresses = new Set(links.flatMap(({page}) => (page === undefined ? [] : [page])))
  const pages = [...addresses].map(page => {
    const scope = scopeOf(page)
    return {id: pageId(scope, page), scope, page}
  })
  const rows = await queries.query(sql`
    select id, site, bucket, record, checked_ms::text from listkeeper.pages
    where id in (select jsonb_array_elements_text(${asJson(pages.map(({id}) => id))}::jsonb))`)
  const known = new Map(rows.map(row => [String(row['id']), row]))
  return pages.map((page): Page => {
    const row = known.get(page.id)
    if (row !== undefined) return {...page, ...knownPage(row)}
    const site = siteKeyOf(page.page)
    return {...page, site, bucket: bucketOf(site)}
  })
}

const knownPage = (row: Readonly<Record<string, unknown>>): Pick<Page, 'site' | 'bucket' | 'known'> => ({
  site: String(row['site']),
  bucket: Number(row['bucket']),
  known: {
    record: fromJson<PageRecord | null>(row['record']) ?? undefined,
    checkedMs: row['checked_ms'] === null ? null : String(row['checked_ms']),
  },
})

async function heldPages(queries: Queries, repositoryId: string): Promise<readonly string[]> {
  const rows = await queries.query(sql`select page_id from listkeeper.held_pages where repository_id = ${repositoryId}`)
  return rows.map(row => String(row['page_id']))
}

async function holdPages(queries: Queries, repositoryId: string, added: readonly Page[]): Promise<void> {
  if (added.length === 0) return
  const rows = added.map(({id, scope, page, site, bucket}) => ({id, scope, page, site, bucket}))
  await queries.query(sql`
    insert into listkeeper.pages (id, scope, page, site, bucket, is_held)
    select id, scope, page, site, bucket, true
    from jsonb_to_recordset(${asJson(rows)}::jsonb) as page(id text, scope text, page text, site text, bucket smallint)
    order by id collate "C"
    on conflict (id) do update set is_held = true`)
  await queries.query(sql`
    insert into listkeeper.held_pages (repository_id, page_id)
    select ${repositoryId}, jsonb_array_elements_text(${asJson(rows.map(({id}) => id))}::jsonb)
    on conflict do nothing`)
}

/**
 * A page that was checked since its record was read is not wanted for this record's sake; one that others want is waited for by this scan too.
 *
 * `turn_ms` is when a page has its turn: a repository's first page of a bucket at once, its next a second later, and so on. So a list of ten that
 * comes while one of ten thousand is under way has its turns among theirs, and neither waits for ever.
 */
async function wantPages(queries: Queries, repositoryId: string, pages: readonly Page[], nowMs: number): Promise<void> {
  if (pages.length === 0) return
  const turns = new Map<number, number>()
  const rows = pages.map(({id, bucket, known}) => {
    const turn = turns.get(bucket) ?? 0
    turns.set(bucket, turn + 1)
    return {id, checked: known?.checkedMs ?? null, turn: nowMs + turn * turnMs}
  })
  await queries.query(sql`
    with stale as (select id, checked, turn from jsonb_to_recordset(${asJson(rows)}::jsonb) as stale(id text, checked bigint, turn bigint)),
    wanted as (
      update listkeeper.pages set wanted_ms = coalesce(wanted_ms, ${nowMs}), turn_ms = least(turn_ms, stale.turn)
      from stale
      where pages.id = stale.id and (wanted_ms is not null or checked_ms is not distinct from stale.checked)
      returning pages.id
    )
    insert into listkeeper.awaited_pages (repository_id, page_id) select ${repositoryId}, id from wanted on conflict do nothing`)
}

const turnMs = 1000

/** Links that hold no address to fetch are kept with the rest: they have their say without a record. */
async function recordHoldings(queries: Queries, repositoryId: string, {headSha, links, notes}: NewHoldings): Promise<void> {
  await queries.query(sql`
    insert into listkeeper.holdings (repository_id, head_sha, links, notes)
    values (${repositoryId}, ${headSha}, ${asJson(links)}::jsonb, ${asJson(notes)}::jsonb)
    on conflict (repository_id) do update set head_sha = excluded.head_sha, links = excluded.links, notes = excluded.notes`)
}

/** A push makes no smaller scan of one that is open, and whatever opens it again, its time counts from its first beginning. */
async function recordScan(queries: Queries, repositoryId: string, {cause, begunMs, headSha}: NewScan): Promise<void> {
  await queries.query(sql`
    insert into listkeeper.scans as open (repository_id, cause, begun_ms, head_sha) values (${repositoryId}, ${cause}, ${begunMs}, ${headSha})
    on conflict (repository_id) do update set
      cause = case when excluded.cause = 'push' then open.cause else excluded.cause end, head_sha = excluded.head_sha`)
}

async function awaitedBuckets(queries: Queries, repositoryId: string): Promise<readonly number[]> {
  const rows = await queries.query(sql`
    select distinct page.bucket from listkeeper.awaited_pages awaited join listkeeper.pages page on page.id = awaited.page_id
    where awaited.repository_id = ${repositoryId} order by page.bucket`)
  return rows.map(row => Number(row['bucket']))
}
