import {domainOf} from '../url/domain.ts'
import {parseHttp} from '../url/page.ts'
import {targetOf} from '../url/target.ts'
import {withoutTracking} from '../url/tracking.ts'
import type {Exchange} from './exchange.ts'
import {isLanguage} from './languages.ts'
import {isChallengePage, isLoginPage, isNotFoundPage, isNoticePage, isSearchPage} from './page-signs.ts'

/**
 * The address that should be listed instead, when the chain proves one: as far as its redirects are permanent and stay with one owner.
 *
 * Undefined where a change is not worth a maintainer's time: only the scheme, `www.`, a trailing slash, a language, a country, a version or the
 * query differ, a front page is another one for now, or the new address is worse (another port, `http:` instead of `https:`, somebody's
 * session, the folder that the page was in).
 */
export function successorOf(exchange: Exchange): string | undefined {
  const asked = parseHttp(exchange.url)
  const successor = parseHttp(permanentEnd(exchange))
  return asked === undefined || successor === undefined ? undefined : worthListing(asked, successor)
}

/** The new address of a page as it should be listed, with the fragment of the old one unless it brings its own; undefined where the change is not worth it. */
export function worthListing(asked: URL, successor: URL): string | undefined {
  if (successor.protocol === 'http:' && asked.protocol === 'https:') return undefined
  if (successor.port !== asked.port && successor.port !== '') return undefined
  if (successor.username !== '' || successor.password !== '') return undefined
  // The front page of another site is a new address of a front page; of the same site it is only another spelling.
  const isSameSite = domainOf(asked.href) === domainOf(successor.href)
  if (isRoot(successor) && (isDeep(asked, successor) || (isSameSite && isRoot(asked)))) return undefined
  if (walls.some(wall => wall(successor) && !wall(asked)) || hasSession(successor)) return undefined
  if (isAbove(successor, asked) || samePlace(asked, successor)) return undefined

  const listed = new URL(withoutTracking(successor.href))
  if (listed.hash === '') listed.hash = asked.hash
  return listed.href
}

const walls = [isLoginPage, isChallengePage, isNotFoundPage, isSearchPage, isNoticePage]

/** Given to one visitor, and to nobody else. */
const hasSession = ({pathname, search}: URL): boolean =>
  /;jsessionid=/i.test(pathname) ||
  /[?&](?:phpsessid|jsessionid|aspsessionid\w*|sid|session(?:_?id)?|token|ticket)=/i.test(search)

/**
 * Whether a host sends to what lies above a page, where those are sent whose page is no more; or from its front page to what stands
 * there for now.
 */
function isAbove(successor: URL, asked: URL): boolean {
  if (bareHost(successor) !== bareHost(asked) || asked.search !== '') return false
  return isRoot(asked) || (successor.search === '' && asked.pathname.startsWith(`${successor.pathname.replace(/\/$/, '')}/`))
}

const bareHost = ({hostname}: URL): string => hostname.replace(/^www\./, '')

/** The last address of the chain that only permanent redirects lead to, none of which leaves the domain. */
function permanentEnd({url, hops}: Exchange): string {
  let end = url
  for (const {status, location} of hops) {
    if ((status !== 301 && status !== 308) || location === undefined || domainOf(location) !== domainOf(url)) break
    end = location
  }
  return end
}

/** Whether the permanent redirects at the start of the chain leave the domain: whoever lists the address is sent to somebody else for good. */
export const leavesForGood = ({url, hops}: Exchange): boolean => {
  const firstForNow = hops.findIndex(({status}) => status !== 301 && status !== 308)
  return hops
    .slice(0, firstForNow === -1 ? hops.length : firstForNow)
    .some(({location}) => location !== undefined && domainOf(location) !== domainOf(url))
}

/** Whether two addresses differ by nothing, or only by what a server adds for a visitor: a query, a session, a language, a country, a version. */
function samePlace(one: URL, other: URL): boolean {
  const [first, second] = [one, other].map(({href}) => {
    const target = new URL(targetOf(href))
    target.search = ''
    target.hash = ''
    const labels = target.hostname.split('.')
    if (labels.length > 2 && isForVisitors(labels[0] ?? '')) target.hostname = labels.slice(1).join('.')
    const parts = target.pathname.split('/').map(part => part.replace(/;jsessionid=[^/]*$/i, ''))
    target.pathname = parts
      .filter((part, index) => !(isLanguage(part) || isVersion(part) || (index === 1 && isRegion(part))))
      .join('/')
    return targetOf(target.href)
  })
  return first === second
}

const isForVisitors = (label: string): boolean => isLanguage(label) || /^(?:m|mobile|amp)$/i.test(label)

const isRegion = (part: string): boolean => /^(?:[a-z]{2}|global|intl|international|worldwide|row)$/i.test(part)

/** `latest`, `v3`, `4.2`, `5.x`. A number alone may be a page's. */
const isVersion = (part: string): boolean => /^(?:latest|stable|current|v\d+|v?\d+(?:\.(?:\d+|x)){1,3})$/i.test(part)

/** A front page: of a site, or of one of its languages. Where a program in the page reads the fragment as a path (`#/a`, `#!a`), that path counts. */
export const isRoot = ({pathname, hash}: URL): boolean =>
  (hash === '' || !/^#[!/]/.test(hash)) &&
  /^\/?(?:[a-z]{2}(?:[-_][a-z]{2})?(?:\/|$))?(?:(?:index|default)\.\w+|home(?:\.\w+)?)?\/?$/i.test(pathname)

/** Whether an address means something of its own, beside the front page of the site that it led to. */
export const isDeep = (asked: URL, final: URL): boolean =>
  !isRoot(asked) ||
  asked.search !== '' ||
  asked.hostname.replace(/^www\./, '').endsWith(`.${final.hostname.replace(/^www\./, '')}`)
