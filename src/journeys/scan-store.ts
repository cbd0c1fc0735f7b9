import type {RepositoryRef} from '../github/repository-ref.ts'
import type {Decision} from '../health/decision.ts'
import type {HeldLink} from '../health/held-link.ts'
import type {IssueMemory} from '../health/issue-memory.ts'
import type {Order} from '../health/order.ts'
import type {PageRecord} from '../health/page-record.ts'
import type {ScanCause} from '../health/scan-cause.ts'
import type {ScanCounts} from '../health/scan-counts.ts'

/** What is known of a site, as the link engine gave it: JSON that nobody else reads. */
export type PlainSite = Readonly<Record<string, unknown>>

/** A repository that scans look after, as it is remembered. */
export interface KnownRepository extends RepositoryRef {
  readonly isPrivate: boolean
  readonly defaultBranch?: string
  /** When the last whole scan ended, if any did. */
  readonly scannedMs?: number
  readonly memory: IssueMemory
}

/** A scan that was opened and not closed yet. */
export interface OpenScan {
  readonly cause: ScanCause
  readonly begunMs: number
  /** Of the default branch, when the links were read. */
  readonly headSha: string
}

/** The links of a repository as they were last read, and where. */
export interface Holdings {
  readonly headSha: string
  readonly links: readonly HeldLink[]
  /** What could not be read, as whole sentences. */
  readonly notes: readonly string[]
}

/** A page that somebody wants to be checked. */
export interface WantedPage {
  /** Whose record it is: '' for all, else an installation's own (pages of private repositories), or a repository's (hosts that get its headers). */
  readonly scope: string
  readonly page: string
  readonly record: PageRecord | undefined
  /** The repository whose scan wants it: its installation is the one to ask GitHub with. */
  readonly wantedBy: RepositoryRef | undefined
  /** How many repositories hold it. */
  readonly holders: number
}

export interface CheckedPage {
  readonly scope: string
  readonly page: string
  readonly record: PageRecord
  /** When it is to be checked again, even if no scan asks. */
  readonly dueMs: number
}

/** An order of people's that nobody has carried out yet. */
export interface PendingOrder {
  readonly id: string
  readonly order: Order
  readonly login: string
  readonly atMs: number
  /** The comment that it stands in; none for a tick. */
  readonly commentId?: string
}

/** All that is known of a repository's health, to decide about its issue. */
export interface KnownHealth {
  readonly repository: KnownRepository
  readonly holdings: Holdings
  /** By page. */
  readonly records: ReadonlyMap<string, PageRecord>
  /** The same before their last check, of those that were checked since the open scan began. */
  readonly before: ReadonlyMap<string, PageRecord>
  readonly decisions: readonly Decision[]
  readonly orders: readonly PendingOrder[]
  /** The last scans, oldest first, at most twelve. */
  readonly trend: readonly ScanCounts[]
  readonly scan: OpenScan | undefined
  /** Of the open scan: how many of its pages are still to be checked. */
  readonly awaited: number
}

/**
 * Where scans are remembered (src/store keeps it in tables). Each call is all or nothing. `openScan` and `letGo` of thousands of pages are done in parts: a
 * kill between leaves a scan that does not end, or pages that are still held, until the same is called again.
 *
 * A repository is known once it was noted (by webhooks and the look for missed events) and until it is forgotten. Of one that is not known `openScan` gives no
 * buckets, `health` and `repository` give nothing, and all else does nothing, so that a job which is late brings nothing back.
 */
export interface ScanStore {
  repository(repositoryId: string, signal: AbortSignal): Promise<KnownRepository | undefined>

  /**
   * Opens a scan, or brings the open one up to date: what the repository holds from now on, and which of its pages are to be checked. `stale` says
   * of each page's record whether it is; a page that is wanted already stays so. `scopeOf`: whose record of a page it is ('' for all, else an
   * installation's own). `dueMs`: when the next scan is due (absent: as it was).
   *
   * Gives in which buckets there is something to check; none: the scan can be closed.
   */
  openScan(
    repository: Omit<KnownRepository, 'memory' | 'scannedMs'>,
    scan: OpenScan,
    holdings: Holdings,
    scopeOf: (page: string) => string,
    stale: (record: PageRecord | undefined) => boolean,
    dueMs: number | undefined,
    signal: AbortSignal,
  ): Promise<{readonly buckets: readonly number[]}>

  /** There is no list here (any more), or nobody may look: nothing is due. What the lists held is let go. */
  letGo(repositoryId: string, signal: AbortSignal): Promise<void>

  /**
   * Pages of a bucket that are wanted: at most `most`, at most `perSite` of one site, in turn of the repositories that want them, so that a huge list
   * holds up no other. Of sites in `whole` as many as `most`, for they are not asked page by page. None of the sites in `except`, which do not let us
   * ask now. A site lies in one bucket, and a bucket is worked by one job at a time.
   */
  wantedPages(
    bucket: number,
    limits: {
      readonly most: number
      readonly perSite: number
      readonly except: readonly string[]
      readonly whole?: readonly string[]
    },
    signal: AbortSignal,
  ): Promise<readonly WantedPage[]>

  /** What is known of sites from earlier batches. */
  sites(names: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, PlainSite>>

  /**
   * Records checks, and what their sites are like now. A page that is no longer wanted was recorded before, and is left as it is.
   *
   * Gives whose issues are to be looked at: repositories whose open scan has nothing left to wait for, and those (`stirred`) that hold one of the
   * pages named there without having a scan open.
   */
  recordChecks(
    checks: readonly CheckedPage[],
    sites: ReadonlyMap<string, PlainSite>,
    stirred: readonly {readonly scope: string; readonly page: string}[],
    nowMs: number,
    signal: AbortSignal,
  ): Promise<{readonly repositories: readonly RepositoryRef[]}>

  health(repositoryId: string, signal: AbortSignal): Promise<KnownHealth | undefined>

  /** Ends the open scan. `counts` undefined: it was no whole scan (a push), or it was thrown away. */
  closeScan(repositoryId: string, counts: ScanCounts | undefined, signal: AbortSignal): Promise<void>

  /** Pages as they were before their last check, when that was our own network's fault; the scan is over, and the next is due at `againMs`. */
  throwAway(repositoryId: string, pages: readonly string[], againMs: number, signal: AbortSignal): Promise<void>

  remember(repositoryId: string, memory: IssueMemory, signal: AbortSignal): Promise<void>

  /** Orders that were carried out, and what people decided by them. `dueMs`: somebody wants a scan at once. */
  settleOrders(
    repositoryId: string,
    done: {readonly orders: readonly string[]; readonly decisions: readonly Decision[]; readonly dueMs?: number},
    signal: AbortSignal,
  ): Promise<void>
}
