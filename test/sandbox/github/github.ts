import type {FaultPlan} from './faults.ts'
import type {Call, Notification} from './ledger.ts'
import type {Files, Repository, RepositoryOptions} from './repository.ts'
import type {Delivery} from './webhooks.ts'

export interface StartOptions {
  /** Where the git repositories go. */
  readonly folder: string
  readonly appId: string
  /** PEM of the app's key, public or private. */
  readonly key: string
  readonly webhookSecret: string
  /** Asked for each delivery; undefined: the app is down, the delivery fails and is recorded. */
  readonly webhookUrl: () => string | undefined
  /** The text of `app.yml`: name (the bot's login), permissions and events. */
  readonly appYml: string
  /** Default: any free one. */
  readonly port?: number
  readonly now?: () => number
  /** Every answer takes this much longer. */
  readonly latencyMs?: number
  /** Ids beyond 2^53 wherever the API shows one. */
  readonly hugeIds?: boolean
  /** Enforce GitHub's secondary limits (default true). */
  readonly limits?: boolean
}

/** A GitHub on this machine. */
export interface GitHub {
  /** `127.0.0.1:4000`, for `GHE_HOST`. */
  readonly host: string
  readonly url: string
  readonly botLogin: string
  createRepository(fullName: string, files: Files, options?: RepositoryOptions): Promise<Repository>
  repository(fullName: string): Repository | undefined
  calls(): readonly Call[]
  notifications(): readonly Notification[]
  fault(plan: FaultPlan): void
  /** Writes from now on are seen only after so many ms, or after so many reads that would have shown them. `0` ends it. */
  lag(behind: {readonly ms: number} | {readonly reads: number} | 0): void
  /** All attempts, oldest first. */
  deliveries(): readonly Delivery[]
  redeliver(guid: string): Promise<void>
  /** Every event once more, in the order of their first attempts. */
  redeliverEverything(): Promise<void>
  /** Resolves when no delivery is under way. */
  delivered(): Promise<void>
  /** Suspends the app's installation on an account, or ends that. */
  suspend(login: string, suspended?: boolean): void
  close(): Promise<void>
}

/** Starts a GitHub on this machine, on which the unmodified app runs. */
export async function startGitHub(options: StartOptions): Promise<GitHub> {
  throw new Error(`Not yet: ${options.folder}`)
}
