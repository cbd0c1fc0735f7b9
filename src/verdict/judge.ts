import {domainOf} from '../url/domain.ts'
import {parseHttp} from '../url/page.ts'
import {targetOf} from '../url/target.ts'
import {withoutTracking} from '../url/tracking.ts'
import type {Exchange, Failure} from './exchange.ts'
import {missingFragment} from './fragments.ts'
import {judgeText} from './judge-text.ts'
import {isChallengePage, isLoginPage, isNotFoundPage, saysChallenge, saysNotFound} from './page-signs.ts'
import {isDomainMarket, isOfMarket, isParkingHost, saysForSale, saysParked} from './parking.ts'
import type {Reason} from './reasons.ts'
import {isOfShortener, isShortened} from './shorteners.ts'
import {isDeep, isRoot, leavesForGood, successorOf} from './successor.ts'
import type {BetterAddress, Verdict} from './verdict.ts'

/**
 * What was seen proves this, and nothing more.
 *
 * Dead needs proof: 404, 410 or no such domain, there or where it redirects to. The latter counts whoever's site it is, since it is what a
 * reader of the list gets to see; only a login or challenge page that says 404 to strangers proves nothing, nor does a page that goes on by itself. Moved needs a permanent
 * redirect to a page of the same owner. A 304 proves a page alive that was asked whether it has changed since it was. All that is left open is unverified, and never said aloud.
 */
export function judge(exchange: Exchange): Verdict {
  const fromText = judgeText(exchange.url)
  if (fromText !== undefined) return fromText
  if (exchange.failure !== undefined) return judgeFailure(exchange, exchange.failure)

  const last = exchange.hops.at(-1)
  if (last === undefined) return {kind: 'unverified', reason: 'protocol', status: undefined, detail: 'there was no answer'}
  const sign = wallOf(exchange)
  if (sign !== undefined) return unverified(exchange, sign)
  if (last.status === 304 && exchange.isUnchanged === true)
    return {kind: 'alive', reason: 'unchanged', status: 304, finalUrl: exchange.url}
  if ((last.status === 404 || last.status === 410) && exchange.goesOn === true) return unverified(exchange, 'goes-on')
  if (last.status === 404)
    return {kind: 'dead', reason: exchange.hops.length > 1 ? 'leads-to-not-found' : 'not-found', status: 404}
  if (last.status === 410) return {kind: 'dead', reason: exchange.hops.length > 1 ? 'leads-to-gone' : 'gone', status: 410}
  if (last.status < 200 || last.status > 299) return unverified(exchange, reasonOfStatus(last.status))
  return judgeSuccess(exchange, last.status)
}

function judgeFailure(exchange: Exchange, {kind, detail}: Failure): Verdict {
  const status = exchange.hops.at(-1)?.status
  switch (kind) {
    case 'no such domain':
      return {kind: 'dead', reason: exchange.hops.length > 0 ? 'leads-to-no-such-domain' : 'no-such-domain', status}
    case 'private address':
      return {kind: 'refused', reason: 'private-address', detail}
    case 'blocked port':
      return {kind: 'refused', reason: 'blocked-port', detail}
    case 'never':
      return {kind: 'refused', reason: 'never', detail}
    default:
      return {kind: 'unverified', reason: reasonOfFailure[kind], status, detail}
  }
}

const reasonOfFailure: Readonly<
  Record<Exclude<Failure['kind'], 'no such domain' | 'private address' | 'blocked port' | 'never'>, Reason>
> = {
  resolver: 'resolver',
  'refused connection': 'connection-refused',
  reset: 'reset',
  timeout: 'timeout',
  'tls expired': 'tls-expired',
  'tls wrong host': 'tls-wrong-host',
  'tls self-signed': 'tls-self-signed',
  tls: 'tls',
  'too many redirects': 'too-many-redirects',
  'not http': 'redirects-elsewhere',
  deadline: 'not-reached',
  protocol: 'protocol',
  encoding: 'broken-encoding',
  'no resolver': 'no-resolver',
  proxy: 'proxy',
  'proxy login': 'proxy-login',
  'over limit': 'over-limit',
  'paused site': 'paused-site',
  flapping: 'flapping',
  'silent site': 'silent-site',
}

function reasonOfStatus(status: number): Reason {
  if (status === 401 || status === 407) return 'login'
  if (status === 429) return 'too-many-requests'
  if (status === 451) return 'legal-reasons'
  if (status === 408 || status === 425) return 'timeout'
  if (status === 999 || [402, 403, 405, 406, 412, 415, 418].includes(status)) return 'refuses-bots'
  return status >= 500 && status < 600 ? 'server-error' : 'odd-answer'
}

/** A wall in front of the page: then no status tells about the page itself. */
function wallOf(exchange: Exchange): Reason | undefined {
  const [asked, final] = ends(exchange)
  if (exchange.wall !== undefined || saysChallenge(exchange.title)) return 'challenge'
  if (exchange.hops.length < 2) return undefined
  if (isChallengePage(final) && !isChallengePage(asked)) return 'challenge'
  return isLoginPage(final) && !isLoginPage(asked) ? 'login' : undefined
}

