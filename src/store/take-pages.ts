import type {PageRecord} from '../health/page-record.ts'
import {fromJson} from './as-json.ts'
import type {Queries} from './database.ts'
import {bucketOf, pageId, siteKeyOf} from './page-id.ts'
import {lockPages} from './release-pages.ts'
import {sql} from './sql.ts'

/** A page that lists hold. */
export interface ListedPage {
  readonly id: string
  readonly scope: string
  readonly page: string
}

/** What a scan that opens found out about it, without its record: of fifty thousand that would be too much to keep. */
export interface SeenPage extends ListedPage {
  readonly site: string
  readonly bucket: number
  readonly isStale: boolean
  /** When it had been checked last; null: never. Absent: there was no row. */
  readonly checkedMs?: number | null
  /** When it has its turn, if it is to be checked. */
  readonly turnMs: number
}

/** Gives each page of a repository that is to be checked its turn, in order. */
export type Turns = (bucket: number) => number

/** The pages of all links, each once. */
export function listedPages(addresses: Iterable<string>, scopeOf: (page: string) => string): readonly ListedPage[] {
  return [...new Set(addresses)].map(page => {
    const scope = scopeOf(page)
    return {id: pageId(scope, page), scope, page}
  })
}

/**
 * When pages have their turn: a repository's first page of a bucket at once, its next a second later, and so on. So a list of ten that comes while one of
 * ten thousand is under way has its turns among theirs, and neither waits for ever.
 */
export function turnsFrom(nowMs: number): Turns {
  const next = new Map<number, number>()
  return bucket => {
    const turn = next.get(bucket) ?? 0
    next.set(bucket, turn + 1)
    return nowMs + turn * turnMs
  }
}

const turnMs = 1000

/** Looks pages up. They are not locked: what is written later looks whether it is still so. */
export async function seePages(
  queries: Queries,
  pages: readonly ListedPage[],
  stale: (record: PageRecord | undefined) => boolean,
  turns: Turns,
): Promise<readonly SeenPage[]> {
  const rows = await queries.query(sql`
    select id, site, bucket, record, checked_ms::float8 as checked_ms from listkeeper.pages where id = any(${pages.map(({id}) => id)}::text[])`)
  const known = new Map(rows.map(row => [String(row['id']), row]))
  return pages.map(page => {
    const row = known.get(page.id)
    const site = row === undefined ? siteKeyOf(page.page) : String(row['site'])
    const bucket = row === undefined ? bucketOf(site) : Number(row['bucket'])
    const isStale = stale(fromJson<PageRecord | null | undefined>(row?.['record']) ?? undefined)
    const checkedMs = row === undefined ? {} : {checkedMs: row['checked_ms'] === null ? null : Number(row['checked_ms'])}
    return {...page, site, bucket, isStale, ...checkedMs, turnMs: isStale ? turns(bucket) : 0}
  })
}

/**
 * The repository holds these pages, and its scan waits for those that are stale, within a transaction that has locked it. What is `gone` is only locked.
 *
 * New rows come first, and then all locks at once: nobody sees a new row before we are through, so nobody who locks in order can wait for us while
 * we wait for him.
 */
export async function takePages(
  queries: Queries,
  repositoryId: string,
  added: readonly SeenPage[],
  stale: readonly SeenPage[],
  gone: readonly string[],
  nowMs: number,
): Promise<void> {
  const unknown = added.filter(({checkedMs}) => checkedMs === undefined)
  const isNew = new Set(await insertPages(queries, unknown, nowMs))
  const found = new Set(await lockPages(queries, [...new Set([...added.map(({id}) => id), ...stale.map(({id}) => id), ...gone])]))
  // Somebody let them go just now.
  const missing = added.filter(({id}) => !found.has(id))
  for (const id of await insertPages(queries, missing, nowMs)) isNew.add(id)
  await holdPages(queries, repositoryId, added)
  await waitFor(
    queries,
    repositoryId,
    stale.filter(({id}) => isNew.has(id)),
  )
  await wantPages(
    queries,
    repositoryId,
    stale.filter(({id}) => !isNew.has(id)),
    nowMs,
  )
}

/** Wanted from the start: a row that is written once costs half of one that is written twice. Gives those that were not there. */
async function insertPages(queries: Queries, pages: readonly SeenPage[], nowMs: number): Promise<readonly string[]> {
  if (pages.length === 0) return []
  const turns = pages.map(({isStale, turnMs}) => (isStale ? turnMs : null))
  const rows = await queries.query(sql`
    insert into listkeeper.pages (id, scope, page, site, bucket, is_held, wanted_ms, turn_ms)
    select id, scope, page, site, bucket, true, case when turn is not null then ${nowMs}::bigint end, turn
    from unnest(
      ${pages.map(({id}) => id)}::text[], ${pages.map(({scope}) => scope)}::text[], ${pages.map(({page}) => page)}::text[],
      ${pages.map(({site}) => site)}::text[], ${pages.map(({bucket}) => bucket)}::smallint[], ${turns}::bigint[]
    ) as page(id, scope, page, site, bucket, turn)
    order by id collate "C"
    on conflict (id) do nothing
    returning id`)
  return rows.map(row => String(row['id']))
}

async function holdPages(queries: Queries, repositoryId: string, added: readonly SeenPage[]): Promise<void> {
  if (added.length === 0) return
  const ids = added.map(({id}) => id)
  await queries.query(sql`update listkeeper.pages set is_held = true where id = any(${ids}::text[]) and not is_held`)
  await queries.query(sql`
    insert into listkeeper.held_pages (repository_id, page_id) select ${repositoryId}, unnest(${ids}::text[]) on conflict do nothing`)
}

async function waitFor(queries: Queries, repositoryId: string, pages: readonly SeenPage[]): Promise<void> {
  if (pages.length === 0) return
  await queries.query(sql`
    insert into listkeeper.awaited_pages (repository_id, page_id)
    select ${repositoryId}, unnest(${pages.map(({id}) => id)}::text[]) on conflict do nothing`)
}

/** A page that was checked since its record was read is not wanted for this record's sake; one that others want is waited for by this scan too. */
async function wantPages(queries: Queries, repositoryId: string, pages: readonly SeenPage[], nowMs: number): Promise<void> {
  if (pages.length === 0) return
  await queries.query(sql`
    with stale as (
      select * from unnest(
        ${pages.map(({id}) => id)}::text[], ${pages.map(({checkedMs}) => checkedMs ?? null)}::bigint[], ${pages.map(({turnMs}) => turnMs)}::bigint[]
      ) as stale(id, checked, turn)
    ),
    wanted as (
      update listkeeper.pages set wanted_ms = coalesce(wanted_ms, ${nowMs}), turn_ms = least(turn_ms, stale.turn)
      from stale
      where pages.id = stale.id and (wanted_ms is not null or checked_ms is not distinct from stale.checked)
      returning pages.id
    )
    insert into listkeeper.awaited_pages (repository_id, page_id) select ${repositoryId}, id from wanted on conflict do nothing`)
}
