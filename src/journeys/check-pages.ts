import pLimit from 'p-limit'
import {isOutOfReach} from '../github/is-gone.ts'
import {PostponedError} from '../github/limiter.ts'
import {loadSettings} from '../github/load-settings.ts'
import {hidingPrivate, type RepositoryAnswers} from '../github/repository-answers.ts'
import type {RepositoryRef} from '../github/repository-ref.ts'
import {afterCheck} from '../health/after-check.ts'
import {dueAfter} from '../health/due-after.ts'
import type {PageCheck} from '../health/page-check.ts'
import type {PageRecord} from '../health/page-record.ts'
import {trustedValidators} from '../health/trusted-validators.ts'
import type {LinkOptions, SeenPage} from '../links/check-links.ts'
import {githubPlace} from '../url/repository.ts'
import {siteOf} from '../url/site.ts'
import type {Validators} from '../verdict/exchange.ts'
import {factsIn} from '../verdict/repository-facts.ts'
import {judgeRepository, withRepository} from '../verdict/repository-verdict.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {checkOf} from './check-of.ts'
import {linkHeaders} from './link-headers.ts'
import type {ScanOutside} from './scan-outside.ts'
import type {CheckedPage, PlainSite, WantedPage} from './scan-store.ts'
import {standingChanged} from './standing-changed.ts'

/** `more`: there is more to check in this bucket at once. `repositories`: whose issues are to be looked at. */
export interface PagesChecked {
  readonly more: boolean
  readonly repositories: readonly RepositoryRef[]
}

/** How pages are asked for in scans. Nobody waits for them. */
const onScan: LinkOptions = {
  timeoutMs: 10_000,
  deadlineMs: 180_000,
  concurrency: 64,
  perSite: 4,
  retries: 2,
  isPatient: true,
}

const atOnce = {most: 100, perSite: 25}
/** Sites that do not let us ask now make room for others so often. */
const mostRounds = 4
/** A site that did not let us ask for so long is told as unverified: a scan has an end. */
const patienceMs = 2 * 3_600_000
/** Each copy is a question to the Wayback Machine. */
const copiesAtOnce = 4
const mostCopies = 25

/**
 * The second step of a scan: checks some of a bucket's wanted pages and records what they prove.
 *
 * Safe to run again at any time, but only one at a time for a bucket: a site lies in one, and is asked politely. What there was no time to ask, or
 * what a site did not let us ask now, is recorded as nothing and stays wanted, for two hours at most.
 */
export async function checkPages(outside: ScanOutside, bucket: number, signal: AbortSignal): Promise<PagesChecked> {
  const except = new Set<string>()
  // Repositories are asked for by fifties, so a batch may hold nothing else.
  const whole = [siteOf(outside.githubUrl) ?? '']
  const repositories = new Map<string, RepositoryRef>()
  for (let round = 0; round < mostRounds; round += 1) {
    const wanted = await outside.store.wantedPages(bucket, {...atOnce, except: [...except], whole}, signal)
    if (wanted.length === 0) break
    const batch = await checkBatch(outside, wanted, signal)
    for (const ref of batch.repositories) repositories.set(ref.repositoryId, ref)
    if (batch.checked > 0) return {more: true, repositories: [...repositories.values()]}
    for (const {page} of wanted) except.add(siteOf(page) ?? page)
  }
  return {more: false, repositories: [...repositories.values()]}
}

