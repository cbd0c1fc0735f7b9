import type {JobWithMetadata, PgBoss} from 'pg-boss'
import type {Database} from '../store/database.ts'
import {isAnotherWaiting} from './another-waiting.ts'
import {doStep} from './do-step.ts'
import {clearGivenUp} from './given-up.ts'
import {openWorkers, type Workers} from './open-workers.ts'
import {postponedUntil} from './postponed-until.ts'
import {reasonOf} from './reason.ts'
import {aboutScan, keyOfScan, type ScanJob, type ScanQueue, scanJob, scanQueues} from './scan-jobs.ts'
import type {ScanWork} from './scan-work.ts'
import {sendScans, type When} from './send-scans.ts'

/** What the operator should hear of scans. `job`: `open-scan ada/ants`, `check-pages bucket 12`. */
export interface TellScans {
  failed(job: string, error: unknown): void
  /** Given up after its last try. */
  died(job: string, reason: string): void
  postponed(job: string, untilMs: number): void
  ticked(begun: {readonly openScan: number; readonly checkPages: number; readonly keepIssue: number}): void
}

/** The workers of all steps, and how to have them let go of what runs. */
export interface ScanWorkers {
  readonly pools: readonly Workers[]
  /** Has workers look for these jobs. */
  wake(jobs: readonly ScanJob[]): void
  /** Aborts what runs: it is done again at once by whoever is there. */
  abort(): void
}

/**
 * How many steps are worked on at once in a process. Reading a list and judging its health take the processor for moments, so a few; a batch
 * of pages waits for slow sites most of its time, so many, and a hanging site takes up one.
 */
const atOnce: Readonly<Record<ScanQueue, number>> = {'open-scan': 3, 'check-pages': 16, 'keep-issue': 3}

/**
 * Of one account's repositories, in all processes together, so that an organisation with a thousand of them leaves room for others. (A moment's
 * race between processes may let one more through.) Buckets belong to nobody.
 */
const atOncePerAccount = 2

/** Opens the workers of scans. */
export async function workScans(boss: PgBoss, database: Database, work: ScanWork, tell: TellScans): Promise<ScanWorkers> {
  const running = new Map<AbortController, string | undefined>()
  const pools: Workers[] = []
  const wake = (jobs: readonly ScanJob[]) => {
    for (const pool of pools) pool.wake(jobs.filter(job => job.queue === pool.queue).length)
  }

  async function run(queue: ScanQueue, record: JobWithMetadata<unknown>): Promise<void> {
    const job = scanJob(queue, record.data)
    if (job === undefined) throw new Error(`this is no job of ${queue}`)
    const controller = new AbortController()
    const account = accountOf(job)
    // The database counts, too, but workers that look in one moment may all find room for one.
    const isBusy = account !== undefined && [...running.values()].filter(other => other === account).length >= atOncePerAccount
    if (isBusy) return end(job, record, [job], 'in its turn')
    running.set(controller, account)
    try {
      const follow = await doStep(work, job, AbortSignal.any([controller.signal, record.signal]))
      await end(job, record, follow, 'at once')
      wake(follow)
    } catch (error) {
      await failed(job, record, error, controller.signal.aborted)
    } finally {
      running.delete(controller)
    }
  }

  /** What follows is on record if the end is, and neither otherwise. */
  const end = (job: ScanJob, record: JobWithMetadata<unknown>, follow: readonly ScanJob[], when: When) =>
    database.transaction(async db => {
      await boss.complete(job.queue, {id: record.id, retryCount: record.retryCount}, undefined, {db})
      if (when === 'at once') await clearGivenUp(db, job.queue, keyOfScan(job))
      await sendScans(boss, db, follow, when)
    })

  async function failed(job: ScanJob, record: JobWithMetadata<unknown>, error: unknown, isStopping: boolean): Promise<void> {
    const name = `${job.queue} ${aboutScan(job)}`
    if (isStopping) return end(job, record, [job], 'in its turn')
    const untilMs = postponedUntil(error)
    if (untilMs !== undefined) {
      tell.postponed(name, untilMs)
      return end(job, record, [job], {notBeforeMs: untilMs})
    }
    tell.failed(name, error)
    // One that waits does the same, and takes the place that the retry would take.
    if (await isAnotherWaiting(boss, job.queue, keyOfScan(job))) return end(job, record, [job], 'in its turn')
    const reason = reasonOf(error)
    await boss.fail(job.queue, {id: record.id, retryCount: record.retryCount}, {message: reason})
    if (record.retryCount >= record.retryLimit) tell.died(name, reason)
  }

  for (const queue of scanQueues) {
    const options = queue === 'check-pages' ? {} : {groupConcurrency: atOncePerAccount}
    pools.push(await openWorkers<object>(boss, queue, atOnce[queue], options, record => run(queue, record)))
  }
  return {
    pools,
    wake,
    abort() {
      for (const controller of running.keys()) controller.abort(stopping)
    },
  }
}

/** Whose repositories take turns with those of others, in one queue. */
const accountOf = (job: ScanJob): string | undefined =>
  job.queue === 'check-pages' ? undefined : `${job.queue} ${job.data.installationId}`

const stopping = new Error('the app is stopping')
