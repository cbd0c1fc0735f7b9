/** How the jobs are doing, for operators: plain data that survives JSON. */
export interface JobsReport {
  readonly queues: readonly QueueReport[]
  /** Jobs that were given up, the newest first; at most one of a queue and key, at most 500. */
  readonly dead: readonly DeadJob[]
}

export interface QueueReport {
  /** `review-pull-request`, `open-scan`, `check-pages` or `keep-issue`. */
  readonly queue: string
  /** Could run now. */
  readonly waiting: number
  /** GitHub asked to wait: they run later. */
  readonly postponed: number
  readonly running: number
  /** Failed before, and wait for their next try. */
  readonly retrying: number
  readonly dead: number
  /** How long the oldest that could run now has been waiting; 0 where none does. */
  readonly oldestWaitingMs: number
}

export interface DeadJob {
  readonly id: string
  readonly queue: string
  readonly key: string
  /** What it was to be done to: `ada/ants`, `ada/ants#7`, `bucket 12`. */
  readonly about: string
  /** Why the last try failed, as a sentence: without secrets, and without addresses of lists' links. */
  readonly reason: string
  readonly diedMs: number
  /** How often it was tried. */
  readonly tries: number
}
