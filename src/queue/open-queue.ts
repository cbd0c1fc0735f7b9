import type {PgBoss} from 'pg-boss'
import type {PullRef} from '../github/pull-ref.ts'
import type {Transaction} from '../store/database.ts'
import {recordDelivery} from '../store/deliveries.ts'
import {type DismissWish, wishDismissal} from '../store/review-history.ts'
import {sql} from '../store/sql.ts'
import {type DeadId, discard, redrive} from './given-up.ts'
import {handBack} from './hand-back.ts'
import type {JobsReport} from './jobs-report.ts'
import {openBoss} from './open-boss.ts'
import {prepareScanQueues} from './prepare-scan-queues.ts'
import type {QueueOptions} from './queue-options.ts'
import {reasonOf} from './reason.ts'
import {reportJobs} from './report-jobs.ts'
import {identityOf, keyOf, prepareReviewQueue, reviewQueue} from './review-queue.ts'
import {jobsOf, type ScanWishes} from './scan-wishes.ts'
import {sendScans} from './send-scans.ts'
import {startWorking} from './start-working.ts'
import {tick} from './tick.ts'
import {tickEvery} from './tick-every.ts'

/** A webhook delivery: its GUID is the same when it is delivered again. */
interface Delivery {
  readonly guid: string
  readonly atMs: number
}

interface ReceiveOptions {
  /** Somebody pressed "Dismiss all": recorded together with the job that looks at it. */
  readonly wish?: DismissWish | undefined
  /** What runs or waits is enough: nothing about these pull requests themselves has changed. What runs is not stopped. */
  readonly inPassing?: boolean
  /**
   * What the event asks of the store, with the delivery's own transaction: all that it writes is on record if the delivery is, and neither
   * where it throws. Gives the scan jobs to send, in the same transaction. It is not called for a repeated delivery. It must be quick, and
   * must touch the database through the given transaction only (PGlite has one connection: another query would wait for itself).
   */
  readonly inStore?: (db: Transaction) => Promise<ScanWishes>
}

export interface Queue {
  /**
   * Records a delivery together with the reviews that it asks for, all or nothing, and has them done as soon as possible.
   *
   * One transaction: the delivery's GUID, what it asks of the store (`inStore`), its reviews and its scans. `refs` may be empty.
   *
   * Newest wins: older work on the same pull request stops, and one job waits at most, however many deliveries come.
   * 'repeated': this delivery was recorded before, and so were its jobs.
   */
  receive(delivery: Delivery, refs: readonly PullRef[], options?: ReceiveOptions): Promise<'recorded' | 'repeated'>
  /** Begins what has fallen due by then: scans, suspects, what a kill left behind. It does so by itself at start and every minute. */
  tick(nowMs: number): Promise<void>
  /** How the jobs are doing, and which were given up. */
  report(): Promise<JobsReport>
  /** Has a job that was given up tried again, or all of them. Gives how many. */
  redrive(which: DeadId): Promise<number>
  /** Forgets a job that was given up, or all of them. Gives how many. A scan that is still due is begun again by the tick. */
  discard(which: DeadId): Promise<number>
  /** Has a pull request looked at that nothing runs or waits for; gives whether it did. */
  pickUp(ref: PullRef): Promise<boolean>
  /** Resolves when database and queue answer, rejects when they don't. */
  check(): Promise<void>
  /** Takes no more work, lets what runs go on for `graceMs`, then aborts it; what was not finished is done after the next start. */
  stop(graceMs: number): Promise<void>
}

/** Opens the queue, and starts its workers and its tick where this process works. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const {database, tell} = options
  const boss = await openBoss(database, {error: error => tell.trouble(error.message), warning: tell.trouble})
  try {
    return await openOn(boss, options)
  } catch (error) {
    await boss.stop({graceful: false})
    throw error
  }
}

async function openOn(boss: PgBoss, options: QueueOptions): Promise<Queue> {
  const {database, tell, scans, works = true} = options
  await prepareReviewQueue(boss, database.isOursAlone)
  await prepareScanQueues(boss, database.isOursAlone)
  if (database.isOursAlone) {
    const jobs = await handBack(boss, database)
    if (jobs > 0) tell.handedBack(jobs)
  }
  const working = works ? await startWorking(boss, options) : undefined
  const tickNow = async (nowMs: number) => {
    const begun = await tick(database, (db, jobs, when) => sendScans(boss, db, jobs, when), nowMs)
    working?.wakeAll()
    scans?.tell.ticked(begun)
  }
  const stopTicking =
    works && scans !== undefined
      ? tickEvery(
          scans.tickEveryMs ?? everyMinute,
          () => tickNow(scans.now()),
          error => tell.trouble(`what is due could not be begun: ${reasonOf(error)}`),
        )
      : undefined

  return {
    async receive({guid, atMs}, refs, {wish, inPassing = false, inStore} = {}) {
      // Those that run now: once the transaction is through, the new job itself may be running under the same key.
      const stopOlder = inPassing ? undefined : working?.reviews.older(refs)
      const jobs = await database.transaction(async db => {
        if (!(await recordDelivery(db, guid, atMs))) return undefined
        const wishes = await inStore?.(db)
        for (const ref of refs) {
          if (wish !== undefined) await wishDismissal(db, ref, wish)
          // `send` leaves what waits as it is.
          if (inPassing) await boss.send(reviewQueue, ref, {...identityOf(ref), priority: -1, db})
          else await boss.upsert(reviewQueue, ref, {...identityOf(ref), priority: 0, startAfter: 0, db})
        }
        const jobs = jobsOf(wishes ?? {})
        await sendScans(boss, db, jobs, 'at once')
        return jobs
      })
      if (jobs === undefined) return 'repeated'
      stopOlder?.()
      working?.wake(jobs)
      return 'recorded'
    },

    tick: tickNow,

    report: () => reportJobs(database),

    async redrive(which) {
      const count = await redrive(boss, database, which)
      working?.wakeAll()
      return count
    },

    discard: which => discard(database, which),

    async pickUp(ref) {
      const [there] = await database.query(
        sql`select id from pgboss.job where name = ${reviewQueue} and singleton_key = ${keyOf(ref)} and state <= 'active' limit 1`,
      )
      if (there !== undefined) return false
      return (await boss.send(reviewQueue, ref, {singletonKey: keyOf(ref), priority: -1})) !== null
    },

    async check() {
      if ((await boss.getQueue(reviewQueue)) === null) throw new Error('the queue is gone from the database')
    },

    async stop(graceMs) {
      await stopTicking?.()
      await working?.stopLooking()
      const abort = setTimeout(() => working?.abort(), graceMs)
      await boss.stop({graceful: true, timeout: graceMs + abortMs})
      clearTimeout(abort)
    },
  }
}

/** How long an aborted run may take to let go. */
const abortMs = 2000

const everyMinute = 60_000
