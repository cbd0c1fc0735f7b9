import type {PageRecord} from '../health/page-record.ts'
import {fromJson} from './as-json.ts'
import type {Queries} from './database.ts'
import {siteKey} from './page-id.ts'
import {repositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

export interface Limits {
  readonly most: number
  readonly perSite: number
  /** Sites that do not let us ask now. */
  readonly except: readonly string[]
  /** Sites of which a batch may hold nothing else: they are asked by another way. */
  readonly whole?: readonly string[]
}

/**
 * Pages of a bucket that are wanted, those whose turn is first; of a site no more than `perSite`, unless it is one of `whole`.
 *
 * Sites are walked through in their index (the recursive part), and of each only so many pages are read: a site with forty thousand of them costs
 * no more than one with forty. `wantedBy` is a repository whose scan waits for the page, or else one that holds it.
 */
export async function wantedPages(queries: Queries, bucket: number, {most, perSite, except, whole = []}: Limits) {
  const rows = await queries.query(sql`
    with recursive sites as (
      (select site from listkeeper.pages where bucket = ${bucket} and wanted_ms is not null order by site limit 1)
      union all
      select (select page.site from listkeeper.pages page
        where page.bucket = ${bucket} and page.wanted_ms is not null and page.site > sites.site order by page.site limit 1)
      from sites where sites.site is not null
    ),
    turns as (
      select page.* from sites, lateral (
        select id, scope, page, record, turn_ms, row_number() over (order by turn_ms, id) as nth from listkeeper.pages
        where bucket = ${bucket} and wanted_ms is not null and site = sites.site order by turn_ms, id limit ${most}
      ) as page
      where sites.site is not null
        and (page.nth <= ${perSite} or sites.site = any(${whole.map(siteKey)}::text[]))
        and sites.site <> all(${except.map(siteKey)}::text[])
      order by page.turn_ms, page.id limit ${most}
    )
    select turns.scope, turns.page, turns.record, wanting.*,
      (select count(*) from listkeeper.held_pages held where held.page_id = turns.id) as holders
    from turns left join lateral (
      select repository.repository_id, repository.installation_id, repository.owner, repository.name
      from (
        (select 0 as rank, repository_id from listkeeper.awaited_pages where page_id = turns.id order by repository_id limit 1)
        union all
        (select 1, repository_id from listkeeper.held_pages where page_id = turns.id order by repository_id limit 1)
      ) as holder
      join listkeeper.repositories repository on repository.repository_id = holder.repository_id
      order by holder.rank limit 1
    ) as wanting on true
    order by turns.turn_ms, turns.id`)
  return rows.map(row => {
    return {
      scope: String(row['scope']),
      page: String(row['page']),
      record: fromJson<PageRecord | null>(row['record']) ?? undefined,
      wantedBy: row['repository_id'] === null ? undefined : repositoryKey(row),
      holders: Number(row['holders']),
    }
  })
}
