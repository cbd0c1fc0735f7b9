import {pageOf, parseHttp} from '../url/page.ts'
import {targetOf} from '../url/target.ts'
import type {Exchange} from './exchange.ts'
import {judge} from './judge.ts'
import type {Verdict} from './verdict.ts'

/** The same page over `https:`, to be asked for where a page that is listed as `http:` answered over `http:`. Undefined: there is nothing to ask. */
export function httpsTwinOf(exchange: Exchange): string | undefined {
  const asked = parseHttp(exchange.url)
  if (asked?.protocol !== 'http:' || asked.port !== '' || isAddress(asked.hostname) || judge(exchange).kind !== 'alive')
    return undefined
  if (parseHttp(exchange.hops.at(-1)?.url ?? '')?.protocol !== 'http:') return undefined
  asked.protocol = 'https:'
  return pageOf(asked.href)
}

/** No certificate is given for an IP address, or for a name that the public internet does not know. */
const isAddress = (hostname: string): boolean => /^\[|^[\d.]+$/.test(hostname) || !hostname.includes('.')

/**
 * Whether a page shows the same over `https:`: both are alive with the same status, and end at the very same address or have the same
 * title. Another title is another page: many hosts answer over `https:` with a page of their own.
 */
export function answersTheSame(plain: Exchange, secure: Exchange): boolean {
  if (judge(plain).kind !== 'alive' || !['alive', 'moved'].includes(judge(secure).kind)) return false
  const [one, other] = [plain.hops.at(-1), secure.hops.at(-1)]
  if (one === undefined || other === undefined || one.status !== other.status) return false
  if (parseHttp(other.url)?.protocol !== 'https:') return false
  if (plain.title !== undefined || secure.title !== undefined) return plain.title === secure.title
  return targetOf(one.url) === targetOf(other.url)
}

/** The verdict of a link whose page shows the same over `https:`. */
export const withTwin = (url: string, verdict: Verdict): Verdict =>
  verdict.kind === 'alive' && verdict.better === undefined
    ? {...verdict, better: {why: 'https', url: url.trim().replace(/^http:/i, 'https:')}}
    : verdict
