import type {Validators} from '../verdict/exchange.ts'
import type {Headers} from './ask.ts'

/**
 * What an answer of 200 gives to ask its server later whether the page has changed; undefined where there is nothing that can be trusted.
 *
 * A date is trusted only if it lies a minute before the answer's own (RFC 9110, 8.8.2.2): a page that is made anew for each visitor says that it was
 * changed just now.
 */
export function validatorsOf(headers: Headers): Validators | undefined {
  const etag = one(headers['etag'])?.trim() ?? ''
  if (isEtag(etag)) return {etag}
  const lastModified = one(headers['last-modified'])?.trim() ?? ''
  const ageMs = Date.parse(one(headers['date']) ?? '') - Date.parse(lastModified)
  return isHttpDate(lastModified) && ageMs >= leastAgeMs ? {lastModified} : undefined
}

/**
 * The headers that ask whether a page has changed. Of an etag and a date only the etag: some servers say "not changed" by the date alone. What could
 * stand in no header is left out, wherever it was kept meanwhile.
 */
export function conditionsOf({etag = '', lastModified = ''}: Validators = {}): Readonly<Record<string, string>> {
  if (isEtag(etag)) return {'if-none-match': etag}
  return isHttpDate(lastModified) ? {'if-modified-since': lastModified} : {}
}

/**
 * Whether a 304 is about the page that we mean. Servers have to repeat the etag in it (RFC 9110, 15.4.5): one that does not, or names another one, may
 * say 304 to everybody who asks.
 */
export function confirms(headers: Headers, {etag, lastModified}: Validators): boolean {
  if (etag !== undefined) return bare(one(headers['etag'])?.trim() ?? '') === bare(etag)
  const theirs = one(headers['last-modified'])?.trim()
  return theirs === undefined || theirs === lastModified
}

const leastAgeMs = 60_000

/** RFC 9110, 8.8.3, but for an empty one, which tells nothing. Header values come as one character a byte. */
const isEtag = (text: string): boolean => /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]{1,256}"$/.test(text)

const isHttpDate = (text: string): boolean => /^[\w ,:-]{20,40}$/.test(text) && !Number.isNaN(Date.parse(text))

/** For a weak comparison, which is the right one here (RFC 9110, 13.1.2). Servers that compress mark it, and not in each answer alike. */
const bare = (etag: string): string => etag.replace(/^W\//, '').replace(/[-;](?:gzip|br|deflate|zstd)"$/, '"')

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
