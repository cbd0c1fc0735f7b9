import type {PgBoss} from 'pg-boss'
import type {QueueOptions} from './queue-options.ts'
import type {ScanJob} from './scan-jobs.ts'
import {wakeForDue} from './wake-for-due.ts'
import {type ReviewWorkers, workReviews} from './work-reviews.ts'
import {workScans} from './work-scans.ts'

/** All workers of this process. */
interface Working {
  readonly reviews: ReviewWorkers
  /** Has workers look for these jobs. */
  wake(jobs: readonly ScanJob[]): void
  wakeAll(): void
  /** Before the workers themselves are stopped. */
  stopLooking(): Promise<void>
  /** Aborts what runs. */
  abort(): void
}

/** Starts the workers of a process: those of reviews, which wait for no scan, and those of scans. */
export async function startWorking(boss: PgBoss, {database, review, tell, scans, workers = 8}: QueueOptions): Promise<Working> {
  const reviews = await workReviews(boss, database, workers, review, tell)
  const steps = scans === undefined ? undefined : await workScans(boss, database, scans.work, scans.tell)
  const pools = [reviews.pool, ...(steps?.pools ?? [])]
  // Alone, it hears of everything newer itself.
  const besides = database.isOursAlone ? async () => {} : reviews.stopReplaced
  return {
    reviews,
    wake: jobs => steps?.wake(jobs),
    wakeAll() {
      for (const pool of pools) pool.wake(pool.idle())
    },
    stopLooking: wakeForDue(database, pools, besides, tell.trouble),
    abort() {
      reviews.abort()
      steps?.abort()
    },
  }
}
