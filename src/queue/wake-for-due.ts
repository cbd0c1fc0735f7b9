import type {Database} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import type {Workers} from './open-workers.ts'

/**
 * Wakes workers for jobs that nobody told this process of: sent by another one, or due after a wait. One small query a second for all queues,
 * instead of one of each idle worker; none while all are busy.
 *
 * `besides` is done as often. Gives how to stop it.
 */
export function wakeForDue(
  database: Database,
  pools: readonly Workers[],
  besides: () => Promise<void>,
  trouble: (problem: string) => void,
): () => Promise<void> {
  let isTold = false
  let looking: Promise<void> | undefined
  const look = async () => {
    try {
      await besides()
      const hungry = pools.filter(pool => pool.idle() > 0)
      if (hungry.length === 0) return
      const due = await countDue(
        database,
        hungry.map(pool => pool.queue),
      )
      for (const pool of hungry) pool.wake(due.get(pool.queue) ?? 0)
      isTold = false
    } catch (error) {
      // Once, not every second for as long as it lasts.
      if (!isTold) trouble(`jobs that fall due can't be looked for: ${error instanceof Error ? error.message : String(error)}`)
      isTold = true
    }
  }
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined
    })
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await looking
  }
}

const everyMs = 1000

/** How many jobs of each queue could run now, counted no further than any process has workers. */
async function countDue(database: Database, queues: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query(sql`
    select queue, (
      select count(*) from (
        select from pgboss.job waiting
        where name = queue and state < 'active' and not blocked and start_after <= pgboss.job_now() and not exists (
          select from pgboss.job running
          where running.name = queue and running.state = 'active' and running.singleton_key = waiting.singleton_key
        ) limit 32
      ) due
    ) as due
    from json_array_elements_text(${JSON.stringify(queues)}::text::json) as queue`)
  return new Map(rows.map(row => [String(row['queue']), Number(row['due'])]))
}
