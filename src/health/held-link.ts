/** An address that a repository's lists hold, and everywhere it stands. Plain data that survives JSON. */
export interface HeldLink {
  /** As it is written there. */
  readonly url: string
  /** What is fetched for it (`pageOf`); undefined where there is nothing to fetch, and the text itself says so. */
  readonly page?: string
  readonly places: readonly HeldPlace[]
}

export interface HeldPlace {
  readonly path: string
  /** From 1. */
  readonly line: number
  /** The entry that it stands in, and the section; absent where it stands in none. */
  readonly entry?: string
  readonly section?: string
  readonly isImage?: true
}
