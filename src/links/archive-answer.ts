import {pageOf} from '../url/page.ts'
import {targetOf} from '../url/target.ts'

/** Whether the Wayback Machine has a copy of a page. `atMs`: when it was made (epoch). `unknown`: nobody can say now, ask another time. */
export type Copy =
  | {readonly kind: 'copy'; readonly url: string; readonly atMs: number}
  | {readonly kind: 'none'}
  | {readonly kind: 'unknown'}

/**
 * What the availability interface of the Wayback Machine says of a page: `{"archived_snapshots": {"closest": {"available": true, "status": "200",
 * "timestamp": "20060101064348", "url": "http://web.archive.org/web/20060101064348/http://ant.example/"}}}`, or nothing in it where there is no copy
 * (https://archive.org/help/wayback_api.php).
 *
 * Whatever stands there, the answer is a copy of this very page, at the Wayback Machine, made when the page answered, or it is none. Never throws.
 */
export function readArchiveAnswer(text: string, page: string, nowMs: number): Copy {
  const snapshots = at(parsed(text), 'archived_snapshots')
  if (typeof snapshots !== 'object' || snapshots === null) return {kind: 'unknown'}
  const closest = at(snapshots, 'closest')
  const [available, status, url] = ['available', 'status', 'url'].map(name => at(closest, name))
  if (available !== true || !/^2\d\d$/.test(String(status)) || typeof url !== 'string' || url.length > 8192) return {kind: 'none'}

  const [, stamp = '', address = ''] = /^https?:\/\/web\.archive\.org\/web\/(\d{14})(?:[a-z]{2}_)?\/(\S+)$/i.exec(url) ?? []
  const original = pageOf(/^https?:\/\//i.test(address) ? address : `http://${address}`)
  const atMs = timeOf(stamp)
  if (original === undefined || atMs === undefined || atMs > nowMs + dayMs) return {kind: 'none'}
  if (targetOf(original) !== targetOf(pageOf(page) ?? page)) return {kind: 'none'}
  return {kind: 'copy', url: `https://web.archive.org/web/${stamp}/${original}`, atMs}
}

const dayMs = 24 * 60 * 60_000

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? new Map(Object.entries(value)).get(name) : undefined

/** `20060101064348`, in UTC; undefined for what is no time. The archive began in 1996. */
function timeOf(stamp: string): number | undefined {
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z')
  const ms = Date.parse(iso)
  return Number.isNaN(ms) || ms < Date.UTC(1996) ? undefined : ms
}