/** A 2xx at the end of the chain. */
function judgeSuccess(exchange: Exchange, status: number): Verdict {
  const [asked, final] = ends(exchange)
  const redirected = exchange.hops.length > 1
  const lost = notItself(exchange, asked, final)
  if (lost !== undefined) return unverified(exchange, lost)
  if (redirected && domainOf(asked.href) !== domainOf(final.href)) {
    const hidden = behindShortener(exchange)
    if (hidden !== undefined) return judgeHidden(hidden, status)
    if (leavesForGood(exchange) || refreshes(exchange) || (isDeep(asked, final) && isRoot(final)))
      return {...unverified(exchange, 'other-site'), elsewhere: elsewhereOf(exchange, final)}
  } else if (redirected && isDeep(asked, final) && isRoot(final)) return unverified(exchange, 'to-home')

  const successor = successorOf(exchange)
  if (successor !== undefined) return {kind: 'moved', reason: 'permanent-redirect', status, finalUrl: successor}
  const missing = exchange.places === undefined ? undefined : missingFragment(final, exchange.places)
  const better = secureAddress(asked, final)
  return {
    kind: 'alive',
    reason: redirected ? 'redirects' : 'answers',
    status,
    finalUrl: redirected ? final.href : exchange.url,
    ...(better === undefined ? {} : {better}),
    ...(missing === undefined ? {} : {missingFragment: missing}),
  }
}

/** What was seen behind a shortener; undefined where it hides nothing. */
function behindShortener(exchange: Exchange): Exchange | undefined {
  if (!isShortened(exchange.url)) return undefined
  const at = exchange.hops.findIndex(({url}) => !isOfShortener(url))
  const [before, first] = [exchange.hops[at - 1], exchange.hops[at]]
  return before === undefined || first === undefined
    ? undefined
    : {...exchange, url: before.location ?? first.url, hops: exchange.hops.slice(at)}
}

/** What a shortener hides is judged as if it were listed itself: only what would be fine in a list is better than the short address. */
function judgeHidden(hidden: Exchange, status: number): Verdict {
  const verdict = judge(hidden)
  if (verdict.kind !== 'alive' && verdict.kind !== 'moved') return verdict
  const better = verdict.kind === 'moved' ? verdict.finalUrl : (verdict.better?.url ?? hidden.url)
  const url = withoutTracking(better)
  return {kind: 'alive', reason: 'shortened', status, finalUrl: verdict.finalUrl, better: {why: 'shortener', url}}
}

/** Why a page that answers is not one that anybody would list: it says that it was not found, or its domain is nobody's any more. */
function notItself(exchange: Exchange, asked: URL, final: URL): Reason | undefined {
  const redirected = exchange.hops.length > 1
  if (redirected && isNotFoundPage(final) && !isNotFoundPage(asked)) return 'soft-404'
  if (saysNotFound(exchange.title) && !isNotFoundPage(asked)) return 'soft-404'
  if (isOfMarket(asked)) return undefined
  if (isDomainMarket(final) || saysForSale(exchange.title)) return 'for-sale'
  return isParkingHost(final) || saysParked(exchange.title) || exchange.parking !== undefined ? 'parked' : undefined
}

/** The page itself sends its readers on, which no server would call moved for good. */
const refreshes = ({hops}: Exchange): boolean => hops.slice(0, -1).some(({status}) => status >= 200 && status < 300)

const elsewhereOf = ({hops, title}: Exchange, final: URL) => ({
  finalUrl: final.href,
  title,
  permanent: hops.slice(0, -1).every(({status}) => status === 301 || status === 308),
})

/** Listed as `http:`, and the server itself leads to the same over `https:`. */
const secureAddress = (asked: URL, final: URL): BetterAddress | undefined =>
  asked.protocol === 'http:' && final.protocol === 'https:' && targetOf(asked.href) === targetOf(final.href)
    ? {why: 'https', url: final.href}
    : undefined

/** Where the reader of a list starts and ends. The fragment of the list's address is kept unless a redirect brings its own, as browsers do. */
function ends(exchange: Exchange): readonly [asked: URL, final: URL] {
  const asked = parseHttp(exchange.url) ?? new URL('about:blank')
  const final = parseHttp(exchange.hops.at(-1)?.url ?? '') ?? asked
  const given = exchange.hops.slice(0, -1).findLast(({location}) => location?.includes('#'))?.location
  final.hash = (given === undefined ? undefined : parseHttp(given)?.hash) ?? asked.hash
  return [asked, final]
}

function unverified(exchange: Exchange, reason: Reason): Extract<Verdict, {kind: 'unverified'}> {
  const last = exchange.hops.at(-1)
  const detail = exchange.hops.length > 1 ? (last?.url ?? '') : (exchange.title ?? '')
  return {kind: 'unverified', reason, status: last?.status, detail}
}
