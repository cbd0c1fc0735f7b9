import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanOutside} from './scan-outside.ts'

/** `more`: there is more to check in this bucket at once. `repositories`: whose issues are to be looked at. */
export interface PagesChecked {
  readonly more: boolean
  readonly repositories: readonly RepositoryRef[]
}

/**
 * The second step of a scan: checks some of a bucket's wanted pages and records what they prove.
 *
 * Safe to run again at any time, but only one at a time for a bucket: a site lies in one, and is asked politely.
 */
export async function checkPages(_outside: ScanOutside, _bucket: number, _signal: AbortSignal): Promise<PagesChecked> {
  return {more: false, repositories: []}
}
