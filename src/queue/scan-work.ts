import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanCause} from '../health/scan-cause.ts'

/** The three steps of a scan, as jobs do them. Each may throw at any time and be run again; each lets go as soon as its signal aborts. */
export interface ScanWork {
  /** Reads a repository's lists; gives the buckets that hold pages to check, none where the scan can be closed at once. */
  openScan(ref: RepositoryRef, cause: ScanCause, signal: AbortSignal): Promise<{readonly buckets: readonly number[]}>
  /** Checks some of a bucket's pages; `more`: there are others. `repositories`: whose issues are to be looked at. */
  checkPages(
    bucket: number,
    signal: AbortSignal,
  ): Promise<{readonly more: boolean; readonly repositories: readonly RepositoryRef[]}>
  /** Closes a scan and brings its issue up to date; `scanAgain`: somebody asked for a scan. */
  keepIssue(ref: RepositoryRef, signal: AbortSignal): Promise<{readonly scanAgain: boolean}>
}
