import type {PageRecord} from '../health/page-record.ts'
import type {ScanCounts} from '../health/scan-counts.ts'

/** What audits remember from run to run. A value that goes in and comes out: who keeps it, and where, is none of its business. */
export interface AuditHistory {
  /** By page. */
  readonly pages: ReadonlyMap<string, HeldRecord>
  /** Oldest first, of each set of files the last ones. */
  readonly runs: readonly RunCounts[]
}

interface HeldRecord {
  readonly record: PageRecord
  /** When a list held the page last (epoch milliseconds). */
  readonly heldMs: number
}

/** What a run found, and in which files: runs over the same files make a trend. */
interface RunCounts extends ScanCounts {
  readonly paths: readonly string[]
}

export const noHistory: AuditHistory = {pages: new Map(), runs: []}

/** A page that no list holds any more is remembered for so long: it may come back, and its strikes with it. */
const keptMs = 90 * 86_400_000

/** Runs that are kept of the same files. */
const mostRuns = 12

/** Runs that are kept at all. */
const mostRunsInAll = 240

/** The history without what has lasted its time: pages that nobody has held for 90 days, all but the last runs. */
export function pruned({pages, runs}: AuditHistory, nowMs: number): AuditHistory {
  const counts = new Map<string, number>()
  const kept = runs
    .toSorted((a, b) => b.atMs - a.atMs)
    .filter(run => {
      const key = keyOf(run.paths)
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count <= mostRuns
    })
  return {
    pages: new Map([...pages].filter(([, {heldMs}]) => heldMs > nowMs - keptMs)),
    runs: kept.slice(0, mostRunsInAll).reverse(),
  }
}

/** Both histories as one: of each page the record that saw more of it. Runs that overlap lose nothing by that. */
export function merged(one: AuditHistory, other: AuditHistory): AuditHistory {
  const pages = new Map(one.pages)
  for (const [page, held] of other.pages) {
    const known = pages.get(page)
    pages.set(page, known === undefined ? held : newer(known, held))
  }
  const runs = new Map([...one.runs, ...other.runs].map(run => [`${run.atMs} ${keyOf(run.paths)}`, run]))
  return {pages, runs: [...runs.values()].toSorted((a, b) => a.atMs - b.atMs)}
}

const newer = (one: HeldRecord, other: HeldRecord): HeldRecord => ({
  record: other.record.checkedMs > one.record.checkedMs ? other.record : one.record,
  heldMs: Math.max(one.heldMs, other.heldMs),
})

/** What earlier runs over these files found, oldest first. */
export const trendOf = ({runs}: AuditHistory, paths: readonly string[]): readonly ScanCounts[] => {
  const key = keyOf(paths)
  return runs.filter(run => keyOf(run.paths) === key).map(({paths: _, ...counts}) => counts)
}

const keyOf = (paths: readonly string[]): string => JSON.stringify(paths.toSorted())
