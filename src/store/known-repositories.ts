import type {Queries} from './database.ts'
import {sql} from './sql.ts'

/** Ids of the repositories that are known through an installation. */
export async function repositoriesOf(queries: Queries, installationId: string): Promise<readonly string[]> {
  const rows = await queries.query(
    sql`select repository_id from listkeeper.repositories where installation_id = ${installationId} order by repository_id`,
  )
  return rows.map(row => String(row['repository_id']))
}

/** Ids of the installations through which repositories are known. */
export async function knownInstallations(queries: Queries): Promise<readonly string[]> {
  const rows = await queries.query(sql`select distinct installation_id from listkeeper.repositories order by installation_id`)
  return rows.map(row => String(row['installation_id']))
}

/** Whether the last look at a repository found lists there. */
export async function holdsLists(queries: Queries, repositoryId: string): Promise<boolean> {
  const rows = await queries.query(sql`select 1 from listkeeper.holdings where repository_id = ${repositoryId}`)
  return rows.length > 0
}

/** Of a suspended installation nothing is due. */
export async function restInstallation(queries: Queries, installationId: string): Promise<void> {
  await queries.query(sql`update listkeeper.repositories set due_ms = null where installation_id = ${installationId}`)
}

/** Of an installation that may look again all repositories are due, also those that were let go. */
export async function wakeInstallation(queries: Queries, installationId: string, nowMs: number): Promise<void> {
  await queries.query(
    sql`update listkeeper.repositories set due_ms = least(due_ms, ${nowMs}) where installation_id = ${installationId}`,
  )
}
