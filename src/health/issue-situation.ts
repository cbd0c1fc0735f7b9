import type {Settings} from '../settings/settings.ts'
import type {IssueMemory} from './issue-memory.ts'
import type {ListHealth} from './link-health.ts'
import type {ScanCounts} from './scan-counts.ts'
import type {IssueThere} from './seen-issue.ts'

/** All that a plan for the issue follows from. Times in epoch milliseconds. */
export interface IssueSituation {
  readonly health: ListHealth
  /** The last whole scans, oldest first, the one that has just ended included. Clean scans are counted from it, so no scan counts twice. */
  readonly trend: readonly ScanCounts[]
  /** As it stands on GitHub, read after people's orders were carried out. */
  readonly issue: IssueThere
  readonly memory: IssueMemory
  /** Somebody wants to hear of it, even if the issue was closed as unwanted: by `/listkeeper scan`, or the button of the check run. */
  readonly isAsked: boolean
  /** When they did, where that was not just now: who closed the issue after that is right. */
  readonly askedMs?: number
  /** A scan that somebody asked for is not over yet. */
  readonly isScanning: boolean
  /** When the next scan is due; undefined where none is. */
  readonly nextMs: number | undefined
  readonly settings: Settings
  readonly repository: ListRepository
  /** What could not be read, as whole sentences (`Holdings.notes`). */
  readonly notes: readonly string[]
  readonly nowMs: number
}

/** Where lines of the lists are shown. */
export interface ListRepository {
  /** `https://github.com/ada/awesome-ants`, without a slash at its end. */
  readonly webUrl: string
  /** The commit in which the links were found. */
  readonly headSha: string
  /** Where the settings stand, or would stand: `.github/listkeeper.yml`. */
  readonly settingsPath: string
}
