import type {Queries} from './database.ts'
import {sql} from './sql.ts'

/** Pages whose own time has come are wanted from now on, at most so many, oldest first. Gives how many. */
export async function wantDuePages(queries: Queries, nowMs: number, most: number): Promise<number> {
  const rows = await queries.query(sql`
    with due as (
      select id from listkeeper.pages where due_ms <= ${nowMs} and is_held and wanted_ms is null
      order by due_ms limit ${most} for update skip locked
    ),
    wanted as (
      update listkeeper.pages set wanted_ms = ${nowMs}, turn_ms = ${nowMs} from due where pages.id = due.id returning 1
    )
    select count(*) as wanted from wanted`)
  return Number(rows[0]?.['wanted'] ?? 0)
}

/** Buckets in which there is something to check. */
export async function wantedBuckets(queries: Queries): Promise<readonly number[]> {
  const rows = await queries.query(sql`
    with recursive buckets as (
      (select bucket from listkeeper.pages where wanted_ms is not null order by bucket limit 1)
      union all
      select (select page.bucket from listkeeper.pages page
        where page.wanted_ms is not null and page.bucket > buckets.bucket order by page.bucket limit 1)
      from buckets where buckets.bucket is not null
    )
    select bucket from buckets where bucket is not null`)
  return rows.map(row => Number(row['bucket']))
}
