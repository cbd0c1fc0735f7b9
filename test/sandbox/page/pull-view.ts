/** What the page shows of a pull request: plain data, as people would see it on GitHub. */
export interface PullView {
  /** `ada/awesome-mlops` */
  readonly repository: string
  readonly number: number
  readonly title: string
  readonly author: string
  readonly state: 'open' | 'draft' | 'merged' | 'closed'
  readonly base: string
  readonly head: string
  /** Its latest commit. */
  readonly headSha: string
  /** Markdown. */
  readonly body: string
  /** Of head: the newest. */
  readonly check: CheckView | undefined
  readonly reviews: readonly ReviewView[]
  /** What was said on no line. */
  readonly conversation: readonly CommentView[]
  readonly files: readonly FileView[]
  readonly threads: readonly ThreadView[]
  /** For `git clone` and `git push`. */
  readonly remote: string
}

export interface CheckView {
  readonly name: string
  /** Undefined while it runs. */
  readonly conclusion: string | undefined
  readonly title: string
  /** Markdown, both. */
  readonly summary: string
  readonly text: string
  /** Beside the diff, on lines of head. */
  readonly annotations?: readonly {
    readonly path: string
    readonly line: number
    readonly level: string
    readonly message: string
  }[]
  /** Labels of its buttons. */
  readonly buttons?: readonly string[]
}

export interface ReviewView {
  readonly author: string
  readonly isBot: boolean
  /** Markdown. */
  readonly body: string
  readonly atMs: number
  /** How many comments on lines came with it. */
  readonly comments: number
}

export interface FileView {
  readonly path: string
  /** Hunks as git writes them; undefined where GitHub shows no diff. */
  readonly patch: string | undefined
  readonly additions: number
  readonly deletions: number
  /** At head, for the editor; undefined where it was deleted. */
  readonly text: string | undefined
}

/** What was said on a line. */
export interface ThreadView {
  readonly path: string
  /** Lines of head; undefined once outdated. */
  readonly lines: {readonly start: number; readonly end: number} | undefined
  readonly resolved: boolean
  readonly comments: readonly CommentView[]
}

export interface CommentView {
  readonly id: string
  readonly author: string
  readonly isBot: boolean
  /** Markdown. */
  readonly body: string
  readonly atMs: number
  readonly edited: boolean
  /** Why it is folded away, in one word (`outdated`); undefined where it is shown. */
  readonly folded?: string | undefined
}
