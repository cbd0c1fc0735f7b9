import {parse} from 'tldts'
import {parseHttp} from './page.ts'

/** What is wrong with an address as somebody wrote it. */
export interface Malformed {
  readonly kind: MalformedKind
  /** The address that was meant; undefined where that is a guess. */
  readonly expected: string | undefined
}

export type MalformedKind =
  | 'nothing'
  | 'markdown'
  | 'marks around'
  | 'blank'
  | 'scheme'
  | 'scheme in capitals'
  | 'scheme twice'
  | 'no scheme'
  | 'mail'
  | 'two addresses'
  | 'host'
  | 'end'
  | 'cut off'

/** Looks at an address as written, decoded from Markdown or HTML. A relative one, one with another scheme and one that is well-formed are fine: undefined. */
export function malformed(url: string): Malformed | undefined {
  if (url.trim() === '') return {kind: 'nothing', expected: undefined}
  return wrapped(url) ?? blanks(url) ?? scheme(url) ?? hostAlone(url) ?? (isHttp(url) ? withScheme(url) : undefined)
}

const isHttp = (url: string): boolean => /^https?:\/\//.test(url)

/** `[https://…](https://…)` and `"https://…"` where an address alone belongs. */
function wrapped(url: string): Malformed | undefined {
  const pasted = /^!?\[[^\]]{0,2000}\]\((\S{1,2000})\)$/.exec(url)?.[1]
  if (pasted !== undefined) return {kind: 'markdown', expected: isHttp(pasted) ? pasted : undefined}
  if (/\]\(https?:/.test(url)) return {kind: 'markdown', expected: undefined}
  const inner = /^[("'<[“‘`]+(https?:\/\/[^\s("'<[“‘`>\])”’]{1,2000})[)"'>\]”’`]*$/.exec(url)?.[1]
  return inner === undefined ? undefined : {kind: 'marks around', expected: inner}
}

const edgeBlanks = /^(?:\s|%20|%E2%80%8B)+|(?:\s|%20|%E2%80%8B|%C2%A0)+$/gi

function blanks(url: string): Malformed | undefined {
  const trimmed = url.replaceAll(edgeBlanks, '')
  if (trimmed !== url && trimmed !== '') return {kind: 'blank', expected: trimmed}
  return /^https?:\S*\s/.test(url) ? {kind: 'blank', expected: undefined} : undefined
}

const slips =
  /^(https?|h?ttps?|htt?ps?|hhttps?|htttps?|httpp?ss?|httsp|hpps?|hptts?|htpps?|thtps?|hthttps?)(:\/\/|[:;.,]?\/\/|[:;]\/?|:\\\\|:\/{3,4})(?![/\\])(.{1,2000})$/is

/** `http:/x`, `https//x`, `htps://x`, `https://https://x`. */
function scheme(url: string): Malformed | undefined {
  const [, name = '', joint = '', rest = ''] = slips.exec(url) ?? []
  if (name === '') return undefined
  const right = /s/i.test(name.replace(/^hthttp/i, 'http')) ? 'https' : 'http'
  if (joint !== '://' || !/^https?$/i.test(name)) {
    return /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:[/:?#]|$)/.test(rest)
      ? {kind: 'scheme', expected: `${right}://${rest}`}
      : undefined
  }
  const twice = /^(https?)(?::\/{1,3}|\/\/)(.{1,2000})$/is.exec(rest)
  if (twice !== null) return {kind: 'scheme twice', expected: `${twice[1]?.toLowerCase()}://${twice[2]}`}
  return name === right ? undefined : {kind: 'scheme in capitals', expected: `${right}://${rest}`}
}

/** Top-level domains that are better known as the end of a file's name. */
const fileEndings: ReadonlySet<string> = new Set(
  'md py sh rs pl cc zip mov ps so in ml mm tf st vi bz mk tm name pub ai app vb as pm cat map ms la ag am wiki page doc pro kt st net js sql'.split(
    ' ',
  ),
)

/** `www.x.com/…` and `github.com/…` lead to a file next to the list; so does `somebody@x.com`. */
function hostAlone(url: string): Malformed | undefined {
  if (/^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/.test(url)) return {kind: 'mail', expected: `mailto:${url}`}
  const host = /^((?:[a-z\d][a-z\d-]{0,62}\.){1,6}[a-z]{2,24})(?::\d{2,5})?(?:[/?#]|$)/i.exec(url)?.[1]
  if (host === undefined) return undefined
  const {isIcann, publicSuffix, domain} = parse(host)
  if (isIcann !== true || publicSuffix === null || domain === null) return undefined
  const sure = /^www\./i.test(host) || /(?:^|\.)(?:com|org|io|dev|edu|gov|net|co\.uk)$/i.test(host)
  if (!sure && fileEndings.has(host.slice(host.lastIndexOf('.') + 1).toLowerCase())) return undefined
  // `asp.net/README.md` may well be a folder.
  if (!/^www\./i.test(host) && /\.(?:md|markdown|html?|png|svg|jpe?g|gif)$/i.test(url) && !/^github\.com\//i.test(url))
    return undefined
  return {kind: 'no scheme', expected: `https://${url}`}
}

/** An address with its scheme: its host, its end, and whether it is two. */
function withScheme(url: string): Malformed | undefined {
  const second = /[\p{L}\d](https?:\/\/)/u.exec(url.slice(8))
  if (second !== null && !/[?&#=]/.test(url.slice(0, second.index + 8))) {
    const at = second.index + 9
    return {kind: 'two addresses', expected: url.slice(0, at) === url.slice(at) ? url.slice(at) : undefined}
  }
  return wrongHost(url) ?? wrongEnd(url)
}

const domainSlips: ReadonlyMap<string, string> = new Map([
  ...['con', 'cmo', 'ocm', 'comm', 'coom', 'vom', 'xom', 'ccom'].map(slip => [slip, 'com'] as const),
  ...['ogr', 'orgg', 'prg', 'rog', 'oeg'].map(slip => [slip, 'org'] as const),
  ...['nte', 'nett'].map(slip => [slip, 'net'] as const),
])

function wrongHost(url: string): Malformed | undefined {
  const [, host = ''] = /^https?:\/\/(?:[^/?#@]{0,200}@)?(\[[^\]]{0,60}\]|[^/?#:]{0,255})/.exec(url) ?? []
  if (parseHttp(url) === undefined || host === '' || /^[-.]|\.\.|[,;<>"'(){}|]/.test(host))
    return {kind: 'host', expected: undefined}
  if (host.startsWith('[') || host.toLowerCase() === 'localhost') return undefined
  if (!host.includes('.') && !/[。．｡]|^\d+$|^0x/i.test(host)) return {kind: 'host', expected: undefined}
  const end = host.slice(host.lastIndexOf('.') + 1).toLowerCase()
  const meant = domainSlips.get(end) ?? (isOneSlip(host.toLowerCase(), 'github.com') ? '' : undefined)
  if (meant === undefined) return undefined
  const at = url.indexOf(host)
  const right = meant === '' ? 'github.com' : host.slice(0, host.length - end.length) + meant
  return {kind: 'host', expected: url.slice(0, at) + right + url.slice(at + host.length)}
}

/** One letter too many, too few, another or in its neighbour's place. */
function isOneSlip(written: string, right: string): boolean {
  if (written === right || Math.abs(written.length - right.length) > 1) return false
  let start = 0
  while (start < right.length && written[start] === right[start]) start += 1
  const a = written.slice(start)
  const b = right.slice(start)
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}

/** Punctuation of the sentence, and brackets that begin nowhere. */
function wrongEnd(url: string): Malformed | undefined {
  if (/(?:…|%E2%80%A6|[^.]\.{3})$/i.test(url)) return {kind: 'cut off', expected: undefined}
  // Titles in wikis end with whatever they end with.
  const [stray = ''] = /\/wiki\/|wiktionary\.org/i.test(url) ? [] : (/[.,;'"<>`\]]{1,5}$/.exec(url) ?? [])
  let end = url.length - (stray.includes(']') && url.includes('[') ? 0 : stray.length)
  if (url[end - 1] === ')' && count(url.slice(0, end), ')') > count(url.slice(0, end), '(')) end -= 1
  return end === url.length || end < 12 ? undefined : {kind: 'end', expected: url.slice(0, end)}
}

const count = (text: string, character: string): number => text.split(character).length - 1
