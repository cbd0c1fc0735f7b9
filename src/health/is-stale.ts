import {intervalOf} from './due-after.ts'
import type {PageRecord} from './page-record.ts'
import type {ScanCause} from './scan-cause.ts'

/** Whoever asks for a scan wants to know how it is now. */
const askedMs = 3_600_000

const pushedMs = 86_400_000

/** A scan begins when the last one did, and a page was checked some time after that: it would be too young by a hair, and be left out every other time. */
const leniency = 0.9

/**
 * Whether a scan wants a page to be checked. `periodMs`: how far apart the scans of its list are.
 *
 * A page's own interval counts, within half and twice that period. After a push only what nobody knows, and what was seen dead before today: it may have been
 * put back into the list because it is not dead any more. If people ask, also what is not alive, and what is older than an hour.
 */
export function isStale(record: PageRecord | undefined, cause: ScanCause, periodMs: number, nowMs: number): boolean {
  if (record === undefined) return true
  const ageMs = nowMs - record.checkedMs
  if (cause === 'push') return record.strikes !== undefined && ageMs >= pushedMs
  if (cause === 'asked') return ageMs >= askedMs || record.verdict.kind !== 'alive' || record.strikes !== undefined
  const intervalMs = Math.min(Math.max(intervalOf(record, 1), periodMs / 2), periodMs * 2)
  return ageMs >= intervalMs * leniency
}
