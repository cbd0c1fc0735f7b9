/** One request that reached this GitHub, and what was answered. */
export interface Call {
  readonly method: string
  /** With its query, as it was asked for: `/api/v3/repos/ada/ants/pulls/1`. */
  readonly path: string
  /** Parsed JSON, or undefined where there was none. For GraphQL: `{query, variables}`. */
  readonly body: unknown
  /** 0: the connection was cut. */
  readonly status: number
  /** By this GitHub's clock. */
  readonly atMs: number
  /** Real time from the request to the answer. */
  readonly tookMs: number
  /** Login of who asked (`listkeeper[bot]`), `app` for a JWT, undefined for nobody. */
  readonly by: string | undefined
  /** What this stand-in does not serve although GitHub does: tests assert that there was none. */
  readonly lacking: string | undefined
}

/** Something that GitHub would have told people about. */
export interface Notification {
  readonly kind: 'review' | 'comment' | 'reply' | 'issue opened' | 'issue closed' | 'issue reopened' | 'edit adds a mention'
  /** Login of who caused it. */
  readonly by: string
  /** `ada/ants#1`. */
  readonly where: string
  /** Logins that the text mentions and so notifies beside those who take part. */
  readonly mentions: readonly string[]
  readonly atMs: number
}

/** All that happened, for tests to count. */
export interface Ledger {
  readonly calls: Call[]
  readonly notifications: Notification[]
}
