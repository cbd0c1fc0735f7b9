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
 * the new page has the entry's name; or the old repository names the new address as its homepage.
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
  const sameName = label !== undefined && label === domainLabelOf(finalUrl) && names(title, name)
  if (!sameName && !isBelow(homepageUrl, final)) return undefined
  const listed = worthListing(asked, final)
  return listed === undefined ? undefined : {kind: 'moved', reason: 'same-thing', status: verdict.status ?? 200, finalUrl: listed}
}

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
