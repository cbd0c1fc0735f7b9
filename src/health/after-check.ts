import {holdsSecret} from '../url/secret.ts'
import type {Reason} from '../verdict/reasons.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {afterTitle, hasLostItsTitle} from './after-title.ts'
import type {PageCheck} from './page-check.ts'
import type {ChangeOfHands, PageRecord, RememberedRepository, Strikes} from './page-record.ts'
import {withoutSecretAddresses} from './without-secret-addresses.ts'

/** Two looks within an hour are one strike: whoever asks for scan after scan makes no page dead. */
const strikeApartMs = 3_600_000

/** For so many checks a page counts as changing after it did. */
const changingChecks = 4

/** Reasons of ours not to have asked at all. */
const notAsked: ReadonlySet<Reason> = new Set(['not-reached', 'over-limit', 'paused-site'])

/**
 * What is remembered of a page after one more check.
 *
 * Alive once clears all strikes; what is unverified neither adds nor clears. A check that is older than what is remembered changes nothing, so
 * that one which is recorded twice counts once.
 */
export function afterCheck(record: PageRecord | undefined, seen: PageCheck): PageRecord {
  const check = {...seen, verdict: withoutSecretAddresses(seen.verdict)}
  if (record === undefined) return grown(undefined, check)
  if (check.atMs <= record.checkedMs) return record
  return notAsked.has(check.verdict.reason) ? {...record, checkedMs: check.atMs} : grown(record, check)
}

function grown(record: PageRecord | undefined, check: PageCheck): PageRecord {
  const {verdict, atMs} = check
  const answers = verdict.kind === 'alive' || verdict.kind === 'moved'
  const isSame = record !== undefined && seenAs(record.verdict) === seenAs(verdict)
  const steady = isSame ? record.steady + 1 : 1
  const isChanging = record !== undefined && (!isSame || (record.isChanging === true && steady < changingChecks))

  const titles = answers ? afterTitle(record ?? {}, check.title, pageIn(verdict)) : (record ?? {})
  const repository = remembered(record?.repository, check.repository)
  const handed = changeOfHands(record, check, hasLostItsTitle(titles))
  const strikes = answers ? undefined : strikesAfter(record?.strikes, verdict, atMs)
  // An unchanged page gives them again. One that gives none now, or is redirected, must not be asked by what it gave once.
  const validators = answers ? check.validators : undefined
  // A copy was looked for because the page was dead. If it dies again, there may be a newer one.
  const copy = answers ? undefined : record?.copy
  const aliveMs = answers ? atMs : record?.aliveMs
  return {
    verdict,
    checkedMs: atMs,
    sinceMs: isSame ? record.sinceMs : atMs,
    steady,
    ...(aliveMs === undefined ? {} : {aliveMs}),
    ...(isChanging ? {isChanging} : {}),
    ...(strikes === undefined ? {} : {strikes}),
    ...(titles.titleWords === undefined ? {} : {titleWords: titles.titleWords}),
    ...(titles.titles === undefined ? {} : {titles: titles.titles}),
    ...(repository === undefined ? {} : {repository}),
    ...(handed === undefined ? {} : {handed}),
    ...(validators === undefined ? {} : {validators}),
    ...(copy === undefined ? {} : {copy}),
  }
}

/** What makes two verdicts the same to whoever asks how often a page changes. */
const seenAs = (verdict: Verdict): string => (verdict.kind === 'moved' ? `moved ${verdict.finalUrl}` : verdict.kind)

/** Whose title was read. */
const pageIn = (verdict: Verdict): string => ('finalUrl' in verdict ? verdict.finalUrl : '')

function strikesAfter(strikes: Strikes | undefined, verdict: Verdict, atMs: number): Strikes | undefined {
  if (verdict.kind !== 'dead') return strikes
  if (strikes === undefined) return {count: 1, firstMs: atMs, lastMs: atMs, proof: verdict}
  if (atMs - strikes.lastMs < strikeApartMs) return {...strikes, proof: verdict}
  return {count: strikes.count + 1, firstMs: strikes.firstMs, lastMs: atMs, proof: verdict}
}

/** The first id stays: it is what tells that a name was registered again. Of a private repository nothing is kept but that. */
function remembered(
  known: RememberedRepository | undefined,
  facts: RepositoryFacts | undefined,
): RememberedRepository | undefined {
  if (facts === undefined || facts.isPrivate) return known
  return {
    id: known?.id ?? facts.id,
    name: facts.name,
    isArchived: facts.isArchived,
    ...(facts.lastCommitMs === undefined ? {} : {lastCommitMs: facts.lastCommitMs}),
    ...(facts.homepage === undefined || holdsSecret(facts.homepage) ? {} : {homepage: facts.homepage.slice(0, 500)}),
  }
}

/** Why a page may belong to somebody else now; of several signs the surest. What a check does not show stays as it was. */
function changeOfHands(
  record: PageRecord | undefined,
  {verdict, repository, atMs}: PageCheck,
  hasLostTitle: boolean,
): ChangeOfHands | undefined {
  const why = whyHanded(record, verdict, repository, hasLostTitle)
  if (why === undefined) return undefined
  return record?.handed?.why === why ? record.handed : {why, sinceMs: atMs}
}

function whyHanded(
  record: PageRecord | undefined,
  verdict: Verdict,
  repository: RepositoryFacts | undefined,
  hasLostTitle: boolean,
): ChangeOfHands['why'] | undefined {
  const known = record?.repository?.id
  if (known !== undefined && (repository === undefined ? record?.handed?.why === 'other repository' : repository.id !== known))
    return 'other repository'
  if (verdict.kind === 'alive' || verdict.kind === 'moved') return hasLostTitle ? 'other title' : undefined
  if (verdict.kind !== 'unverified') return record?.handed?.why
  if (verdict.reason === 'for-sale') return 'domain for sale'
  // A page may send its visitors elsewhere for a day; for good, or twice, it says so.
  const isElsewhere = verdict.elsewhere !== undefined && (verdict.elsewhere.permanent || wasElsewhere(record))
  return isElsewhere ? 'other site' : record?.handed?.why
}

const wasElsewhere = (record: PageRecord | undefined): boolean =>
  record?.verdict.kind === 'unverified' && record.verdict.elsewhere !== undefined
