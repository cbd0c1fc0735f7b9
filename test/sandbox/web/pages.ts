import {createHash} from 'node:crypto'
import type {PageAnswer, PageRequest, Site} from './web.ts'

/** What a page answers, now and then. */
export type Page = (request: PageRequest) => PageAnswer

/** A page as a browser would show it. */
export const page = (title: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`

/** Answers, and says 304 to who has it already. */
export const alive =
  (title: string): Page =>
  ({headers}) => {
    const body = page(title)
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 12)}"`
    return headers['if-none-match'] === etag ? {status: 304, headers: {etag}} : {status: 200, headers: {etag}, body}
  }

export const gone: Page = () => ({status: 404, body: page('Not found')})

/** For good, and says so. */
export const removed: Page = () => ({status: 410, body: page('Gone')})

export const forbidden: Page = () => ({status: 403, body: page('Forbidden')})

export const failing: Page = () => ({status: 503, body: page('Service unavailable')})

/** Wants to be left alone for a while. */
export const limited =
  (seconds = 3600): Page =>
  () => ({status: 429, headers: {'retry-after': String(seconds)}, body: page('Too many requests')})

/** For good, to an address of the same web. */
export const movedTo =
  (host: string, path = '/'): Page =>
  ({url}) => ({status: 301, headers: {location: url(host, path)}})

/** The domain ran out, and whoever sells it now answers everything. */
export const forSale: Page = ({host}) => ({
  status: 200,
  body: `<!doctype html><html lang="en"><head><title>${host} is for sale</title></head><body><h1>${host} is for sale</h1><p>This domain is for sale. Buy this domain now, or make an offer.</p><a href="https://www.sedo.com/search/details/?domain=${host}">Buy this domain</a></body></html>`,
})

/** A page's life: from each of these days on it is something else. */
export const life =
  (...times: readonly (readonly [fromDay: number, page: Page])[]): Page =>
  request =>
    times.findLast(([fromDay]) => request.day >= fromDay)?.[1](request) ?? {status: 404}

/** A site of several pages, by path; whatever else is asked for answers like `otherwise`. */
export const pages =
  (known: Readonly<Record<string, Page>>, otherwise: Page = gone): Site =>
  request =>
    (known[request.path] ?? otherwise)(request)
