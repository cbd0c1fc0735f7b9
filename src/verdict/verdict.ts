import type {Reason} from './reasons.ts'

/**
 * What an exchange proves. `reason` is a code of the closed list in `reasons.ts`, where each has its sentence; `status` is the last HTTP
 * status, where there was one; `finalUrl` is where a reader ends up (`alive`) or what should be listed instead (`moved`).
 *
 * Only `dead` and `moved` are ever said aloud, `invalid` where a text can't be an address, and of what is `alive` a `better` address and a
 * `missingFragment`. The rest is for the details.
 */
export type Verdict =
  | {
      readonly kind: 'alive'
      readonly reason: Reason
      readonly status: number | undefined
      readonly finalUrl: string
      readonly better?: BetterAddress
      /** The place in the page that the link names, which the whole page does not have. Only where fragments were asked about. */
      readonly missingFragment?: string
    }
  | {readonly kind: 'moved'; readonly reason: Reason; readonly status: number | undefined; readonly finalUrl: string}
  | {readonly kind: 'dead'; readonly reason: Reason; readonly status: number | undefined}
  | {
      readonly kind: 'unverified'
      readonly reason: Reason
      readonly status: number | undefined
      readonly detail: string
      /** Only with the reason `other-site`: what `provenSuccessor` needs to know. */
      readonly elsewhere?: Elsewhere
    }
  | {readonly kind: 'invalid'; readonly reason: Reason}
  | {readonly kind: 'refused'; readonly reason: Reason; readonly detail: string}
  | {readonly kind: 'ignored'; readonly reason: Reason}

/** An address that shows the same and is better to list: the page over `https:`, or the page behind a shortener. */
export interface BetterAddress {
  readonly why: 'https' | 'shortener'
  readonly url: string
}

/** The page of another site that a link led to: an answer of 2xx. */
export interface Elsewhere {
  /** Where a reader ends up, with the fragment. */
  readonly finalUrl: string
  readonly title: string | undefined
  /** Whether every redirect on the way there is permanent (301, 308). */
  readonly permanent: boolean
}
