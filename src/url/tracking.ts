/** Parameters that only say where a reader came from, whatever the site. */
const anywhere =
  /^(?:utm_[a-z_]{1,40}|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|mc_[ce]id|igsh(?:id)?|_hsenc|_hsmi|mkt_tok|vero_id|oly_(?:anon|enc)_id|ref_src|ref_url)$/i

/** Parameters that do so on some sites, and mean something on others. */
const onSites: readonly {readonly host: RegExp; readonly parameter: RegExp}[] = [
  {host: /(?:^|\.)(?:youtube\.com|youtu\.be|spotify\.com)$/i, parameter: /^si$/i},
]

/**
 * The names of an address's parameters, as written, that only say where a reader came from. `ref` counts where it names a curated list
 * (`ref=awesome-ants`): elsewhere it may be a branch, a book or a partner.
 */
export function trackingIn(url: string): readonly string[] {
  const query = queryOf(url)
  if (query === undefined) return []
  const host = /^(?:https?:)?\/\/(?:[^/?#@]{0,200}@)?([^/?#:]{1,255})/i.exec(url)?.[1] ?? ''
  return query.text
    .split('&')
    .filter(part => isTracking(part, host))
    .map(part => nameOf(part))
}

/** The address without what only says where a reader came from. */
export function withoutTracking(url: string): string {
  const names = new Set(trackingIn(url))
  if (names.size === 0) return url
  const {start, end, query} = withoutParameters(url, names)
  return url.slice(0, start) + query + url.slice(end)
}

/** The query of an address, `?` included, once the named parameters are gone; with where it stands in the address. */
export function withoutParameters(
  url: string,
  names: ReadonlySet<string>,
): {readonly start: number; readonly end: number; readonly query: string} {
  const query = queryOf(url)
  if (query === undefined) return {start: url.length, end: url.length, query: ''}
  const kept = query.text.split('&').filter(part => !names.has(nameOf(part)))
  return {start: query.start - 1, end: query.start + query.text.length, query: kept.length === 0 ? '' : `?${kept.join('&')}`}
}

function isTracking(part: string, host: string): boolean {
  const name = nameOf(part)
  if (anywhere.test(name)) return true
  if (name.toLowerCase() === 'ref')
    return /^awesome(?:[-_.]|$)/i.test(part.slice(4)) && !/(?:^|\.)git(?:hub|lab)\.com$/i.test(host)
  return onSites.some(site => site.host.test(host) && site.parameter.test(name))
}

const nameOf = (part: string): string => part.split('=', 1)[0] ?? ''

function queryOf(url: string): {readonly text: string; readonly start: number} | undefined {
  const hash = url.indexOf('#')
  const end = hash === -1 ? url.length : hash
  const start = url.indexOf('?') + 1
  return start === 0 || start > end ? undefined : {text: url.slice(start, end), start}
}
