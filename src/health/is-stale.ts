import type {PageRecord} from './page-record.ts'

/** Why a scan is made, as far as it matters to how old a record may be. */
export type ScanCause = 'schedule' | 'asked' | 'push' | 'first'

/** Whether a scan wants a page to be checked. `periodMs`: how far apart the scans of its list are. */
export function isStale(record: PageRecord | undefined, cause: ScanCause, _periodMs: number, _nowMs: number): boolean {
  return record === undefined || cause !== 'push'
}
