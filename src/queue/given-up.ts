import type {PgBoss} from 'pg-boss'
import type {PullRef} from '../github/pull-ref.ts'
import type {Database, Queries, Transaction} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import {givenUpQueue} from './given-up-queue.ts'
import {identityOf, reviewQueue} from './review-queue.ts'
import {type ScanJob, scanJob} from './scan-jobs.ts'
import {sendScans} from './send-scans.ts'

/** The `id` of a dead job in the report, which stands for all of its queue and key; 'all': every one. */
export type DeadId = string | 'all'

/** Has jobs that were given up tried again, with all their tries before them. Gives how many keys. */
export function redrive(boss: PgBoss, database: Database, which: DeadId): Promise<number> {
  return database.transaction(async db => {
    const taken = await take(db, which)
    const scans: ScanJob[] = []
    for (const {queue, data} of taken) {
      if (queue === reviewQueue && isPull(data)) {
        await boss.upsert(reviewQueue, data, {...identityOf(data), startAfter: 0, db})
      } else {
        const job = scanJob(queue, data)
        if (job !== undefined) scans.push(job)
      }
    }
    await sendScans(boss, db, scans, 'at once')
    return taken.length
  })
}

/** Forgets jobs that were given up. Gives how many keys. */
export const discard = async (database: Database, which: DeadId): Promise<number> =>
  (await database.transaction(db => take(db, which))).length

/** Forgets jobs of a key that were given up: one has succeeded since, so they need nobody. */
export async function clearGivenUp(db: Queries, queue: string, key: string): Promise<void> {
  await db.query(sql`delete from pgboss.job where name = ${givenUpQueue} and source_name = ${queue} and singleton_key = ${key}`)
}

/** Takes them off the record, and gives the newest of each key. An id that is none of ours takes nothing. */
async function take(db: Transaction, which: DeadId): Promise<readonly {readonly queue: string; readonly data: unknown}[]> {
  const rows = await db.query(sql`
    with taken as (
      delete from pgboss.job where name = ${givenUpQueue} and (${which === 'all'} or (source_name, singleton_key) in (
        select source_name, singleton_key from pgboss.job where name = ${givenUpQueue} and id::text = ${which}
      )) returning source_name, singleton_key, data, created_on
    )
    select distinct on (source_name, singleton_key) source_name, singleton_key, data from taken
    order by source_name, singleton_key, created_on desc`)
  return rows.map(row => ({queue: String(row['source_name']), data: row['data']}))
}

const isPull = (data: unknown): data is PullRef =>
  data !== null && typeof data === 'object' && 'number' in data && 'repositoryId' in data && 'installationId' in data
