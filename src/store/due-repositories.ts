import type {Queries} from './database.ts'
import {milliseconds, type RepositoryKey, repositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

/**
 * Repositories whose scan is due, oldest first, and theirs for an hour: of several who ask at once nobody gets the same one. Opening the scan sets when the next
 * one is due; where that never happens, it is due again after the hour.
 */
export async function takeDueRepositories(queries: Queries, nowMs: number, most: number): Promise<readonly RepositoryKey[]> {
  const rows = await queries.query(sql`
    with due as (
      select repository_id, due_ms from listkeeper.repositories where due_ms <= ${nowMs}
      order by due_ms, repository_id limit ${most} for no key update skip locked
    )
    update listkeeper.repositories repository set due_ms = ${nowMs + leaseMs} from due
    where repository.repository_id = due.repository_id
    returning repository.repository_id, installation_id, owner, name, due.due_ms as was_due`)
  return rows.toSorted((a, b) => (milliseconds(a['was_due']) ?? 0) - (milliseconds(b['was_due']) ?? 0)).map(repositoryKey)
}

const leaseMs = 60 * 60 * 1000

/**
 * Repositories whose issue is to be looked at, should nobody have sent that job: their scan has nothing left to wait for, or has been open for six hours,
 * or something that they hold has changed.
 */
export async function readyRepositories(queries: Queries, nowMs: number): Promise<readonly RepositoryKey[]> {
  const rows = await queries.query(sql`
    select repository_id, installation_id, owner, name from listkeeper.repositories
    where repository_id in (
      select repository_id from listkeeper.scans scan
      where scan.begun_ms <= ${nowMs - longestScanMs}
        or (select 1 from listkeeper.awaited_pages awaited where awaited.repository_id = scan.repository_id limit 1) is null
      union all
      select repository_id from listkeeper.stirred_repositories)
    order by repository_id`)
  return rows.map(repositoryKey)
}

const longestScanMs = 6 * 60 * 60 * 1000