/** Checks these pages at once, and records what they prove. */
async function checkBatch(outside: ScanOutside, wanted: readonly WantedPage[], signal: AbortSignal) {
  const {store, engine, now, tell} = outside
  const names = [...new Set(wanted.map(({page}) => siteOf(page) ?? page))]
  const known = await store.sites(names, signal)
  engine.sites.restore(known)

  const nowMs = now()
  const groups = [
    ...Map.groupBy(wanted, ({scope, wantedBy}) => JSON.stringify([scope, scope === '' ? '' : wantedBy?.repositoryId])),
  ]
  const checks = (await Promise.all(groups.map(([, pages]) => checkGroup(outside, pages, signal)))).flat()
  const held = checks.filter(({check}) => !isUnasked(check.verdict))
  // What was not asked counts once its site has had its time.
  const late = checks.filter(
    ({wanted: {page}, check}) => isUnasked(check.verdict) && leftFor(known.get(siteOf(page) ?? page), nowMs) >= patienceMs,
  )
  const left = new Set(checks.flatMap(({wanted: {page}, check}) => (isUnasked(check.verdict) ? [siteOf(page) ?? page] : [])))

  const folded = [...held, ...late].map(({wanted, check}) => ({wanted, record: afterCheck(wanted.record, check)}))
  const records = await withCopies(outside, folded, signal)
  const recorded = records.map(
    ({wanted: {scope, page, holders}, record}): CheckedPage => ({scope, page, record, dueMs: dueAfter(record, holders)}),
  )
  const stirred = records
    .filter(({wanted, record}) => standingChanged(wanted.record, record))
    .map(({wanted: {scope, page}}) => ({scope, page}))
  const sites = sitesAfter(names, engine.sites.save(names), known, left, nowMs)
  const {repositories} = await store.recordChecks(recorded, sites, stirred, now(), signal)
  tell('pages checked', {pages: recorded.length, left: checks.length - recorded.length, stirred: stirred.length})
  return {checked: recorded.length, repositories}
}

/** Nothing was asked, so nothing was seen. */
const isUnasked = (verdict: Verdict): boolean =>
  verdict.kind === 'unverified' && ['not-reached', 'over-limit', 'paused-site', 'silent-site'].includes(verdict.reason)

/** For how long a site has not let us ask (ms). */
const leftFor = (site: PlainSite | undefined, nowMs: number): number =>
  typeof site?.['leftMs'] === 'number' ? nowMs - site['leftMs'] : 0

/** What is known of sites now; since when one does not let us ask stands beside what the engine says of it. */
function sitesAfter(
  names: readonly string[],
  saved: ReadonlyMap<string, PlainSite>,
  known: ReadonlyMap<string, PlainSite>,
  left: ReadonlySet<string>,
  nowMs: number,
): ReadonlyMap<string, PlainSite> {
  return new Map(
    names.flatMap(name => {
      const {leftMs = nowMs, ...before} = known.get(name) ?? {}
      const state = saved.get(name)
      if (left.has(name)) return [[name, {...(state ?? before), leftMs}] as const]
      return state === undefined ? [] : [[name, state] as const]
    }),
  )
}

interface Checked {
  readonly wanted: WantedPage
  readonly check: PageCheck
}

/** Pages of one scope and, where it is not that of all, of one repository: these may be asked with its headers, and told of what its installation sees. */
async function checkGroup(outside: ScanOutside, pages: readonly WantedPage[], signal: AbortSignal): Promise<readonly Checked[]> {
  const {engine, now} = outside
  const [{answers, waiting}, headers] = await Promise.all([askGithub(outside, pages, signal), headersFor(outside, pages, signal)])
  const factsOf = factsIn(answers)
  const proven = new Map<string, Verdict>()
  for (const {page} of pages) {
    const facts = factsOf(page)
    const verdict = facts && judgeRepository(page, facts, false)
    if (verdict !== undefined) proven.set(page, verdict)
  }

  const open = pages.filter(({page}) => !proven.has(page) && !waiting.has(page))
  const seen = new Map<string, SeenPage>()
  const options = {...onScan, validators: validatorsOf(open), onSeen: (url: string, what: SeenPage) => void seen.set(url, what)}
  const urls = open.map(({page}) => page)
  const found = urls.length === 0 ? new Map<string, Verdict>() : await engine.checkLinks(urls, {...options, ...headers}, signal)
  const atMs = now()
  return pages.flatMap(wanted => {
    const {page} = wanted
    const facts = factsOf(page)
    const asked = found.get(page)
    const verdict = proven.get(page) ?? (asked && facts ? withRepository(page, asked, facts) : asked)
    if (verdict === undefined) return []
    return [{wanted, check: checkOf(atMs, verdict, seen.get(page), facts)}]
  })
}

