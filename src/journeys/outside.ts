import type {HeaderValue} from '../environment.ts'
import type {Octokit} from '../github/octokit.ts'
import type {PullRef} from '../github/pull-ref.ts'
import type {AskRepositories} from '../github/repository-answers.ts'
import type {CheckLinks} from '../links/check-links.ts'

/** What we remember of a pull request, beside what GitHub shows: a review that was begun, those that were posted. */
export interface ReviewMemory {
  /** Written before the request that creates a review, cleared after its answer: left over means that GitHub may or may not have it. */
  readonly begun: {readonly headSha: string; readonly atMs: number} | undefined
  /** REST ids of reviews that GitHub told us it had created. */
  readonly posted: readonly string[]
}

/** Somebody pressed "Dismiss all" on a check run of a pull request. Whether they may is not known yet. */
export interface DismissWish {
  readonly login: string
  readonly checkRunId: string
}

/** Where reviews are remembered (src/store keeps it in tables). */
interface ReviewHistory {
  read(ref: PullRef, signal: AbortSignal): Promise<ReviewMemory>
  begin(ref: PullRef, headSha: string, atMs: number, signal: AbortSignal): Promise<void>
  /** `reviewId` undefined: it was proven that GitHub has no such review. */
  finish(ref: PullRef, reviewId: string | undefined, signal: AbortSignal): Promise<void>
  /** Fingerprints that were dismissed by the button, and wishes that nobody has looked at yet. */
  dismissals(
    ref: PullRef,
    signal: AbortSignal,
  ): Promise<{readonly dismissed: readonly string[]; readonly wishes: readonly DismissWish[]}>
  /** Grants a wish, or (with no fingerprints) forgets it. */
  dismiss(ref: PullRef, wish: DismissWish, fingerprints: readonly string[], signal: AbortSignal): Promise<void>
}

/** All that a journey on GitHub may touch. */
export interface Outside {
  /** For this installation, behind our own limiter. */
  readonly octokit: Octokit
  readonly checkLinks: CheckLinks
  /** What the installation may see, private repositories included. */
  readonly askRepositories?: AskRepositories
  /** What the operator lets lists have sent to some hosts. */
  readonly headerValues?: readonly HeaderValue[]
  readonly history: ReviewHistory
  readonly now: () => number
  /** Waits, and rejects as soon as the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** One line for the log: what was done, with plain facts. */
  readonly tell: (step: string, facts: Readonly<Record<string, string | number>>) => void
}
