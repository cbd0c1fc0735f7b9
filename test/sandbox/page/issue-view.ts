/** What the page shows of an issue: plain data, as people would see it on GitHub. */
export interface IssueView {
  /** `ada/awesome-mlops` */
  readonly repository: string
  readonly number: number
  readonly title: string
  readonly author: string
  readonly isBot: boolean
  readonly state: 'open' | 'closed'
  /** Why it is closed. */
  readonly reason: string | undefined
  readonly locked: boolean
  readonly labels: readonly string[]
  /** Markdown. */
  readonly body: string
  readonly createdMs: number
  /** Whoever changed the body last; undefined where nobody did. */
  readonly editor: string | undefined
  /** What was said and done, oldest first. */
  readonly timeline: readonly (SaidView | TurnView)[]
  /** How often people were notified of it so far. */
  readonly notifications: number
  /** How it was at each step of a story, oldest first. */
  readonly steps: readonly StepView[]
}

export interface SaidView {
  readonly kind: 'said'
  readonly author: string
  readonly isBot: boolean
  readonly body: string
  readonly atMs: number
  /** As emoji, each with how many gave it. */
  readonly reactions: readonly {readonly emoji: string; readonly count: number}[]
}

export interface TurnView {
  readonly kind: 'closed' | 'reopened'
  readonly by: string
  readonly reason: string | undefined
  readonly atMs: number
}

/** An issue at one moment of a story. */
export interface StepView {
  readonly name: string
  /** What happened then, in a sentence. */
  readonly what: string
  readonly state: 'open' | 'closed' | 'none'
  readonly body: string
  readonly notifications: number
}
