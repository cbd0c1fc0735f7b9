import type {Job, PgBoss} from 'pg-boss'
import type {PullRef} from '../github/pull-ref.ts'
import type {Database, Transaction} from '../store/database.ts'
import {recordDelivery} from '../store/deliveries.ts'
import {type DismissWish, wishDismissal} from '../store/review-history.ts'
import {sql} from '../store/sql.ts'
import {handBack} from './hand-back.ts'
import type {JobsReport} from './jobs-report.ts'
import {openBoss} from './open-boss.ts'
import {postponedUntil} from './postponed-until.ts'
import {identityOf, jobsPerAccount, keyOf, prepareReviewQueue, reviewQueue} from './review-queue.ts'
import type {ScanWishes} from './scan-wishes.ts'
import type {ScanWork} from './scan-work.ts'

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

/** The `id` of a dead job in the report; 'all': every one. */
type DeadId = string | 'all'

interface QueueOptions {
  readonly database: Database
  /** Does the work of one job. It may throw at any time: the job is then run again, later. */
  readonly review: (ref: PullRef, signal: AbortSignal) => Promise<unknown>
  readonly tell: Tell
  /** How many pull requests are worked on at once, so that a slow one holds up nobody. */
  readonly workers?: number
  /** Scans: their work, and the clock that the tick reads. Without them none is done, and none falls due. */
  readonly scans?: {
    readonly work: ScanWork
    readonly now: () => number
    readonly tell: TellScans
    /** How often the tick comes by itself, in real time (default: a minute). */
    readonly tickEveryMs?: number
  }
  /** False: a process that only sends, for others to work (default: true). */
  readonly works?: boolean
}

/** What the operator should hear of scans. `job`: `open-scan ada/ants`, `check-pages bucket 12`. */
interface TellScans {
  failed(job: string, error: unknown): void
  /** Given up after its last try. */
  died(job: string, reason: string): void
  postponed(job: string, untilMs: number): void
  ticked(begun: {readonly openScan: number; readonly checkPages: number; readonly keepIssue: number}): void
}

/** What the operator should hear of. */
interface Tell {
  handedBack(jobs: number): void
  failed(ref: PullRef, error: unknown): void
  postponed(ref: PullRef, untilMs: number): void
  trouble(problem: string): void
}

/** Why a run was stopped: the newer job does its work. */
const superseded = new Error('something newer happened to this pull request')
const stopping = new Error('the app is stopping')

/** A backstop for what wakes nobody: a retry that falls due, a job of another process's past. */
const pollSeconds = 5

