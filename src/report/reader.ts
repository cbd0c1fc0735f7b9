import type picocolors from 'picocolors'

/** For whom the report is. */
export interface Reader {
  /** `createColors(true or false)` of picocolors. */
  readonly colors: ReturnType<typeof picocolors.createColors>
  /** How wide the terminal is, in cells. */
  readonly columns: number
}
