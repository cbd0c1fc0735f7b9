/** What goes wrong. Several fields may be given together. */
export interface Fault {
  /** Answer this instead (default with `headers` or `body`: 500). */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Wait before answering. */
  readonly delayMs?: number
  /** Cut the connection instead of answering. */
  readonly reset?: boolean
  /** Do what was asked, then misbehave. Without it nothing was done. */
  readonly after?: 'write took effect'
  /** Answer 200 with these errors. With `after`, beside the data; without, `data` is null. */
  readonly graphqlErrors?: readonly {
    readonly type?: string
    readonly message: string
    readonly path?: readonly (string | number)[]
  }[]
  /** Every list in the answer is empty. */
  readonly emptyList?: true
}

/** Which requests a fault meets, and how often. All of `match` must fit; a request meets one fault at most, the oldest. */
export interface FaultPlan {
  readonly match: {readonly method?: string; readonly path?: RegExp; readonly graphql?: RegExp}
  readonly times: number
  readonly fault: Fault
}
