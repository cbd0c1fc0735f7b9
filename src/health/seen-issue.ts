/** The issue as GitHub shows it. */
export interface SeenIssue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  /** Of a closed one: `not_planned` and `duplicate` say that people do not want it. */
  readonly stateReason?: 'completed' | 'not_planned' | 'duplicate' | 'reopened'
  /** When it was closed last (epoch milliseconds), and whether that was us. */
  readonly closedMs?: number
  readonly isClosedByUs?: boolean
  readonly isLocked: boolean
  /** Whoever changed the body last is a program that is not us: its ticks are no orders. */
  readonly isEditedByBot: boolean
}

/** `none`: there never was one, or none that is known. `gone`: there was, and it was deleted or moved away. `disabled`: the repository has no issues. */
export type IssueThere = SeenIssue | 'none' | 'gone' | 'disabled'
