import type {PgBoss} from 'pg-boss'
import type {Database} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import {reviewQueue} from './review-queue.ts'

/**
 * Has the jobs run again that an earlier life had begun and could not finish. Gives how many.
 *
 * Only for a process that is alone on its database: there, a job that runs before we do can be nobody's. pg-boss itself would
 * wait until the job's time is over.
 */
export async function handBack(boss: PgBoss, database: Database): Promise<number> {
  const left = await database.query(sql`
    select id, exists (
      select from pgboss.job waiting
      where waiting.name = job.name and waiting.singleton_key = job.singleton_key and waiting.state < 'active'
    ) as is_replaced
    from pgboss.job where name = ${reviewQueue} and state = 'active'`)
  for (const row of left) {
    const id = String(row['id'])
    if (row['is_replaced'] === true) {
      await boss.deleteJob(reviewQueue, id)
      continue
    }
    // This counts as a failed try, so that a job which brings the process down does not do so for ever.
    await boss.fail(reviewQueue, id, {message: 'the process ended'})
    await boss.update(reviewQueue, undefined, {id, startAfter: 0})
  }
  return left.length
}
