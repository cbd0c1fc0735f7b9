/**
 * What an exchange proves. `reason` is a code of the closed list in `judge.ts`; `status` is the last HTTP status, where there was one.
 *
 * Only `dead` and `moved` are ever said aloud, and `invalid` where a text can't be an address. The rest is for the details.
 */
export type Verdict =
  | {readonly kind: 'alive'; readonly reason: string; readonly status: number | undefined; readonly finalUrl: string}
  | {readonly kind: 'moved'; readonly reason: string; readonly status: number; readonly finalUrl: string}
  | {readonly kind: 'dead'; readonly reason: string; readonly status: number | undefined}
  | {readonly kind: 'unverified'; readonly reason: string; readonly status: number | undefined; readonly detail: string}
  | {readonly kind: 'invalid'; readonly reason: string}
  | {readonly kind: 'refused'; readonly reason: string; readonly detail: string}
  | {readonly kind: 'ignored'; readonly reason: string}
