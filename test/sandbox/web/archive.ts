import type {Web} from './web.ts'

/** An archive of its own: it answers whether it has a copy of a page, as the Wayback Machine's availability API does. */
export interface Archive {
  /** `http://archive.example:PORT`, for `LISTKEEPER_ARCHIVE`. */
  readonly url: string
  /** Keeps a copy of a page, made at that moment. */
  keep(url: string, atMs: number): void
  /** The addresses that somebody asked about, in order. */
  readonly asked: readonly string[]
}

/** Puts an archive on a web. */
export function openArchive(web: Pick<Web, 'site' | 'url'>): Archive {
  const copies = new Map<string, number>()
  const asked: string[] = []
  web.site(host, ({path}) => {
    const {pathname, searchParams} = new URL(path, web.url(host))
    if (pathname !== '/wayback/available') return {status: 404, body: 'Not found'}
    const url = searchParams.get('url') ?? ''
    asked.push(url)
    const atMs = copies.get(plain(url))
    const timestamp = atMs === undefined ? '' : stampOf(atMs)
    const closest = {status: '200', available: true, url: `http://web.archive.org/web/${timestamp}/${url}`, timestamp}
    return {
      status: 200,
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({url, archived_snapshots: atMs === undefined ? {} : {closest}}),
    }
  })
  return {url: web.url(host).replace(/\/$/, ''), keep: (url, atMs) => void copies.set(plain(url), atMs), asked}
}

const host = 'archive.example'

/** The archive does not tell addresses apart by protocol or a slash at the end. */
const plain = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

/** `20181224153000` */
const stampOf = (ms: number): string => new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+Z$/g, '')
