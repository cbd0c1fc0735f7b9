import type {PullRef} from '../github/pull-ref.ts'
import type {Database} from '../store/database.ts'
import type {ScanWork} from './scan-work.ts'
import type {TellReviews} from './work-reviews.ts'
import type {TellScans} from './work-scans.ts'

export interface QueueOptions {
  readonly database: Database
  /** Does the work of one job. It may throw at any time: the job is then run again, later. */
  readonly review: (ref: PullRef, signal: AbortSignal) => Promise<unknown>
  readonly tell: Tell
  /** How many pull requests are worked on at once, so that a slow one holds up nobody: they wait for no scan. */
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

/** What the operator should hear of. */
interface Tell extends TellReviews {
  handedBack(jobs: number): void
  trouble(problem: string): void
}
