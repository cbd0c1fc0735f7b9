/** What one scan found, in numbers: a row of the trend. A link that is ignored is in none of them but `links`. */
export interface ScanCounts {
  readonly atMs: number
  /** All that the lists hold. */
  readonly links: number
  readonly alive: number
  readonly dead: number
  /** Dead, but not often and long enough to be called so. */
  readonly suspects: number
  readonly moved: number
  readonly unverified: number
}
