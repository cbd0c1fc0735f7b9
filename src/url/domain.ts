import {parse} from 'tldts'
import {parseHttp} from './page.ts'

/**
 * Who owns a link's host: its registrable domain (`example.co.uk`), where suffixes that people rent out count too, so that two
 * `github.io` sites are two owners. An IP address, or a name without a registrable domain (`localhost`), is its own. Undefined for what is no web address.
 */
export function domainOf(url: string): string | undefined {
  const hostname = parseHttp(url)?.hostname.replace(/\.$/, '')
  if (hostname === undefined) return undefined
  return parse(hostname, {allowPrivateDomains: true, validateHostname: false}).domain ?? hostname
}

/** The name that an owner chose: `example` of `www.example.co.uk`, `ant` of `ant.github.io`. Undefined where there is none. */
export function domainLabelOf(url: string): string | undefined {
  const hostname = parseHttp(url)?.hostname.replace(/\.$/, '')
  if (hostname === undefined) return undefined
  const label = parse(hostname, {allowPrivateDomains: true, validateHostname: false}).domainWithoutSuffix
  return label === null || label === '' ? undefined : label
}
