import {expect, vi} from 'vitest'
import type {RepositoryRef} from '../../src/github/repository-ref.ts'
import type {ScanCause} from '../../src/health/scan-cause.ts'
import type {ScanQueue} from '../../src/queue/scan-jobs.ts'
import type {ScanWork} from '../../src/queue/scan-work.ts'

let count = 0
const run = Math.random().toString(36).slice(2)

/** A repository that no other test uses. */
export const repository = (installationId = '1'): RepositoryRef => {
  const repositoryId = `${run}-${count++}`
  return {installationId, repositoryId, owner: 'ada', repo: `list-${repositoryId}`}
}

type Result = Partial<
  Awaited<ReturnType<ScanWork['openScan']>> & Awaited<ReturnType<ScanWork['checkPages']>> & {scanAgain: boolean}
>

/** A step that runs, until it is let go or aborted. */
export interface Step {
  readonly queue: ScanQueue
  readonly key: string
  readonly cause?: ScanCause
  readonly startedMs: number
  readonly signal: AbortSignal
  end(result?: Result): void
  fail(error: unknown): void
}

/** Steps that do what the test says: at once what `answer` gives, or else when the test lets them go. `steps` holds those that began, in order. */
export function scripted(answer: (step: Step) => Result | undefined = () => undefined) {
  const steps: Step[] = []
  const atWork = new Map<string, number>()
  const seen = {mostOfAKey: 0}

  async function step(queue: ScanQueue, key: string, signal: AbortSignal, cause?: ScanCause): Promise<Required<Result>> {
    const name = `${queue} ${key}`
    atWork.set(name, (atWork.get(name) ?? 0) + 1)
    seen.mostOfAKey = Math.max(seen.mostOfAKey, atWork.get(name) ?? 0)
    const {promise, resolve, reject} = Promise.withResolvers<Result>()
    const abort = () => reject(new Error('aborted', {cause: signal.reason}))
    signal.addEventListener('abort', abort)
    const began: Step = {
      queue,
      key,
      ...(cause === undefined ? {} : {cause}),
      startedMs: Date.now(),
      signal,
      end: (result = {}) => resolve(result),
      fail: reject,
    }
    steps.push(began)
    try {
      const given = answer(began)
      if (given !== undefined) resolve(given)
      return {buckets: [], more: false, repositories: [], scanAgain: false, ...(await promise)}
    } finally {
      signal.removeEventListener('abort', abort)
      atWork.set(name, (atWork.get(name) ?? 1) - 1)
    }
  }

  const work: ScanWork = {
    openScan: (ref, cause, signal) => step('open-scan', ref.repositoryId, signal, cause),
    checkPages: (bucket, signal) => step('check-pages', String(bucket), signal),
    keepIssue: (ref, signal) => step('keep-issue', ref.repositoryId, signal),
  }
  const of = (queue: ScanQueue, key: string) => steps.filter(step => step.queue === queue && step.key === key)
  return {
    work,
    steps,
    seen,
    of,
    /** The so-many-th run of a step, once it has begun. */
    begun: (queue: ScanQueue, key: string, number = 1): Promise<Step> =>
      vi.waitFor(
        () => {
          const found = of(queue, key)[number - 1]
          return found ?? expect.unreachable(`${queue} ${key} has not begun ${number} times`)
        },
        {timeout: 30_000, interval: 5},
      ),
  }
}

export const listener = () => ({
  tell: {handedBack: vi.fn(), failed: vi.fn(), postponed: vi.fn(), trouble: vi.fn()},
  scans: {failed: vi.fn(), died: vi.fn(), postponed: vi.fn(), ticked: vi.fn()},
})
