import type {Fingerprint} from '../findings/finding.ts'

/** A comment of ours in a pull request, as GitHub shows it, with what people did about it. */
export interface Said {
  /** GraphQL node id. */
  readonly nodeId: string
  /** REST id as a string: it can exceed 2^53. */
  readonly id: string
  readonly body: string
  /** What it told of: read from its hidden marker. */
  readonly fingerprints: readonly Fingerprint[]
  readonly path: string
  /** On which line of head it stands now; undefined once outdated. */
  readonly line: number | undefined
  /** Somebody wrote below it, whoever that is: it can't be deleted from above their words. */
  readonly isAnswered: boolean
  /** Its thread is resolved: final, unless what it told of is mended since (applying a suggestion resolves its thread, too). */
  readonly isResolved: boolean
  readonly isFolded: boolean
  /** Whether GitHub lets us fold it, and unfold it. */
  readonly canFold: boolean
  /** `settled`: one who may replied to it, dismissed or folded it: never raised again (invariant 3). */
  readonly state: 'open' | 'fixed' | 'settled'
}

/** All that was said between us and the people of a pull request. */
export interface Conversation {
  readonly said: readonly Said[]
  /** Submitted reviews of ours: each one notified people. */
  readonly reviews: readonly {readonly id: string; readonly body: string; readonly headSha: string}[]
  readonly locked: boolean
}
