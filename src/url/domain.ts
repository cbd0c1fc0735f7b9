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