const validatorsOf = (pages: readonly WantedPage[]): ReadonlyMap<string, Validators> =>
  new Map(
    pages.flatMap(({page, record}) => {
      const validators = trustedValidators(record)
      return validators === undefined ? [] : [[page, validators] as const]
    }),
  )

type Answered = RepositoryAnswers['repositories']

/**
 * What GitHub tells of repositories. What all may see is asked for as one of the installations that want it, so that fifty are a request; it is another one's turn
 * where that one has to wait or is gone. `waiting`: GitHub asks all of them to wait, so these are left for later.
 */
async function askGithub({askRepositoriesFor, githubUrl, tell}: ScanOutside, pages: readonly WantedPage[], signal: AbortSignal) {
  const urls = pages.map(({page}) => page)
  const isForAll = pages.every(({scope}) => scope === '')
  const installations = [...new Set(pages.flatMap(({wantedBy}) => wantedBy?.installationId ?? []))].slice(0, mostAskers)
  let isPostponed = false
  for (const installationId of installations) {
    try {
      const ask = await askRepositoriesFor(installationId)
      const {repositories} = await (isForAll ? hidingPrivate(ask) : ask)(urls, signal)
      return {answers: repositories, waiting: none}
    } catch (error) {
      signal.throwIfAborted()
      isPostponed ||= error instanceof PostponedError
      if (!(error instanceof PostponedError) && !isOutOfReach(error)) throw error
    }
  }
  if (!isPostponed) return {answers: nothingTold, waiting: none}
  tell('GitHub asks to wait', {pages: urls.length})
  const {origin} = new URL(githubUrl)
  return {answers: nothingTold, waiting: new Set(urls.filter(url => githubPlace(url, origin) !== undefined))}
}

const none: ReadonlySet<string> = new Set()
const nothingTold: Answered = new Map()
/** More would only keep the batch waiting. */
const mostAskers = 4

/** What the settings of the one repository that wants these pages have sent along. Pages of all get none. */
async function headersFor(
  {octokitFor, headerValues = []}: ScanOutside,
  pages: readonly WantedPage[],
  signal: AbortSignal,
): Promise<Pick<LinkOptions, 'headers'>> {
  const [first] = pages
  if (first === undefined || first.scope === '' || headerValues.length === 0) return {}
  const ref = first.wantedBy
  if (ref === undefined) return {}
  try {
    const octokit = await octokitFor(ref.installationId)
    const {data} = await octokit.rest.repos.get({owner: ref.owner, repo: ref.repo, request: {signal}})
    const {settings} = await loadSettings(octokit, ref, data.default_branch, signal)
    const {headers} = linkHeaders(settings.links, headerValues)
    return headers.size === 0 ? {} : {headers}
  } catch (error) {
    if (isOutOfReach(error)) return {}
    throw error
  }
}

interface Folded {
  readonly wanted: WantedPage
  readonly record: PageRecord
}

/** A page that all may see and that was seen dead gets a copy looked for, once. */
async function withCopies(
  {engine, now}: ScanOutside,
  folded: readonly Folded[],
  signal: AbortSignal,
): Promise<readonly Folded[]> {
  const lacking = folded.filter(
    ({wanted, record}) => wanted.scope === '' && record.strikes !== undefined && record.copy === undefined,
  )
  const asked = new Set(lacking.slice(0, mostCopies))
  const limit = pLimit(copiesAtOnce)
  return Promise.all(
    folded.map(async one => {
      if (!asked.has(one)) return one
      const copy = await limit(() => engine.findCopy(one.wanted.page, signal))
      if (copy.kind === 'unknown') return one
      return {...one, record: {...one.record, copy: {askedMs: now(), ...(copy.kind === 'copy' ? {url: copy.url} : {})}}}
    }),
  )
}
