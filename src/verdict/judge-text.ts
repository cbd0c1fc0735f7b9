import {parseHttp} from '../url/page.ts'
import type {Verdict} from './verdict.ts'

/** What the text of a link alone proves: that there is nothing to ask (`ignored`), or that it can't be asked (`invalid`). Undefined: ask. */
export function judgeText(url: string): Verdict | undefined {
  const text = url.trim()
  const parsed = parseHttp(text)
  if (parsed !== undefined) {
    if (/\.(?:onion|i2p)\.?$/.test(parsed.hostname)) return {kind: 'ignored', reason: 'other-network'}
    if (!isPossibleHost(parsed.hostname)) return {kind: 'invalid', reason: 'not-an-address'}
    return /^https?$/.test(parsed.hostname) && parsed.port === '' ? {kind: 'invalid', reason: 'doubled-scheme'} : undefined
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0].toLowerCase()
  if (scheme === 'http' || scheme === 'https') return {kind: 'invalid', reason: 'not-an-address'}
  if (text.startsWith('//')) return {kind: 'invalid', reason: 'not-an-address'}
  if (scheme !== undefined) return judgeScheme(scheme, text)
  return /^www\.[^/]+\.[^/]/i.test(text) ? {kind: 'invalid', reason: 'no-scheme'} : {kind: 'ignored', reason: 'relative'}
}

function judgeScheme(scheme: string, text: string): Verdict {
  if (handedOn.has(scheme)) return {kind: 'ignored', reason: 'other-scheme'}
  return {kind: 'invalid', reason: isMisspelled(scheme, text) ? 'misspelled-scheme' : 'unknown-scheme'}
}

/**
 * What browsers hand on to another program, or hold in themselves: nothing to ask for on the web. Everything else leads nowhere: GitHub
 * takes away most of these links, and browsers open none from a page.
 */
const handedOn: ReadonlySet<string> = new Set('mailto tel sms data irc ircs xmpp magnet matrix sip sips geo webcal'.split(' '))

/** `htps://`, `ttps://`, `hhtp://`: an address where a letter of `http` or `https` is lacking, doubled or swapped. */
const isMisspelled = (scheme: string, text: string): boolean =>
  /^[htps]{3,7}$/.test(scheme) && scheme.includes('t') && scheme.includes('p') && text.slice(scheme.length).startsWith('://')

/** Names have parts of 1 to 63 letters and 253 in all (RFC 1035); a final dot only says that the name is whole. An IPv6 address is in brackets. */
function isPossibleHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return true
  const name = hostname.replace(/\.$/, '')
  return name.length <= 253 && name.split('.').every(label => label !== '' && label.length <= 63)
}
