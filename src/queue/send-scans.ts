import type {PgBoss} from 'pg-boss'
import type {Transaction} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import {givenUpQueue} from './given-up-queue.ts'
import {keyOfScan, type ScanJob, type ScanQueue, scanQueues} from './scan-jobs.ts'

/**
 * When a job is to run. 'at once': as soon as there is room, also where it waits for a later moment. 'in its turn': what waits keeps its
 * moment. 'unless there': only where none of its key runs or waits or was given up within the last hour. Or not before a moment.
 */
export type When = 'at once' | 'in its turn' | 'unless there' | {readonly notBeforeMs: number}

/**
 * Sends steps of scans, in the caller's transaction and as its last act there. Those of a queue run in the order given, but for what somebody
 * asked for, which goes first.
 *
 * One job of a key waits at most: where one does it learns what is newer (a repository's new name), and the weightier cause counts.
 */
export async function sendScans(boss: PgBoss, db: Transaction, jobs: readonly ScanJob[], when: When): Promise<void> {
  for (const [number, queue] of scanQueues.entries()) {
    const ours = byKey(jobs.filter(job => job.queue === queue))
    if (ours.size === 0) continue
    // One sender at a time: what another is about to send is seen, and two that send the same in another order don't wait for each other.
    await db.query(sql`select pg_advisory_xact_lock(${sendLock}, ${number})`)
    await sendTo(boss, db, queue, ours, when)
  }
}

/** Any number that nobody else uses in this database. */
const sendLock = 1_400_141

async function sendTo(
  boss: PgBoss,
  db: Transaction,
  queue: ScanQueue,
  jobs: ReadonlyMap<string, Sent>,
  when: When,
): Promise<void> {
  const keys = [...jobs.keys()]
  const done = new Set(when === 'unless there' ? await there(db, queue, keys) : await merge(db, queue, [...jobs.values()], when))
  const left = [...jobs].filter(([key]) => !done.has(key)).map(([, job]) => job)
  if (left.length > 0) await insert(boss, db, queue, left, when)
}

interface Sent {
  readonly key: string
  readonly data: ScanJob['data']
  /** An account's repositories take turns with those of others. */
  readonly account: string | undefined
  /** What people wait for goes first. */
  readonly priority: number
}

/** Of several of one key the weightiest cause, and the last name. */
function byKey(jobs: readonly ScanJob[]): ReadonlyMap<string, Sent> {
  const sent = new Map<string, Sent>()
  for (const job of jobs) {
    const key = keyOfScan(job)
    const before = sent.get(key)
    const data = before === undefined ? job.data : merged(before.data, job.data)
    const account = 'installationId' in data ? data.installationId : undefined
    sent.set(key, {key, data, account, priority: 'cause' in data && data.cause === 'asked' ? 1 : 0})
  }
  return sent
}

/** From the lightest: a scan for a weightier cause does all that one for a lighter cause would. */
const weights = ['push', 'schedule', 'first', 'asked'] as const

function merged(before: ScanJob['data'], after: ScanJob['data']): ScanJob['data'] {
  if (!('cause' in before && 'cause' in after)) return after
  return weights.indexOf(before.cause) > weights.indexOf(after.cause) ? {...after, cause: before.cause} : after
}

/** Keys of those given that need no job: one runs or waits, or was given up less than an hour ago. */
async function there(db: Transaction, queue: ScanQueue, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query(sql`
    with wanted as (select json_array_elements_text(${JSON.stringify(keys)}::text::json) as key)
    select key from wanted where exists (
      select from pgboss.job where name = ${queue} and singleton_key = key and state <= 'active'
    ) or exists (
      select from pgboss.job where name = ${givenUpQueue} and source_name = ${queue} and singleton_key = key
        and created_on > pgboss.job_now() - interval '1 hour'
    )`)
  return rows.map(row => String(row['key']))
}

/** Has jobs that wait do what these would. Gives the keys of those that it found. */
async function merge(db: Transaction, queue: ScanQueue, jobs: readonly Sent[], when: When): Promise<readonly string[]> {
  const rows = await db.query(sql`
    with wanted as (
      select key, data, priority from json_to_recordset(${JSON.stringify(jobs)}::text::json) as x (key text, data jsonb, priority int)
    ), waiting as (
      select id, singleton_key from pgboss.job
      where name = ${queue} and state < 'active' and singleton_key in (select key from wanted)
      order by singleton_key, id for update
    )
    update pgboss.job job set
      data = wanted.data || case
        when array_position(${causes}::text[], job.data->>'cause') > array_position(${causes}::text[], wanted.data->>'cause')
        then jsonb_build_object('cause', job.data->'cause') else '{}' end,
      priority = greatest(job.priority, wanted.priority),
      start_after = case when ${when === 'at once'} then least(job.start_after, pgboss.job_now()) else job.start_after end
    from waiting join wanted on wanted.key = waiting.singleton_key
    where job.name = ${queue} and job.id = waiting.id
    returning job.singleton_key`)
  return rows.map(row => String(row['singleton_key']))
}

const causes = `{${weights.join(',')}}`

async function insert(boss: PgBoss, db: Transaction, queue: ScanQueue, jobs: readonly Sent[], when: When): Promise<void> {
  const rows = jobs.map(({key, data, account, priority}) => ({
    singletonKey: key,
    data,
    priority,
    ...(account === undefined ? {} : {group: {id: account}}),
    ...(typeof when === 'object' ? {startAfter: new Date(when.notBeforeMs)} : {}),
  }))
  await boss.insert(queue, rows, {db})
}
