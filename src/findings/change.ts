/** Lines of head that GitHub shows in one hunk, and those that the change added. All from 1, `end` inclusive. */
export interface Hunk {
  /** RIGHT lines that can carry a comment: context and added ones. */
  readonly lines: {readonly start: number; readonly end: number}
  /** Lines that the change added, ascending. */
  readonly added: readonly number[]
  /** Head lines directly after which the base had lines that are gone; a suggestion across one posts but can't be applied. 0 is before the first line. */
  readonly deletedAfter: readonly number[]
}

/** One list file of a change, in all its versions. A text is whole, undecoded markers and all; `undefined` where the file did not exist. */
export interface FileChange {
  readonly path: string
  /** Its path before the change, where that was another. */
  readonly before?: string
  /** At today's tip of the base branch: what merging is judged against. */
  readonly tip: string | undefined
  /** Where head left the base branch. */
  readonly mergeBase: string | undefined
  readonly head: string
  readonly hunks: readonly Hunk[]
  /** GitHub shows no lines of it, since it or the change is too large: nothing can be said on one. */
  readonly isUnshown?: boolean
}
