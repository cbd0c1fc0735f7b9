import type {Reason} from '../verdict/reasons.ts'
import type {Decision} from './decision.ts'
import type {HeldPlace} from './held-link.ts'
import type {ChangeOfHands} from './page-record.ts'

/** How it is with all that the lists of a repository hold. Plain data. */
export interface ListHealth {
  /** In the order of the lists. */
  readonly links: readonly LinkHealth[]
  /** At which moment (epoch milliseconds). */
  readonly atMs: number
}

/** How it is with one address, wherever it stands. */
export interface LinkHealth {
  /** `linkKey` of it. */
  readonly key: string
  /** As it is written in the list. */
  readonly url: string
  readonly places: readonly HeldPlace[]
  readonly state: LinkState
  /** What is to be told of the repository that it is, whatever state the link is in. */
  readonly repository?: RepositoryHealth
}

/** Times in epoch milliseconds. */
export type LinkState =
  /** `status` and `finalUrl` as the verdict has them. */
  | {readonly kind: 'alive'; readonly reason: Reason; readonly status: number | undefined}
  /** Nobody has looked yet. */
  | {readonly kind: 'new'}
  /** Dead when it was looked at, yet not often and long enough to be called so. */
  | {
      readonly kind: 'suspect'
      readonly reason: Reason
      readonly status: number | undefined
      readonly sinceMs: number
      readonly strikes: number
    }
  | {
      readonly kind: 'dead'
      readonly reason: Reason
      readonly status: number | undefined
      /** When a check found it dead for the first time. */
      readonly sinceMs: number
      /** A copy in the Wayback Machine. */
      readonly copyUrl?: string
    }
  /** `finalUrl` is what should be listed instead, with the fragment of the link. */
  | {readonly kind: 'moved'; readonly reason: Reason; readonly finalUrl: string; readonly sinceMs: number}
  /** It answers, but perhaps on behalf of somebody else. Never a replacement, never dead. `leadsTo`: the other site's page. */
  | {
      readonly kind: 'handed'
      readonly why: ChangeOfHands['why']
      readonly sinceMs: number
      readonly leadsTo?: string
    }
  | {readonly kind: 'unverified'; readonly reason: Reason; readonly status: number | undefined; readonly sinceMs: number}
  /** The text itself can be no address. */
  | {readonly kind: 'invalid'; readonly reason: Reason}
  /** Nothing to ask for on the web (a mail address, a badge, a place in the repository itself). */
  | {readonly kind: 'left out'; readonly reason: Reason}
  /** Its address holds a password or a token, so it is never asked for. */
  | {readonly kind: 'secret'}
  /** By the settings; `until` is the last day, `2027-01-31`. */
  | {readonly kind: 'ignored by settings'; readonly why?: string; readonly until?: string}
  /** By people, in the issue. */
  | {readonly kind: 'ignored by people'; readonly decision: Decision}

/** What is to be told of a listed repository, as the settings want it. */
export interface RepositoryHealth {
  /** Of GitHub: the first that was seen under this address, so that three addresses of one are one. */
  readonly id: string
  /** `owner/name` as it is called today. */
  readonly name: string
  readonly isArchived?: true
  /** How many months ago the last commit was, where that is long. */
  readonly staleMonths?: number
}
