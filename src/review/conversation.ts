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
  /** `settled`: one who may resolved it, replied to it or dismissed it: never raised again (invariant 3). */
  readonly state: 'open' | 'fixed' | 'settled'
}

/** All that was said between us and the people of a pull request. */
export interface Conversation {
  readonly said: readonly Said[]
  /** Submitted reviews of ours: each one notified people. */
  readonly reviews: readonly {readonly id: string; readonly body: string; readonly headSha: string}[]
  readonly locked: boolean
}
