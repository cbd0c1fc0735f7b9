import {afterCheck} from '../health/after-check.ts'
import {countsOf} from '../health/counts-of.ts'
import {isOurNetwork} from '../health/is-our-network.ts'
import {isStale} from '../health/is-stale.ts'
import type {ListHealth} from '../health/link-health.ts'
import {listHealth} from '../health/list-health.ts'
import type {PageCheck} from '../health/page-check.ts'
import type {PageRecord} from '../health/page-record.ts'
import type {ScanCounts} from '../health/scan-counts.ts'
import {trustedValidators} from '../health/trusted-validators.ts'
import type {CheckLinks, SeenPage} from '../links/check-links.ts'
import type {Settings} from '../settings/settings.ts'
import type {Validators} from '../verdict/exchange.ts'
import {factsIn} from '../verdict/repository-facts.ts'
import {type Asking, askLinks, type Defaults, onCommandLine} from './ask-links.ts'
import {type AuditHistory, noHistory, trendOf} from './audit-history.ts'
import {checkOf} from './check-of.ts'
import {heldLinks} from './held-links.ts'

/** What an audit found. */
export interface Audit {
  readonly paths: readonly string[]
  readonly health: ListHealth
  /** Of runs over the same files, oldest first, this one last; where it was no whole run, those before it alone. */
  readonly trend: readonly ScanCounts[]
  /** What is to be remembered. */
  readonly history: AuditHistory
  readonly notes: readonly string[]
}

/** A scan takes its time: nobody waits at a pull request. */
const onAudit: Defaults = {...onCommandLine, deadlineMs: 1_800_000}

/** What a list may be believed at once where nothing is remembered: what was seen dead twice in this run. */
const atOnce = {scans: 1, days: 0}

/**
 * The health of the links of files, as a scan of a repository would see it. `history` undefined: nothing is remembered, and what is dead now
 * counts as dead.
 *
 * A signal that aborts with `enough` gives what is known by then. What was not reached keeps the record that it had.
 */
export async function auditFiles(
  outside: Asking,
  files: readonly {readonly path: string; readonly text: string}[],
  settings: Settings,
  history: AuditHistory | undefined,
  signal: AbortSignal,
): Promise<Audit> {
  const {now = Date.now} = outside
  const begunMs = now()
  const {links, notes: held} = heldLinks(files, settings, begunMs)
  const pages = [...new Set(links.flatMap(({page}) => (page === undefined ? [] : [page])))]
  const {pages: known, runs} = history ?? noHistory
  const records = new Map(
    pages.flatMap(page => {
      const record = known.get(page)?.record
      return record === undefined ? [] : [[page, record] as const]
    }),
  )

  const stale = pages.filter(page => isStale(records.get(page), 'asked', 0, begunMs))
  const {checks, notes: asked} = await checksOf(outside, stale, records, settings, signal)
  const {notes: failed, seen} = believed(records, checks)
  for (const {page, record} of seen) records.set(page, record)

  const nowMs = now()
  const rules = history === undefined ? {...settings, strikes: atOnce} : settings
  const health = listHealth({links, records, decisions: [], settings: rules, nowMs})
  const paths = files.map(({path}) => path)
  const isWhole = !signal.aborted && failed.length === 0
  const counts = isWhole ? [countsOf(health, nowMs)] : []
  return {
    paths,
    health,
    trend: [...trendOf({pages: known, runs}, paths), ...counts].slice(-12),
    history: {
      pages: new Map([...known, ...[...records].map(([page, record]) => [page, {record, heldMs: nowMs}] as const)]),
      runs: [...runs, ...counts.map(run => ({paths, ...run}))],
    },
    notes: [...held, ...asked, ...failed],
  }
}

type Checks = ReadonlyMap<string, PageCheck>

/** Asks for pages; those that nobody had time for are missing. */
async function checksOf(
  outside: Asking,
  pages: readonly string[],
  records: ReadonlyMap<string, PageRecord>,
  {links: {ignore: _ignore, accept: _accept, fragments: _fragments, ...how} = {}}: Settings,
  signal: AbortSignal,
): Promise<{readonly checks: Checks; readonly notes: readonly string[]}> {
  const {now = Date.now} = outside
  const shown = new Map<string, SeenPage>()
  const checkLinks: CheckLinks = (urls, options, stop) =>
    outside.checkLinks(
      urls,
      {...options, validators: validatorsOf(urls, records), onSeen: (url, seen) => void shown.set(url, seen)},
      stop,
    )
  const {verdicts, repositories, notes} = await askLinks({...outside, checkLinks}, pages, how, onAudit, signal)
  const factsOf = factsIn(repositories)
  const atMs = now()
  const checks = new Map<string, PageCheck>()
  for (const [page, verdict] of verdicts) {
    if (verdict.reason === 'not-reached' || verdict.reason === 'over-limit') continue
    checks.set(page, checkOf(atMs, verdict, shown.get(page), factsOf(page)))
  }
  return {checks, notes}
}

const validatorsOf = (pages: readonly string[], records: ReadonlyMap<string, PageRecord>): ReadonlyMap<string, Validators> =>
  new Map(
    pages.flatMap(page => {
      const validators = trustedValidators(records.get(page))
      return validators === undefined ? [] : [[page, validators] as const]
    }),
  )

/** The records after checks; if it was our own network that failed, nothing of what failed counts. */
function believed(records: ReadonlyMap<string, PageRecord>, checks: Checks) {
  const seen = [...checks].map(([page, check]) => {
    const before = records.get(page)
    return {page, before, record: afterCheck(before, check)}
  })
  const failing = new Set(isOurNetwork(seen))
  const notes =
    failing.size === 0
      ? []
      : [
          `Most sites that answered before failed at once, so the network here is to blame: ${failing.size === 1 ? '1 page' : `${failing.size} pages`} stand as they were known before.`,
        ]
  return {seen: seen.filter(({page}) => !failing.has(page)), notes}
}
