import {PostponedError} from '../github/limiter.ts'

/** When the job is to be run again, in epoch milliseconds, if GitHub asked us to wait; also where that is only the cause of what failed. */
export function postponedUntil(error: unknown): number | undefined {
  if (error instanceof PostponedError) return error.untilMs
  if (error instanceof AggregateError) return error.errors.map(postponedUntil).find(untilMs => untilMs !== undefined)
  return error instanceof Error && error.cause !== undefined ? postponedUntil(error.cause) : undefined
}
