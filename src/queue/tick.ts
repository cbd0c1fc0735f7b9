import type {Database, Transaction} from '../store/database.ts'
import {wantDuePages, wantedBuckets} from '../store/due-pages.ts'
import {readyRepositories, takeDueRepositories} from '../store/due-repositories.ts'
import {prune} from '../store/prune.ts'
import {sql} from '../store/sql.ts'
import {checkPagesJob, keepIssueJob, openScanJob, type ScanJob} from './scan-jobs.ts'
import type {When} from './send-scans.ts'

/** How many of each step were begun, or would have been, had they not been there. */
export interface Ticked {
  readonly openScan: number
  readonly checkPages: number
  readonly keepIssue: number
}

/**
 * Begins what has fallen due: scans, oldest first; pages whose own time has come; and whatever a kill left without a job. Then takes away what is
 * kept no longer.
 *
 * Each step is a transaction, so that what is taken is sent. Safe in many processes: those that tick at once do so one after the other. A
 * step that fails keeps none of the others from being done; then it rejects with all that went wrong.
 */
export async function tick(
  database: Database,
  send: (db: Transaction, jobs: readonly ScanJob[], when: When) => Promise<void>,
  nowMs: number,
): Promise<Ticked> {
  const problems: unknown[] = []
  const begun = async (step: number, work: (db: Transaction) => Promise<number>): Promise<number> => {
    try {
      return await database.transaction(async db => {
        // One at a time: what another has just sent is there, and is not sent again.
        await db.query(sql`select pg_advisory_xact_lock(${tickLock}, ${step})`)
        return work(db)
      })
    } catch (error) {
      problems.push(error)
      return 0
    }
  }

  let openScan = 0
  for (let taken = atATime; taken === atATime; openScan += taken) {
    taken = await begun(0, async db => {
      const due = await takeDueRepositories(db, nowMs, atATime)
      // What waits keeps its moment: after a failure it waits for a reason.
      await send(
        db,
        due.map(({isAsked, ...ref}) => openScanJob(ref, isAsked ? 'asked' : 'schedule')),
        'in its turn',
      )
      return due.length
    })
  }
  const checkPages = await begun(1, async db => {
    await wantDuePages(db, nowMs, mostPages)
    const buckets = await wantedBuckets(db)
    await send(db, buckets.map(checkPagesJob), 'unless there')
    return buckets.length
  })
  const keepIssue = await begun(2, async db => {
    const ready = await readyRepositories(db, nowMs)
    await send(db, ready.map(keepIssueJob), 'unless there')
    return ready.length
  })
  await prune(database, nowMs).catch((error: unknown) => problems.push(error))

  if (problems.length === 1) throw problems[0]
  if (problems.length > 1) throw new AggregateError(problems, 'several steps of the tick failed')
  return {openScan, checkPages, keepIssue}
}

/** Few enough that nobody waits long for a connection that is the only one. */
const atATime = 100

/** Of pages that fall due by themselves a minute: more than a process checks in one. */
const mostPages = 5000

/** Any number that nobody else uses in this database. */
const tickLock = 1_400_142
