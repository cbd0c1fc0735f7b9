import type {HeaderValue} from '../environment.ts'
import type {Octokit} from '../github/octokit.ts'
import type {AskRepositories} from '../github/repository-answers.ts'
import type {LinkEngine} from '../links/link-engine.ts'
import type {ScanStore} from './scan-store.ts'

/** The link engine, as far as scans use it (src/links opens one). */
type ScanEngine = Pick<LinkEngine, 'checkLinks' | 'sites' | 'findCopy'>

/** All that the steps of a scan may touch. Plain values and functions: whoever wires them knows the queue, the database and the environment. */
export interface ScanOutside {
  /** Behind our own limiter, all of one installation in the same lane. */
  readonly octokitFor: (installationId: string) => Promise<Octokit>
  readonly store: ScanStore
  readonly engine: ScanEngine
  /** Asks GitHub about repositories as an installation: private ones included, so that what is public goes through `hidingPrivate`. */
  readonly askRepositoriesFor: (installationId: string) => Promise<AskRepositories>
  /** What the operator lets lists have sent to some hosts. */
  readonly headerValues?: readonly HeaderValue[]
  /** Where people see the repositories: `https://github.com`. */
  readonly githubUrl: string
  readonly now: () => number
  /** Waits, and rejects as soon as the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** One line for the log: what was done, with plain facts. Never an address of a private list. */
  readonly tell: (step: string, facts: Readonly<Record<string, string | number>>) => void
}
