import {longestScanMs} from '../health/longest-scan.ts'
import type {Queries} from './database.ts'
import {milliseconds, type RepositoryKey, repositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

/** A repository whose scan is due; `isAsked`: because people asked for one. */
export interface DueRepository extends RepositoryKey {
  readonly isAsked?: true
}

/** When a scan is due that people asked for: before all others, and known by it, so that a kill makes no smaller scan of it. */
export const askedMs = -1

/**
 * Repositories whose scan is due, oldest first, and theirs for an hour: of several who ask at once nobody gets the same one. Opening the scan sets when the next
 * one is due; where that never happens, it is due again after the hour.
 */
export async function takeDueRepositories(queries: Queries, nowMs: number, most: number): Promise<readonly DueRepository[]> {
  const rows = await queries.query(sql`
    with due as (
      select repository_id, due_ms from listkeeper.repositories where due_ms <= ${nowMs}
      order by due_ms, repository_id limit ${most} for no key update skip locked
    )
    update listkeeper.repositories repository set due_ms = ${nowMs + leaseMs} from due
    where repository.repository_id = due.repository_id
    returning repository.repository_id, installation_id, owner, name, due.due_ms as was_due`)
  return rows
    .map(row => ({row, dueMs: milliseconds(row['was_due']) ?? 0}))
    .toSorted((a, b) => a.dueMs - b.dueMs)
    .map(({row, dueMs}) => ({...repositoryKey(row), ...(dueMs === askedMs ? ({isAsked: true} as const) : {})}))
}

const leaseMs = 3_600_000

/**
 * Repositories whose issue is to be looked at, should nobody have sent that job: their scan has nothing left to wait for, or has been open for six hours,
 * or something that they hold has changed, or what people ask for there has waited for an hour, as after an outage of GitHub's (for a day: then nobody can do it).
 */
export async function readyRepositories(queries: Queries, nowMs: number): Promise<readonly RepositoryKey[]> {
  const rows = await queries.query(sql`
    select repository_id, installation_id, owner, name from listkeeper.repositories
    where repository_id in (
      select repository_id from listkeeper.scans scan
      where scan.begun_ms <= ${nowMs - longestScanMs}
        or (select page_id from listkeeper.awaited_pages awaited where awaited.repository_id = scan.repository_id order by page_id limit 1) is null
      union all
      select repository_id from listkeeper.stirred_repositories
      union all
      select repository_id from listkeeper.orders where at_ms between ${nowMs - 25 * hourMs} and ${nowMs - hourMs})
    order by repository_id`)
  return rows.map(repositoryKey)
}

const hourMs = 60 * 60 * 1000
