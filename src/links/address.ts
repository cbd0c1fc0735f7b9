import {isIP} from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address lies inside: in any network but the public internet. What can't be read as an address does.
 *
 * Facts: IANA's special-purpose registries for IPv4 and IPv6; none of their blocks holds a page that a list could mean, so all of them are
 * inside, the few that are globally reachable too. Of IPv6 only 2000::/3 is public at all. An IPv4 address inside an IPv6 one counts as
 * itself where a packet would end there: mapped (`::ffff:0:0/96`), translated (`64:ff9b::/96`, RFC 6052) and 6to4 (`2002::/16`, RFC 3056).
 * Teredo, IPv4-compatible ones and the local translation prefix (`64:ff9b:1::/48`) are inside, whatever they hold.
 */
export function isInside(address: string): boolean {
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return true
  const parsed = embedded(ipaddr.process(address))
  if (parsed.range() !== 'unicast') return true
  return parsed instanceof ipaddr.IPv6 ? !parsed.match(publicInternet) : parsed.match(azure)
}

const publicInternet = ipaddr.IPv6.parseCIDR('2000::/3')
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const sixToFour = ipaddr.IPv6.parseCIDR('2002::/16')
/** The address looks public, but each machine in Azure reaches its own host there (instance metadata, "wire server"). */
const azure = ipaddr.IPv4.parseCIDR('168.63.129.16/32')

function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address
  const bytes = address.toByteArray()
  if (address.match(translated)) return new ipaddr.IPv4(bytes.slice(12))
  return address.match(sixToFour) ? new ipaddr.IPv4(bytes.slice(2, 6)) : address
}
