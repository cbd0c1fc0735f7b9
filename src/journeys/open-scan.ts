import {isOutOfReach, statusOf} from '../github/is-gone.ts'
import {PostponedError} from '../github/limiter.ts'
import {loadRepository, loadTip} from '../github/load-repository.ts'
import type {RepositoryRef} from '../github/repository-ref.ts'
import {isStale} from '../health/is-stale.ts'
import {nextScan} from '../health/next-scan.ts'
import type {ScanCause} from '../health/scan-cause.ts'
import {linksHeldBy} from './held-links.ts'
import {linkHeaders} from './link-headers.ts'
import {loadLists} from './load-lists.ts'
import type {ScanOutside} from './scan-outside.ts'

/**
 * The first step of a scan: reads a repository's lists and says which of their pages are to be checked.
 *
 * Safe to run again at any time: an open scan is brought up to date. A repository without a list, or that nobody may look at, is let go. One that GitHub shows
 * nothing of now stays as it is, for GitHub says so on bad days, too: whoever is gone for good is forgotten elsewhere. So does one whose settings leave open what
 * people want. Right after a push GitHub may still show the commit before: what is there is taken, and the next scan sees the rest.
 */
export async function openScan(
  outside: ScanOutside,
  ref: RepositoryRef,
  cause: ScanCause,
  signal: AbortSignal,
): Promise<{readonly buckets: readonly number[]}> {
  try {
    return (await openIfList(outside, ref, cause, signal)) ?? (await letGo(outside, ref, 'no list', signal))
  } catch (error) {
    // The installation was deleted or suspended, or the repository went away while we looked.
    if (signal.aborted || error instanceof PostponedError || !isOutOfReach(error)) throw error
    return statusOf(error) === 404 ? leave(outside, ref, 'gone') : letGo(outside, ref, 'gone', signal)
  }
}

async function letGo({store, tell}: ScanOutside, {repositoryId, owner, repo}: RepositoryRef, why: string, signal: AbortSignal) {
  await store.letGo(repositoryId, signal)
  tell('not scanned', {repository: `${owner}/${repo}`, why})
  return {buckets: []}
}

/** It is due again when its lease is over. */
function leave({tell}: ScanOutside, {owner, repo}: RepositoryRef, why: string) {
  tell('not scanned', {repository: `${owner}/${repo}`, why})
  return {buckets: []}
}

/** Undefined: there is no list to look after. */
async function openIfList(outside: ScanOutside, asked: RepositoryRef, cause: ScanCause, signal: AbortSignal) {
  const {octokitFor, store, headerValues = [], now, tell} = outside
  // Whatever is said of it from now on may be newer than what is read.
  const nowMs = now()
  const octokit = await octokitFor(asked.installationId)
  const repository = await loadRepository(octokit, asked, signal)
  // Who archives a repository wants to hear no more, and nobody could write there.
  if (repository.kind === 'gone') return leave(outside, asked, 'gone')
  if (repository.isArchived) return undefined
  const {ref, isPrivate, defaultBranch} = repository
  const headSha = await loadTip(octokit, ref, defaultBranch, signal)
  if (headSha === undefined) {
    const known = await store.repository(ref.repositoryId, signal)
    return known?.scannedMs === undefined ? undefined : leave(outside, asked, 'empty')
  }
  const read = await loadLists(octokit, ref, {branch: defaultBranch, headSha}, signal)
  if (read === undefined) return undefined
  if (read === 'unclear settings') return leave(outside, asked, read)

  const {settings, lists} = read
  const held = linksHeldBy(lists, settings, nowMs)
  const {headers, notes} = linkHeaders(settings.links, headerValues)
  const {dueMs, periodMs} = nextScan(settings.issue?.schedule, ref.repositoryId, nowMs)
  // What only members read is nothing to tell others; what only this list's headers let see, looks dead to a list that sends none.
  const own = `${ref.installationId}/${ref.repositoryId}`
  const scopeOf = (page: string) => (isNamed(page, headers) ? own : isPrivate ? ref.installationId : '')
  const opened = await store.openScan(
    {...ref, isPrivate, defaultBranch},
    {cause, begunMs: nowMs, headSha},
    {headSha, links: held.links, notes: [...read.notes, ...notes, ...held.notes]},
    scopeOf,
    record => isStale(record, cause, periodMs, nowMs),
    cause === 'push' ? undefined : dueMs,
    signal,
  )
  tell('scan opened', {
    repository: `${ref.owner}/${ref.repo}`,
    cause,
    lists: lists.length,
    links: held.links.length,
    buckets: opened.buckets.length,
  })
  return opened
}

const isNamed = (page: string, headers: ReadonlyMap<string, unknown>): boolean =>
  headers.size > 0 && headers.has(new URL(page).host)
