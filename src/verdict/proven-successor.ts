import {domainLabelOf} from '../url/domain.ts'
import {parseHttp} from '../url/page.ts'
import {isDeep, isRoot, worthListing} from './successor.ts'
import type {Verdict} from './verdict.ts'

/** What whoever lists an address knows about the thing behind it. */
export interface KnownThing {
  /** The address as it is listed. */
  readonly url: string
  /** The entry's name, as the list writes it; undefined where it has none. */
  readonly name: string | undefined
  /** What the thing's old repository names as its homepage; undefined where it names none or is unknown. */
  readonly homepageUrl?: string | undefined
}

/**
 * `moved` where it is proven that the page on another site is the same thing, else undefined: many domains were taken over, and permanent
 * redirects led from them to casinos.
 *
 * All redirects must be permanent, and one of two proofs must hold. The domain has the same name under another suffix, and the title of
 * the new page has the entry's name (yet not where visitors may only have been sent to the site of their country, or to a casino that took
 * the name over); or the old repository names the new address as its homepage.
 */
export function provenSuccessor(
  verdict: Verdict,
  {url, name, homepageUrl}: KnownThing,
): Extract<Verdict, {kind: 'moved'}> | undefined {
  if (verdict.kind !== 'unverified' || verdict.elsewhere === undefined || !verdict.elsewhere.permanent) return undefined
  const {finalUrl, title} = verdict.elsewhere
  const [asked, final] = [parseHttp(url), parseHttp(finalUrl)]
  if (asked === undefined || final === undefined) return undefined
  if (isRoot(final) && isDeep(asked, asked)) return undefined

  const label = domainLabelOf(url)
  const sameName =
    label !== undefined && label === domainLabelOf(finalUrl) && names(title, name) && !isSuspicious(asked, final, title, name)
  if (!sameName && !isBelow(homepageUrl, final)) return undefined
  const listed = worthListing(asked, final)
  return listed === undefined ? undefined : {kind: 'moved', reason: 'same-thing', status: verdict.status ?? 200, finalUrl: listed}
}

function isSuspicious(asked: URL, final: URL, title = '', name = ''): boolean {
  const isOfCountry = countryOf(final) !== undefined && countryOf(final) !== countryOf(asked)
  return isOfCountry || (trades.test(`${final.hostname} ${title}`) && !trades.test(`${asked.hostname} ${name}`))
}

/** The country of a host by its suffix; undefined for those that anybody anywhere takes. */
function countryOf({hostname}: URL): string | undefined {
  const suffix = /\.([a-z]{2})\.?$/.exec(hostname)?.[1]
  return suffix === undefined || anywhere.has(suffix) ? undefined : suffix
}

const anywhere: ReadonlySet<string> = new Set('ai app cc co fm gg im io is la ly me rs sh so to tv ws'.split(' '))

/** What domains that were taken over lead to. */
const trades = /casino|gambl|\bbet(?:s|ting)?\b|\bpoker\b|\bslots?\b|\bporn|\bxxx\b|\bescorts?\b|viagra/i

/** Whether a title has a name in it, word by word. A name of one or two letters proves nothing. */
function names(title: string | undefined, name: string | undefined): boolean {
  const wanted = words(name ?? '')
  return wanted.length > 4 && words(title ?? '').includes(wanted)
}

/** ` ant hill `: letters and digits only, a blank around each word, so that whole words are found. */
const words = (text: string): string =>
  ` ${
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `

/** Whether a homepage is this page, or this page lies below it. */
function isBelow(homepageUrl: string | undefined, page: URL): boolean {
  const homepage = parseHttp(homepageUrl ?? '')
  if (homepage === undefined) return false
  const host = ({hostname, port}: URL) => `${hostname.replace(/^www\./, '')}:${port}`
  const path = ({pathname}: URL) => `${pathname.replace(/\/(?:index\.html?)?$/, '')}/`
  return host(homepage) === host(page) && path(page).startsWith(path(homepage))
}
