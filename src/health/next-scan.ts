import {cronMistake, nextCron} from '../settings/cron.ts'
import {linkKey} from './link-key.ts'

/** When the next scan is due (epoch), and how far apart scans are. Milliseconds. */
export interface NextScan {
  readonly dueMs: number
  readonly periodMs: number
}

const dayMs = 86_400_000

/**
 * When a repository is to be scanned next. `schedule`: `daily`, `weekly` (also if undefined), `monthly`, or a cron expression, which is kept to the
 * minute. The others are spread over all minutes of a day, a week, or the first 28 days of a month by a hash of the repository, always the same.
 */
export function nextScan(schedule: string | undefined, repositoryId: string, nowMs: number): NextScan {
  const expression = cronOf(schedule ?? 'weekly', repositoryId)
  const dueMs = nextCron(expression, nowMs)
  const afterMs = dueMs === undefined ? undefined : nextCron(expression, dueMs)
  // Of settings that were read none gets here; whoever hands over another text is scanned weekly.
  if (dueMs === undefined || afterMs === undefined) return {dueMs: nowMs + 7 * dayMs, periodMs: 7 * dayMs}
  return {dueMs, periodMs: afterMs - dueMs}
}

function cronOf(schedule: string, repositoryId: string): string {
  const hash = BigInt(`0x${linkKey(`repository ${repositoryId}`)}`)
  const at = (from: bigint, count: bigint): string => String((hash / from) % count)
  const time = `${at(1n, 60n)} ${at(60n, 24n)}`
  switch (schedule) {
    case 'daily':
      return `${time} * * *`
    case 'monthly':
      return `${time} ${1n + ((hash / 1440n) % 28n)} * *`
    case 'weekly':
      return `${time} * * ${at(1440n, 7n)}`
    default:
      return schedule.includes(' ') && cronMistake(schedule) === undefined ? schedule : cronOf('weekly', repositoryId)
  }
}
