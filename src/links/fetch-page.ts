import type {Dispatcher} from 'undici'
import {parseHttp} from '../url/page.ts'
import {wallOfAnswer} from '../verdict/bot-walls.ts'
import type {Exchange, Failure, Hop, Validators} from '../verdict/exchange.ts'
import {goesOn} from '../verdict/goes-on.ts'
import {parkingOf} from '../verdict/parking.ts'
import {isRoot} from '../verdict/successor.ts'
import {type Answer, ask, type Headers} from './ask.ts'
import {openChainCookies} from './chain-cookies.ts'
import type {HostHeaders} from './check-links.ts'
import {failureOf} from './failure.ts'
import {acceptEncoding, inflate} from './inflate.ts'
import {emptyHead, type PageHead, readHead, refreshOf} from './page-head.ts'
import {pageText} from './page-text.ts'
import {redirectTarget} from './redirect.ts'
import {conditionsOf, confirms, validatorsOf} from './validators.ts'

/** Asking once for a page, all redirects included. */
export interface Visit {
  readonly exchange: Exchange
  /** `Retry-After` of the last answer, as it came. */
  readonly retryAfter: string | undefined
}

/** Called with each address before it is asked: undefined where it may be asked at once, else when it may. A rejection (`failing`) ends the visit. */
export type Enter = (url: URL) => Promise<void> | undefined

/** Who asks, and through which door. */
export interface Browser {
  /** Guarded: every hop goes through it. */
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly hostHeaders?: HostHeaders | undefined
  /** Whether somebody wants to know which places the page has, for the fragments of links. */
  readonly readsPlaces?: boolean
  /** The page is asked only whether it has changed since. Never where redirects lead to. */
  readonly validators?: Validators | undefined
}

/** Browsers give up after 20 redirects; nobody lists a page behind more than ten. */
const redirects = 10
const textBytes = 65_536
/** A page with a script and less text than this may be made by the script. */
const scriptedCharacters = 500

/**
 * Asks for a page as a reader's browser would, and tells what was seen; never rejects.
 *
 * Redirects, by `Location` or by `<meta>`, are followed here and not by undici, so that each goes through the guard and is on record. When
 * `signal` aborts, its reason is the failure (made by `failing`).
 */
export async function fetchPage(browser: Browser, address: string, enter: Enter, signal: AbortSignal): Promise<Visit> {
  const cookies = openChainCookies()
  const seen = new Set<string>()
  const hops: Hop[] = []
  let page: Partial<Page> = {}
  let retryAfter: string | undefined

  /** A 304 that does not fit, or an odd answer to the question, is no answer: then the page is asked for as a whole. */
  async function answerOf(url: URL, cookie: string): Promise<Answer & {readonly isUnchanged: boolean}> {
    const conditions = hops.length === 0 ? conditionsOf(browser.validators) : {}
    const askWith = async (more: Readonly<Record<string, string>>): Promise<Answer> => {
      await enter(url)
      return ask(browser.dispatcher, url, {...headersFor(browser, url, cookie), ...more}, wantsBody, signal)
    }
    const answer = await askWith(conditions)
    const isAsked = Object.keys(conditions).length > 0
    const isUnchanged = isAsked && answer.status === 304 && confirms(answer.headers, browser.validators ?? {})
    return isAsked && !isUnchanged && [304, 400, 412, 501].includes(answer.status)
      ? {...(await askWith({})), isUnchanged: false}
      : {...answer, isUnchanged}
  }

  async function walk(): Promise<Failure | undefined> {
    let url = new URL(address)
    for (;;) {
      const cookie = cookies.headerFor(url.href)
      const step = `${url.href} ${cookie}`
      if (seen.has(step) || seen.size > redirects) return {kind: 'too many redirects', detail: url.href}
      seen.add(step)

      const answer = await answerOf(url, cookie)
      cookies.keep(answer.headers['set-cookie'], url.href)
      retryAfter = one(answer.headers['retry-after'])
      const body = await readBody(answer, browser)
      page = {...pageOf(body, answer, browser, url), ...rememberedOf(answer, hops.length, browser)}

      const location = isRedirect(answer.status) ? one(answer.headers['location']) : refreshAway(body.head, answer, url)
      const next = location === undefined ? undefined : redirectTarget(location, url.href)
      hops.push({url: url.href, status: answer.status, location: next?.href})
      if (location === undefined) return body.isBroken && isGood(answer.status) ? {kind: 'encoding', detail: ''} : undefined
      if (next === undefined) return {kind: 'protocol', detail: 'redirects to what is no address'}
      url = withoutFragment(next)
      if (parseHttp(url.href) === undefined) return {kind: 'not http', detail: next.protocol}
    }
  }

  const failure = await walk().catch(failureOf)
  return {exchange: {title: undefined, ...page, url: address, hops, failure}, retryAfter}
}

