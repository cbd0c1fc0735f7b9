import type {PgBoss} from 'pg-boss'
import type {Database} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import {reviewQueue} from './review-queue.ts'
import {scanJob, scanQueues} from './scan-jobs.ts'
import {sendScans} from './send-scans.ts'

/**
 * Has the jobs run again that an earlier life had begun and could not finish, of all queues. Gives how many.
 *
 * Only for a process that is alone on its database: there, a job that runs before we do can be nobody's. pg-boss itself would
 * wait until the job's time is over.
 */
export async function handBack(boss: PgBoss, database: Database): Promise<number> {
  const left = await database.query(sql`
    select id, name, data, exists (
      select from pgboss.job waiting
      where waiting.name = job.name and waiting.singleton_key = job.singleton_key and waiting.state < 'active'
    ) as is_replaced
    from pgboss.job where state = 'active' and name in (
      select json_array_elements_text(${JSON.stringify([reviewQueue, ...scanQueues])}::text::json)
    )`)
  for (const row of left) {
    const [id, queue] = [String(row['id']), String(row['name'])]
    if (row['is_replaced'] === true) {
      const job = scanJob(queue, row['data'])
      await database.transaction(async db => {
        await boss.deleteJob(queue, id, {db})
        // A weightier cause is kept.
        if (job !== undefined) await sendScans(boss, db, [job], 'at once')
      })
      continue
    }
    // This counts as a failed try, so that a job which brings the process down does not do so for ever.
    await boss.fail(queue, id, {message: 'The process ended while it worked on it'})
    await boss.update(queue, undefined, {id, startAfter: 0})
  }
  return left.length
}
