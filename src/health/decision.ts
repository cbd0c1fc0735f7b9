/** What people decided about a link in the issue: it is left alone, for good or until a moment. */
export interface Decision {
  /** As it stands in the list, or stood. */
  readonly url: string
  readonly kind: 'ignore' | 'snooze'
  /** Whoever decided, where that is known. */
  readonly by?: string
  readonly atMs: number
  /** Of a snooze (epoch milliseconds). */
  readonly untilMs?: number
}
