import {parseHttp} from '../url/page.ts'
import type {Verdict} from './verdict.ts'

/** What the text of a link alone proves: that there is nothing to ask (`ignored`), or that it can't be asked (`invalid`). Undefined: ask. */
export function judgeText(url: string): Verdict | undefined {
  const text = url.trim()
  const parsed = parseHttp(text)
  if (parsed !== undefined) {
    if (/\.(?:onion|i2p)\.?$/.test(parsed.hostname)) return {kind: 'ignored', reason: 'other-network'}
    return /^https?$/.test(parsed.hostname) && parsed.port === '' ? {kind: 'invalid', reason: 'doubled-scheme'} : undefined
  }
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0].toLowerCase()
  if (scheme === 'http' || scheme === 'https') return {kind: 'invalid', reason: 'not-an-address'}
  if (text.startsWith('//')) return {kind: 'invalid', reason: 'not-an-address'}
  if (scheme !== undefined)
    return isMisspelled(scheme, text) ? {kind: 'invalid', reason: 'misspelled-scheme'} : {kind: 'ignored', reason: 'other-scheme'}
  return /^www\.[^/]+\.[^/]/i.test(text) ? {kind: 'invalid', reason: 'no-scheme'} : {kind: 'ignored', reason: 'relative'}
}

/** `htps://`, `ttps://`, `hhtp://`: an address where a letter of `http` or `https` is lacking, doubled or swapped. */
const isMisspelled = (scheme: string, text: string): boolean =>
  /^[htps]{3,7}$/.test(scheme) && scheme.includes('t') && scheme.includes('p') && text.slice(scheme.length).startsWith('://')
