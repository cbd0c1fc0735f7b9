import {countsOf} from '../health/counts-of.ts'
import {isOurNetwork} from '../health/is-our-network.ts'
import {listHealth} from '../health/list-health.ts'
import {longestScanMs} from '../health/longest-scan.ts'
import type {Settings} from '../settings/settings.ts'
import type {ScanOutside} from './scan-outside.ts'
import type {KnownHealth, OpenScan} from './scan-store.ts'

/** After a scan that our own network spoiled. */
const againAfterMs = 3_600_000

/** Whether a scan has nothing more to wait for, or has waited long enough. */
export const isOver = ({begunMs}: OpenScan, awaited: number, nowMs: number): boolean =>
  awaited === 0 || nowMs - begunMs >= longestScanMs

/**
 * Ends the open scan once its pages are checked. `thrown away`: it was our own network that failed, so records are as before, and nothing is said.
 * `going on`: it waits for pages, or there is none.
 */
export async function closeScan(
  {store, now, tell}: Pick<ScanOutside, 'store' | 'now' | 'tell'>,
  known: KnownHealth,
  settings: Settings,
  signal: AbortSignal,
): Promise<'closed' | 'thrown away' | 'going on'> {
  const {scan, awaited, holdings, records, before, decisions} = known
  const {repositoryId, owner, repo} = known.repository
  const nowMs = now()
  if (scan === undefined || !isOver(scan, awaited, nowMs)) return 'going on'

  const about = {repository: `${owner}/${repo}`, cause: scan.cause}
  const seen = [...records]
    .filter(([, record]) => record.checkedMs >= scan.begunMs)
    .map(([page, record]) => ({page, before: before.get(page), record}))
  const ours = isOurNetwork(seen)
  if (ours !== undefined) {
    await store.throwAway(repositoryId, ours, nowMs + againAfterMs, signal)
    tell('scan thrown away', {...about, pages: ours.length, why: 'most sites that answered before failed at once'})
    return 'thrown away'
  }
  // Only new links were looked at after a push: that says nothing of the whole.
  const isWhole = scan.cause !== 'push'
  const health = listHealth({links: holdings.links, records, decisions, settings, nowMs})
  await store.closeScan(repositoryId, isWhole ? countsOf(health, nowMs) : undefined, signal)
  tell('scan closed', {...about, pages: seen.length, left: awaited})
  return 'closed'
}
