import type {Reason} from './reasons.ts'

/**
 * What an exchange proves. `reason` is a code of the closed list in `reasons.ts`, where each has its sentence; `status` is the last HTTP
 * status, where there was one; `finalUrl` is where a reader ends up (`alive`) or what should be listed instead (`moved`).
 *
 * Only `dead` and `moved` are ever said aloud, and `invalid` where a text can't be an address. The rest is for the details.
 */
export type Verdict =
  | {readonly kind: 'alive'; readonly reason: Reason; readonly status: number | undefined; readonly finalUrl: string}
  | {readonly kind: 'moved'; readonly reason: Reason; readonly status: number; readonly finalUrl: string}
  | {readonly kind: 'dead'; readonly reason: Reason; readonly status: number | undefined}
  | {readonly kind: 'unverified'; readonly reason: Reason; readonly status: number | undefined; readonly detail: string}
  | {readonly kind: 'invalid'; readonly reason: Reason}
  | {readonly kind: 'refused'; readonly reason: Reason; readonly detail: string}
  | {readonly kind: 'ignored'; readonly reason: Reason}
