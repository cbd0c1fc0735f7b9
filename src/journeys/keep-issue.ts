import {showHealthCheck} from '../github/health-check-run.ts'
import {isOutOfReach} from '../github/is-gone.ts'
import {PostponedError} from '../github/limiter.ts'
import {loadRepository, loadTip} from '../github/load-repository.ts'
import {loadSettings, settingsPath} from '../github/load-settings.ts'
import type {RepositoryRef} from '../github/repository-ref.ts'
import {unclearCheck} from '../health/health-check.ts'
import {code} from '../markdown/message.ts'
import {carryOutOrders} from './carry-out-orders.ts'
import {closeScan, isOver} from './close-scan.ts'
import type {ScanOutside} from './scan-outside.ts'
import type {KnownHealth} from './scan-store.ts'
import {type Keeping, updateIssue} from './update-issue.ts'

const noMore = {scanAgain: false}

/**
 * The third step of a scan: closes it once its pages are checked, carries out what people asked for, and brings the issue and the check run up
 * to date. Safe to run again at any time: it starts from what the store and GitHub show, and does only what is still missing.
 *
 * `scanAgain`: somebody asked for a scan.
 */
export async function keepIssue(
  outside: ScanOutside,
  ref: RepositoryRef,
  signal: AbortSignal,
): Promise<{readonly scanAgain: boolean}> {
  const known = await outside.store.health(ref.repositoryId, signal)
  if (known === undefined || hasNothingToKeep(known)) return noMore
  try {
    return await keep(outside, ref, known, signal)
  } catch (error) {
    // The installation was deleted or suspended, or the repository went away while we looked.
    if (signal.aborted || error instanceof PostponedError || !isOutOfReach(error)) throw error
    await endUnsaid(outside, known, signal)
    outside.tell('issue not kept', {repository: `${ref.owner}/${ref.repo}`, why: 'gone'})
    return noMore
  }
}

/** A repository that was let go, or never was a list's. */
const hasNothingToKeep = ({repository: {memory}, holdings, scan, orders}: KnownHealth): boolean =>
  holdings.headSha === '' &&
  scan === undefined &&
  orders.length === 0 &&
  memory.number === undefined &&
  memory.begunMs === undefined

/** A scan that has nothing to wait for ends without a word, and counts as none. */
async function endUnsaid({store, now}: ScanOutside, {repository, scan, awaited}: KnownHealth, signal: AbortSignal) {
  if (scan !== undefined && isOver(scan, awaited, now())) await store.closeScan(repository.repositoryId, undefined, signal)
}

async function keep(outside: ScanOutside, asked: RepositoryRef, known: KnownHealth, signal: AbortSignal) {
  const {octokitFor, store, tell} = outside
  const octokit = await octokitFor(asked.installationId)
  const repository = await loadRepository(octokit, asked, signal)
  if (repository.kind === 'gone' || repository.isArchived) {
    // On a bad day GitHub shows nothing of what is there: that is no reason to forget it.
    if (repository.kind === 'gone') await endUnsaid(outside, known, signal)
    else await store.letGo(asked.repositoryId, signal)
    tell('issue not kept', {repository: `${asked.owner}/${asked.repo}`, why: repository.kind === 'gone' ? 'gone' : 'archived'})
    return noMore
  }
  const {ref} = repository
  const {settings, isUnclear, mistakes} = await loadSettings(octokit, ref, repository.defaultBranch, signal)

  const ordered = await carryOutOrders(outside, octokit, ref, known.orders, known.holdings.links, signal)
  if (isUnclear) {
    // What is ignored, what counts as dead, whether an issue is wanted: all of it may be meant otherwise.
    await endUnsaid(outside, known, signal)
    const tip = await loadTip(octokit, ref, repository.defaultBranch, signal)
    const notes = mistakes.map(({message, place}) => `${code(settingsPath)}, line ${place.start.line}: ${message}.`)
    if (tip !== undefined) await showHealthCheck(octokit, ref, tip, unclearCheck(notes), signal)
    tell('issue not kept', {repository: `${ref.owner}/${ref.repo}`, why: 'unclear settings'})
    return {scanAgain: ordered.wantsScan}
  }
  const isDecided = ordered.decisions.length > 0 || known.orders.length > 0
  const decided = isDecided ? ((await store.health(ref.repositoryId, signal)) ?? known) : known
  const ended = await closeScan(outside, decided, settings, signal)
  const now = ended === 'going on' ? decided : ((await store.health(ref.repositoryId, signal)) ?? decided)
  // Nothing is known of the lists any more; an issue that the settings do not want hears so.
  const isUnwanted = settings.issue?.enabled === false
  if (isUnwanted ? now.repository.memory.number === undefined : now.holdings.headSha === '') return {scanAgain: ordered.wantsScan}
  // Nothing is said of a scan that our own network spoiled, but what people did in the issue is shown.
  if (ended === 'thrown away' && !isDecided) return noMore

  const wasAsked = known.scan?.cause === 'asked'
  const keeping: Keeping = {
    octokit,
    repository,
    settings,
    wantsScan: ordered.wantsScan,
    wasAsked,
    askedMs: known.scan?.begunMs,
    isScanning: wasAsked && ended === 'going on',
  }
  // The first look at a repository is whole, or nothing is said.
  const isFirst = now.trend.length === 0 && now.scan !== undefined && now.repository.memory.number === undefined
  if (isFirst) return {scanAgain: ordered.wantsScan}
  const {wantsScan, check, headSha} = await updateIssue(outside, now, keeping, signal)
  if (!isUnwanted && !(await showHealthCheck(octokit, ref, headSha, check, signal))) {
    tell('check run refused', {repository: `${ref.owner}/${ref.repo}`})
  }
  return {scanAgain: ordered.wantsScan || wantsScan}
}
