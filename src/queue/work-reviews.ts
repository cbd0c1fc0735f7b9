import type {JobWithMetadata, PgBoss} from 'pg-boss'
import type {PullRef} from '../github/pull-ref.ts'
import type {Database} from '../store/database.ts'
import {sql} from '../store/sql.ts'
import {isAnotherWaiting} from './another-waiting.ts'
import {clearGivenUp} from './given-up.ts'
import {openWorkers, type Workers} from './open-workers.ts'
import {postponedUntil} from './postponed-until.ts'
import {reasonOf} from './reason.ts'
import {identityOf, jobsPerAccount, keyOf, reviewQueue} from './review-queue.ts'

/** What the operator should hear of reviews. */
export interface TellReviews {
  failed(ref: PullRef, error: unknown): void
  postponed(ref: PullRef, untilMs: number): void
}

/** The workers of reviews, and what they are at. */
export interface ReviewWorkers {
  readonly pool: Workers
  /** How to stop what runs now for these pull requests, once something newer about them is on record. */
  older(refs: readonly PullRef[]): () => void
  /** Stops what runs here and another process knows something newer about. */
  stopReplaced(): Promise<void>
  /** Aborts what runs: it is done again after the next start. */
  abort(): void
}

/** Why a run was stopped: the newer job does its work. */
const superseded = new Error('something newer happened to this pull request')
const stopping = new Error('the app is stopping')

interface Run {
  readonly account: string
  readonly controller: AbortController
  readonly done: Promise<unknown>
}

/** Opens the workers of reviews. */
export async function workReviews(
  boss: PgBoss,
  database: Database,
  count: number,
  review: (ref: PullRef, signal: AbortSignal) => Promise<unknown>,
  tell: TellReviews,
): Promise<ReviewWorkers> {
  const running = new Map<string, Run>()

  async function run(job: JobWithMetadata<PullRef>): Promise<void> {
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

  async function work(job: JobWithMetadata<PullRef>, controller: AbortController): Promise<void> {
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
      if (controller.signal.reason !== superseded && !(await isAnotherWaiting(boss, reviewQueue, keyOf(ref)))) {
        if (controller.signal.reason !== stopping) tell.failed(ref, error)
        await boss.fail(reviewQueue, job, {message: reasonOf(error)})
        return
      }
    }
    // Done here rather than by pg-boss after us, so that whoever waited for this key can be woken when it is free.
    await boss.complete(reviewQueue, job)
    await clearGivenUp(database, reviewQueue, keyOf(ref))
    pool.wake(count)
  }

  async function postpone(job: JobWithMetadata<PullRef>, untilMs: number): Promise<void> {
    await database.transaction(async db => {
      await boss.complete(reviewQueue, job, undefined, {db})
      await boss.upsert(reviewQueue, job.data, {...identityOf(job.data), startAfter: new Date(untilMs), db})
    })
  }

  const pool = await openWorkers<PullRef>(boss, reviewQueue, count, {groupConcurrency: jobsPerAccount}, run)
  return {
    pool,
    older(refs) {
      const runs = refs.map(ref => running.get(keyOf(ref)))
      return () => {
        for (const run of runs) run?.controller.abort(superseded)
      }
    },
    async stopReplaced() {
      if (running.size === 0) return
      // Only pushes and the like: what merely looks again in passing waits for what runs.
      const rows = await database.query(sql`
        select singleton_key from pgboss.job
        where name = ${reviewQueue} and state = 'created' and priority >= 0 and start_after <= pgboss.job_now()
          and singleton_key in (select json_array_elements_text(${JSON.stringify([...running.keys()])}::text::json))`)
      for (const row of rows) running.get(String(row['singleton_key']))?.controller.abort(superseded)
    },
    abort() {
      for (const {controller} of running.values()) controller.abort(stopping)
    },
  }
}

/** How long a job waits that found its account busy; it is looked for again earlier when one of those is done. */
const busyMs = 1000
