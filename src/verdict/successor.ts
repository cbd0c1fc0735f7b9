import {domainOf} from '../url/domain.ts'
import {parseHttp} from '../url/page.ts'
import {targetOf} from '../url/target.ts'
import type {Exchange} from './exchange.ts'
import {isChallengePage, isLoginPage, isNotFoundPage} from './page-signs.ts'

/**
 * The address that should be listed instead, when the chain proves one: as far as its redirects are permanent and stay with one owner.
 *
 * Undefined where a change is not worth a maintainer's time: only the scheme, `www.`, a trailing slash or the query differ, one front page
 * became another, or the new address is worse (another port, `http:` instead of `https:`).
 */
export function successorOf(exchange: Exchange): string | undefined {
  const asked = parseHttp(exchange.url)
  const successor = parseHttp(permanentEnd(exchange))
  if (asked === undefined || successor === undefined) return undefined

  if (successor.protocol === 'http:' && asked.protocol === 'https:') return undefined
  if (successor.port !== asked.port && successor.port !== '') return undefined
  if (successor.username !== '' || successor.password !== '') return undefined
  if (isRoot(successor) && (isDeep(asked, successor) || isRoot(asked))) return undefined
  if ([isLoginPage, isChallengePage, isNotFoundPage].some(wall => wall(successor) && !wall(asked))) return undefined
  if (samePlace(asked, successor)) return undefined

  if (successor.hash === '') successor.hash = asked.hash
  return successor.href
}

/** The last address of the chain that only permanent redirects lead to, none of which leaves the domain. */
function permanentEnd({url, hops}: Exchange): string {
  let end = url
  for (const {status, location} of hops) {
    if ((status !== 301 && status !== 308) || location === undefined || domainOf(location) !== domainOf(url)) break
    end = location
  }
  return end
}

/** Whether two addresses differ by nothing, or by their queries alone (a session, a language). */
function samePlace(one: URL, other: URL): boolean {
  const [first, second] = [one, other].map(({href}) => {
    const target = new URL(targetOf(href))
    target.search = ''
    target.hash = ''
    return target.href
  })
  return first === second
}

/** A front page: of a site, or of one of its languages. Where a program in the page reads the fragment as a path (`#/a`, `#!a`), that path counts. */
export const isRoot = ({pathname, hash}: URL): boolean =>
  (hash === '' || !/^#[!/]/.test(hash)) && /^\/?(?:index\.\w+|default\.\w+|home|[a-z]{2}(?:[-_][a-z]{2})?)?\/?$/i.test(pathname)

/** Whether an address means something of its own, beside the front page of the site that it led to. */
export const isDeep = (asked: URL, final: URL): boolean =>
  !isRoot(asked) ||
  asked.search !== '' ||
  asked.hostname.replace(/^www\./, '').endsWith(`.${final.hostname.replace(/^www\./, '')}`)
