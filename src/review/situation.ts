import type {FileChange} from '../findings/change.ts'
import type {Inspection} from '../findings/inspection.ts'
import type {FailOn} from './check-result.ts'
import type {Conversation} from './conversation.ts'

/** What a repository may set about its reviews; what is absent has the default named here. */
interface ReviewLimits {
  /** `check-only` comments on nothing. Default: `comments`. */
  readonly mode?: 'comments' | 'check-only' | undefined
  /** At most so many comments in a pull request's life. Default: 20. */
  readonly comments?: number | undefined
  /** Whether comments hold fixes to click. Default: true. */
  readonly suggestions?: boolean | undefined
  /** Whether a draft is commented on. Default: false. */
  readonly drafts?: boolean | undefined
  /** Default: `error`. */
  readonly failOn?: FailOn | undefined
}

/** All that a review plan depends on. */
export interface Situation {
  readonly inspection: Inspection
  readonly files: readonly FileChange[]
  /** Our settings, if the change touches them: what is wrong there is told on its lines. Else it stands on the base branch. */
  readonly settingsPath?: string | undefined
  readonly headSha: string
  readonly isDraft: boolean
  /** What the pull request is like otherwise, short (`momentOf`). */
  readonly moment: string
  readonly conversation: Conversation
  /** False: GitHub does not show all that we know to have said, so nothing may be said. */
  readonly isComplete: boolean
  /** Reviews that we know to have posted, whatever GitHub shows. */
  readonly posted: readonly string[]
  /** Fingerprints that somebody who may has dismissed by a button. */
  readonly dismissed: readonly string[]
  /** `quiet`: what was said is kept true, nothing is said anew. `check run only`: GitHub has refused the rest twice. */
  readonly voice: 'aloud' | 'quiet' | 'check run only'
  /** Whether the branch lets nothing be merged while a conversation is unresolved. */
  readonly demandsResolved: boolean
  /** The page of the list's contributing guide, if it has one. */
  readonly guide?: string | undefined
  readonly limits: ReviewLimits
}