/** Header names in the order in which browsers send them. No `Range`, and nothing that says what we are about: some sites turn checkers away. */
const headersFor = (browser: Browser, url: URL, cookie: string): Record<string, string> => ({
  'user-agent': browser.userAgent,
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en-US,en;q=0.8,*;q=0.5',
  'accept-encoding': acceptEncoding,
  ...withCookie(cookie, url.protocol === 'https:' ? browser.hostHeaders?.get(url.host) : undefined),
})

/** The headers of a host, which may hold cookies beside those of the chain. */
function withCookie(chain: string, own: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const cookie = [own['cookie'] ?? '', chain].filter(text => text !== '').join('; ')
  return cookie === '' ? own : {...own, cookie}
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** Of what is not HTML the headers are enough, and of a redirect too. */
const wantsBody = (status: number, headers: Headers): boolean =>
  !(isRedirect(status) && headers['location'] !== undefined) && /^$|html/i.test(one(headers['content-type']) ?? '')

const isGood = (status: number): boolean => status >= 200 && status <= 299

/** What could be read of a body. */
interface Body {
  readonly html: string
  readonly head: PageHead
  /** Nothing of it is in the encoding that its header names. */
  readonly isBroken: boolean
  readonly isWhole: boolean
}

async function readBody({headers, body, isWhole}: Answer, {readsPlaces = false}: Browser): Promise<Body> {
  const bytes =
    body.length === 0 ? body : await inflate(body, one(headers['content-encoding'])?.trim().toLowerCase() ?? '', textBytes)
  if (bytes === undefined || bytes.length === 0) return {html: '', head: emptyHead, isBroken: bytes === undefined, isWhole: false}
  const html = pageText(bytes, one(headers['content-type']) ?? '')
  return {html, head: readHead(html, readsPlaces), isBroken: false, isWhole: isWhole && bytes.length < textBytes}
}

/** What counts of a page when it is the last one. */
type Page = Pick<Exchange, 'title' | 'wall' | 'parking' | 'places' | 'goesOn' | 'isUnchanged' | 'validators'>

/** What the page itself can be asked by another time; what redirects led to can't be asked for under this address. */
function rememberedOf(
  {status, headers, isUnchanged}: Answer & {readonly isUnchanged: boolean},
  redirected: number,
  {validators}: Browser,
): Pick<Exchange, 'isUnchanged' | 'validators'> {
  if (isUnchanged) return {isUnchanged, validators}
  return {validators: redirected === 0 && status === 200 ? validatorsOf(headers) : undefined}
}

function pageOf({html, head, isWhole}: Body, {status, headers}: Answer, {readsPlaces = false}: Browser, url: URL): Page {
  const {title, textLength, scripted} = head
  return {
    title,
    wall: wallOfAnswer({header: name => one(headers[name]), status, html, textLength}),
    parking: isGood(status) ? parkingOf(html, textLength) : undefined,
    goesOn: status === 404 || status === 410 ? goesOn({html, textLength, scripted, sendsOn: sendsOn(head, url)}) : undefined,
    // A script may add places to a page that hardly has a text without it.
    places: readsPlaces && isWhole && !(head.scripted && textLength < scriptedCharacters) ? head.places : undefined,
  }
}

/** Home is where servers send those whose page is no more. */
function sendsOn({refresh}: PageHead, url: URL): boolean {
  const next = refresh === undefined ? undefined : redirectTarget(refresh, url.href)
  return next !== undefined && withoutFragment(next).href !== url.href && !isRoot(next)
}

/** A refresh of a living page to another one, by `<meta>` or by a header. To itself it is a page that updates; to an app it may be an offer. */
function refreshAway(head: PageHead, {status, headers}: Answer, url: URL): string | undefined {
  const refresh = head.refresh ?? refreshOf(one(headers['refresh']) ?? '')
  if (refresh === undefined || !isGood(status)) return undefined
  const next = redirectTarget(refresh, url.href)
  return next === undefined || parseHttp(next.href) === undefined || withoutFragment(next).href === url.href ? undefined : refresh
}

/** The next request never carries a fragment, nor a name and password that somebody put into a redirect. */
function withoutFragment(url: URL): URL {
  const bare = new URL(url)
  bare.hash = ''
  bare.username = ''
  bare.password = ''
  return bare
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