/** Opens the queue and starts its workers. */
export async function openQueue({database, review, tell, workers = 8}: QueueOptions): Promise<Queue> {
  const boss = await openBoss(database, {error: error => tell.trouble(error.message), warning: tell.trouble})
  await prepareReviewQueue(boss, database.isOursAlone)
  if (database.isOursAlone) {
    const jobs = await handBack(boss, database)
    if (jobs > 0) tell.handedBack(jobs)
  }

  const running = new Map<
    string,
    {readonly account: string; readonly controller: AbortController; readonly done: Promise<unknown>}
  >()
  const timers = new Set<NodeJS.Timeout>()
  const workerIds: string[] = []
  const wake = () => {
    for (const id of workerIds) boss.notifyWorker(id)
  }
  const wakeAt = (atMs: number) => {
    const timer = setTimeout(() => timers.delete(timer) && wake(), Math.min(atMs - Date.now(), longestTimerMs))
    timers.add(timer.unref())
  }

  async function run(job: Job<PullRef>): Promise<void> {
    const key = keyOf(job.data)
    // Only after a run that outlived its time: the database lets no two jobs of a key run otherwise.
    await running.get(key)?.done
    const account = job.data.installationId
    if (isBusy(account)) return postpone(job, Date.now() + busyMs)
    const controller = new AbortController()
    const done = work(job, controller)
    running.set(key, {account, controller, done: done.catch(() => {})})
    try {
      await done
    } finally {
      running.delete(key)
    }
  }

  /** The database counts, too, but two workers that look at once may both find room for one. */
  const isBusy = (account: string): boolean =>
    [...running.values()].filter(run => run.account === account).length >= jobsPerAccount

  async function work(job: Job<PullRef>, controller: AbortController): Promise<void> {
    const ref = job.data
    try {
      await review(ref, AbortSignal.any([controller.signal, job.signal]))
    } catch (error) {
      const untilMs = postponedUntil(error)
      if (untilMs !== undefined) {
        tell.postponed(ref, untilMs)
        await postpone(job, untilMs)
        return
      }
      // A newer job waits: it looks at everything again, so there is nothing to retry.
      if (controller.signal.reason !== superseded && !(await isAnotherWaiting(boss, ref))) {
        if (controller.signal.reason !== stopping) tell.failed(ref, error)
        wakeAt(Date.now() + firstRetryMs)
        throw error
      }
    }
    // Done here rather than by pg-boss after us, so that whoever waited for this key can be woken when it is free.
    await boss.complete(reviewQueue, job)
    wake()
  }

  async function postpone(job: Job<PullRef>, untilMs: number): Promise<void> {
    await database.transaction(async db => {
      await boss.complete(reviewQueue, job, undefined, {db})
      await boss.upsert(reviewQueue, job.data, {...identityOf(job.data), startAfter: new Date(untilMs), db})
    })
    wakeAt(untilMs)
  }

  for (let worker = 0; worker < workers; worker++) {
    const options = {pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: pollSeconds, groupConcurrency: jobsPerAccount}
    workerIds.push(
      await boss.work<PullRef>(reviewQueue, options, async jobs => {
        for (const job of jobs) await run(job)
      }),
    )
  }

  // What was handed back when the last life ended is due by then.
  wakeAt(Date.now() + firstRetryMs)

  return {
    async receive({guid, atMs}, refs, {wish, inPassing = false, inStore} = {}) {
      // Those that run now: once the transaction is through, the new job itself may be running under the same key.
      const older = inPassing ? [] : refs.map(ref => running.get(keyOf(ref)))
      const isNew = await database.transaction(async db => {
        if (!(await recordDelivery(db, guid, atMs))) return false
        await inStore?.(db)
        for (const ref of refs) {
          if (wish !== undefined) await wishDismissal(db, ref, wish)
          // `send` leaves what waits as it is.
          if (inPassing) await boss.send(reviewQueue, ref, {...identityOf(ref), priority: -1, db})
          else await boss.upsert(reviewQueue, ref, {...identityOf(ref), startAfter: 0, db})
        }
        return true
      })
      if (!isNew) return 'repeated'
      for (const run of older) run?.controller.abort(superseded)
      return 'recorded'
    },

    async pickUp(ref) {
      const [there] = await database.query(
        sql`select id from pgboss.job where name = ${reviewQueue} and singleton_key = ${keyOf(ref)} and state <= 'active' limit 1`,
      )
      if (there !== undefined) return false
      return (await boss.send(reviewQueue, ref, {singletonKey: keyOf(ref), priority: -1})) !== null
    },

    // The scan queues follow: nothing is done by these yet.
    async tick() {},
    async report() {
      return {queues: [], dead: []}
    },
    async redrive() {
      return 0
    },
    async discard() {
      return 0
    },

    async check() {
      if ((await boss.getQueue(reviewQueue)) === null) throw new Error('the queue is gone from the database')
    },

    async stop(graceMs) {
      for (const timer of timers) clearTimeout(timer)
      const abort = setTimeout(() => {
        for (const {controller} of running.values()) controller.abort(stopping)
      }, graceMs)
      await boss.stop({graceful: true, timeout: graceMs + abortMs})
      clearTimeout(abort)
    },
  }
}

/** How long a job waits that found its account busy; it is looked for again earlier when one of those is done. */
const busyMs = 1000

/** By then the first try after a failure is due; later ones are found by polling. */
const firstRetryMs = 2100

/** How long an aborted run may take to let go. */
const abortMs = 2000

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1

const isAnotherWaiting = async (boss: PgBoss, ref: PullRef): Promise<boolean> =>
  (await boss.findJobs(reviewQueue, {key: keyOf(ref), queued: true, limit: 1})).length > 0
