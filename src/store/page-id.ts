import {createHash} from 'node:crypto'
import {siteOf} from '../url/site.ts'

/** By what a page goes in the tables: short, whatever its address is, and another one in each scope. */
export const pageId = (scope: string, page: string): string => digest(`${scope}\n${page}`)

/** 192 bits: nobody finds two texts with the same one. */
export const digest = (text: string): string => createHash('sha256').update(text).digest().subarray(0, 24).toString('base64url')

/** By what a site goes in the tables. A name that is too long for a host (and for an index) goes by its digest. */
export const siteKey = (site: string): string => (site.length <= longestName ? site : digest(site))

/** The site of a page, as it goes in the tables. */
export const siteKeyOf = (page: string): string => siteKey(siteOf(page) ?? '')

/** RFC 1035 allows 255 bytes; a port comes on top. */
const longestName = 261

/** In which bucket a site's pages are checked: 0 to 63, always the same. */
export function bucketOf(site: string): number {
  return (createHash('sha256').update(site).digest()[0] ?? 0) % buckets
}

/** Over so many jobs sites are spread. A bucket's pages carry its number: it stays as it is. */
const buckets = 64
