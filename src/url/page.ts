/**
 * What is fetched for a link: the address as the WHATWG parser reads it, without fragment and credentials.
 *
 * Undefined where there is nothing to fetch: a relative link, another scheme, a text that is no address. Links that start with
 * `//` are read as `https:`, which is what they are on GitHub.
 */
export function pageOf(url: string): string | undefined {
  const parsed = parseHttp(url)
  if (parsed === undefined) return undefined
  parsed.hash = ''
  parsed.username = ''
  parsed.password = ''
  return parsed.href
}

/** The parsed address of an `http:` or `https:` link, also of one that starts with `//`; undefined for anything else. Never throws. */
export function parseHttp(url: string): URL | undefined {
  const trimmed = url.trim()
  const parsed = URL.parse(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed)
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed : undefined
}
