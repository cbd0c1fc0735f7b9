import {isAbout, monthsBetween} from '../findings/repository-findings.ts'
import {isAccepted} from '../settings/accepted-links.ts'
import {ignoredBy} from '../settings/ignored-links.ts'
import type {Settings} from '../settings/settings.ts'
import {isBadge} from '../url/badge.ts'
import {parseHttp} from '../url/page.ts'
import {githubPlace} from '../url/repository.ts'
import {holdsSecret} from '../url/secret.ts'
import {judgeText} from '../verdict/judge-text.ts'
import {provenSuccessor} from '../verdict/proven-successor.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {Decision} from './decision.ts'
import {enoughStrikes} from './enough-strikes.ts'
import type {HeldLink} from './held-link.ts'
import type {LinkHealth, LinkState, ListHealth, RepositoryHealth} from './link-health.ts'
import {linkKey} from './link-key.ts'
import type {PageRecord, Strikes} from './page-record.ts'

/** All that the health of a repository's lists follows from. */
export interface KnownLinks {
  readonly links: readonly HeldLink[]
  /** By page. */
  readonly records: ReadonlyMap<string, PageRecord>
  readonly decisions: readonly Decision[]
  readonly settings: Settings
  readonly nowMs: number
}

const dayMs = 86_400_000

/** How it is with each link of a repository's lists, for these lists: their strikes, their settings, what their people decided. */
export function listHealth(known: KnownLinks): ListHealth {
  const {links, records, nowMs} = known
  const decided = lastDecisions(known)
  const neighbours = Map.groupBy(
    links.flatMap(link => link.places.map(place => ({link, at: entryAt(place)}))),
    ({at}) => at,
  )
  return {
    atMs: nowMs,
    links: links.map((link): LinkHealth => {
      const homepages = () =>
        link.places
          .flatMap(place => (place.entry === undefined ? [] : (neighbours.get(entryAt(place)) ?? [])))
          .flatMap(({link: other}) => homepageOf(other, records) ?? [])
      const state = stateOf(link, decided.get(link.url), known, homepages)
      const repository = repositoryOf(link, state, known)
      return {
        key: linkKey(link.url),
        url: link.url,
        places: link.places,
        state,
        ...(repository === undefined ? {} : {repository}),
      }
    }),
  }
}

/** By address: what was decided last, where that still holds. */
function lastDecisions({decisions, nowMs}: KnownLinks): ReadonlyMap<string, Decision> {
  const last = new Map<string, Decision>()
  for (const decision of decisions) if (decision.atMs >= (last.get(decision.url)?.atMs ?? 0)) last.set(decision.url, decision)
  return new Map([...last].filter(([, {untilMs}]) => untilMs === undefined || untilMs > nowMs))
}

const entryAt = ({path, section = '', entry = ''}: HeldLink['places'][number]): string => [path, section, entry].join('\0')

/** What a repository names as its homepage speaks for the entry that it stands in; a file or an issue of one does not. */
function homepageOf({url, page}: HeldLink, records: KnownLinks['records']): string | undefined {
  const repository = page === undefined ? undefined : records.get(page)?.repository
  return repository !== undefined && githubPlace(url, siteOf(url))?.rest === '' ? repository.homepage : undefined
}

const siteOf = (url: string): string => parseHttp(url)?.origin ?? 'https://github.com'

function stateOf(
  link: HeldLink,
  decision: Decision | undefined,
  {records, settings, nowMs}: KnownLinks,
  homepages: () => readonly string[],
): LinkState {
  const {url, page} = link
  if (holdsSecret(url)) return {kind: 'secret'}
  const setting = ignoredBy(url, settings.links?.ignore ?? [], nowMs)
  if (setting !== undefined) {
    const {reason, until} = setting
    return {kind: 'ignored by settings', ...(reason === undefined ? {} : {why: reason}), ...(until === undefined ? {} : {until})}
  }
  if (decision !== undefined) return {kind: 'ignored by people', decision}
  const text = judgeText(url)
  if (text?.kind === 'invalid') return {kind: 'invalid', reason: text.reason}
  if (text !== undefined || page === undefined) return {kind: 'left out', reason: text?.reason ?? 'relative'}
  if (isBadge(url) && link.places.every(({isImage}) => isImage === true)) return {kind: 'left out', reason: 'badge'}
  const record = records.get(page)
  return record === undefined ? {kind: 'new'} : stateOfPage(link, record, settings, homepages)
}

