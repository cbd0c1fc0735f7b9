import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanOutside} from './scan-outside.ts'

/**
 * The third step of a scan: closes it once its pages are checked, carries out what people asked for, and brings the issue and the check run up
 * to date. Safe to run again at any time.
 *
 * `scanAgain`: somebody asked for a scan.
 */
export async function keepIssue(
  _outside: ScanOutside,
  _ref: RepositoryRef,
  _signal: AbortSignal,
): Promise<{readonly scanAgain: boolean}> {
  return {scanAgain: false}
}
