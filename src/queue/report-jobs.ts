import type {Database} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import {givenUpQueue} from './given-up-queue.ts'
import type {DeadJob, JobsReport, QueueReport} from './jobs-report.ts'
import {reasonOfRecord} from './reason.ts'
import {reviewQueue} from './review-queue.ts'
import {aboutScan, scanJob, scanQueues} from './scan-jobs.ts'

/** All that we work on; others in the database are pg-boss's own. */
const queues = [reviewQueue, ...scanQueues]

/** How the jobs are doing. Two queries that read what waits, runs or was given up, and nothing of what is done. */
export async function reportJobs(database: Database): Promise<JobsReport> {
  return {queues: await reportQueues(database), dead: await listDead(database)}
}

async function reportQueues(database: Database): Promise<readonly QueueReport[]> {
  const rows = await database.query(sql`
    select queue,
      count(*) filter (where state = 'created' and start_after <= pgboss.job_now()) as waiting,
      count(*) filter (where state = 'created' and start_after > pgboss.job_now()) as postponed,
      count(*) filter (where state = 'active') as running,
      count(*) filter (where state = 'retry') as retrying,
      coalesce(floor(extract(epoch from pgboss.job_now() - min(greatest(created_on, start_after))
        filter (where state < 'active' and start_after <= pgboss.job_now())) * 1000), 0) as oldest_ms,
      (select count(distinct singleton_key) from pgboss.job where name = ${givenUpQueue} and source_name = queue) as dead
    from json_array_elements_text(${JSON.stringify(queues)}::text::json) as queue
      left join pgboss.job on name = queue and state <= 'active'
    group by queue`)
  const found = new Map(rows.map(row => [String(row['queue']), row]))
  return queues.map(queue => {
    const row = found.get(queue)
    const number = (column: string) => Number(row?.[column] ?? 0)
    return {
      queue,
      waiting: number('waiting'),
      postponed: number('postponed'),
      running: number('running'),
      retrying: number('retrying'),
      dead: number('dead'),
      oldestWaitingMs: Math.max(0, number('oldest_ms')),
    }
  })
}

async function listDead(database: Database): Promise<readonly DeadJob[]> {
  const rows = await database.query(sql`
    select * from (
      select distinct on (source_name, singleton_key) id, source_name, singleton_key, data, source_output, source_retry_count,
        floor(extract(epoch from created_on) * 1000) as died_ms
      from pgboss.job where name = ${givenUpQueue} order by source_name, singleton_key, created_on desc
    ) newest order by died_ms desc limit ${mostListed}`)
  return rows.map(row => ({
    id: String(row['id']),
    queue: String(row['source_name']),
    key: String(row['singleton_key']),
    about: about(String(row['source_name']), row['data']),
    reason: reasonOfRecord(row['source_output']),
    diedMs: Number(row['died_ms']),
    tries: Number(row['source_retry_count'] ?? 0) + 1,
  }))
}

const mostListed = 500

/** `ada/ants#7`, `ada/ants`, `bucket 12`. */
function about(queue: string, data: unknown): string {
  const job = scanJob(queue, data)
  if (job !== undefined) return aboutScan(job)
  if (data === null || typeof data !== 'object' || !('owner' in data && 'repo' in data)) return 'something unknown'
  return `${data.owner}/${data.repo}${'number' in data ? `#${data.number}` : ''}`
}