/** Dead is what had its strikes; what may belong to somebody else is neither moved nor alive. */
function stateOfPage(link: HeldLink, record: PageRecord, settings: Settings, homepages: () => readonly string[]): LinkState {
  const {verdict, strikes, handed} = record
  const accept = settings.links?.accept ?? []
  if (isAccepted(verdict, accept)) return {kind: 'alive', reason: 'accepted', status: statusOf(verdict)}
  const proof = strikes && (strikes.proof ?? (verdict.kind === 'dead' ? verdict : undefined))
  if (strikes !== undefined && proof !== undefined && !isAccepted(proof, accept))
    return deadOrSuspect(strikes, proof, record, settings)

  const proven = provenMove(link, verdict, homepages)
  if (proven !== undefined && (handed === undefined || handed.why === 'other site')) return movedTo(link.url, proven, record)
  if (handed !== undefined) {
    const leadsTo = verdict.kind === 'unverified' ? verdict.elsewhere?.finalUrl : undefined
    return {kind: 'handed', ...handed, ...(leadsTo === undefined ? {} : {leadsTo})}
  }
  switch (verdict.kind) {
    case 'alive':
      return {kind: 'alive', reason: verdict.reason, status: verdict.status}
    case 'moved':
      return movedTo(link.url, verdict, record)
    case 'invalid':
      return {kind: 'invalid', reason: verdict.reason}
    case 'ignored':
      return {kind: 'left out', reason: verdict.reason}
    // What is dead without a strike was recorded by nobody; it proves nothing yet.
    case 'dead':
    case 'unverified':
    case 'refused':
      return {kind: 'unverified', reason: verdict.reason, status: statusOf(verdict), sinceMs: record.sinceMs}
  }
}

const statusOf = (verdict: Verdict): number | undefined => ('status' in verdict ? verdict.status : undefined)

function deadOrSuspect(
  {count, firstMs, lastMs}: Strikes,
  {reason, status}: Extract<Verdict, {kind: 'dead'}>,
  {copy}: PageRecord,
  settings: Settings,
): LinkState {
  const {scans, days} = enoughStrikes(settings)
  if (count < scans || lastMs - firstMs < days * dayMs) return {kind: 'suspect', reason, status, sinceMs: firstMs, strikes: count}
  return {kind: 'dead', reason, status, sinceMs: firstMs, ...(copy?.url === undefined ? {} : {copyUrl: copy.url})}
}

/** Where it leads to another site, what the list itself knows of the thing may prove that it is the same there. */
function provenMove({url, places}: HeldLink, verdict: Verdict, homepages: () => readonly string[]) {
  if (verdict.kind !== 'unverified' || verdict.elsewhere === undefined) return undefined
  for (const {entry} of places) {
    const proven = provenSuccessor(verdict, {url, name: entry})
    if (proven !== undefined) return proven
  }
  for (const homepageUrl of homepages()) {
    const proven = provenSuccessor(verdict, {url, name: undefined, homepageUrl})
    if (proven !== undefined) return proven
  }
  return undefined
}

/** A link to a place in a page leads to the same place in the new one, unless that brings a place of its own. */
function movedTo(
  url: string,
  {reason, finalUrl}: Extract<Verdict, {kind: 'moved'}>,
  {sinceMs}: PageRecord,
): Extract<LinkState, {kind: 'moved'}> {
  const fragment = parseHttp(url)?.hash ?? ''
  return {kind: 'moved', reason, finalUrl: finalUrl.includes('#') ? finalUrl : `${finalUrl}${fragment}`, sinceMs}
}

/** Of a repository that is gone, or is somebody else's now, there is nothing more to say. */
function repositoryOf(
  {url, page}: HeldLink,
  {kind}: LinkState,
  {records, settings, nowMs}: KnownLinks,
): RepositoryHealth | undefined {
  const repository = page === undefined ? undefined : records.get(page)?.repository
  if (repository === undefined || !isAbout(url, {site: siteOf(url)})) return undefined
  if (kind !== 'alive' && kind !== 'moved' && kind !== 'unverified') return undefined
  const {archived = true, staleAfterMonths} = settings.repositories ?? {}
  const {id, name, isArchived, lastCommitMs} = repository
  if (isArchived) return archived ? {id, name, isArchived} : undefined
  if (staleAfterMonths === undefined || lastCommitMs === undefined) return undefined
  const staleMonths = monthsBetween(lastCommitMs, nowMs)
  return staleMonths < staleAfterMonths ? undefined : {id, name, staleMonths}
}
