import {isIP} from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address lies inside: in any network but the public internet. What can't be read as an address does.
 *
 * Facts: IANA's special-purpose registries for IPv4 and IPv6. Of IPv6 only 2000::/3 is public at all. An IPv4 address inside an IPv6 one
 * counts as itself where a machine would really go there (`::ffff:0:0/96`, and `64:ff9b::/96`, through which networks without IPv4 reach
 * it); 6to4 and Teredo are gone from the internet, so what is left of them is somebody's trick.
 */
export function isInside(address: string): boolean {
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return true
  const parsed = embedded(ipaddr.process(address))
  if (parsed.range() !== 'unicast') return true
  return parsed instanceof ipaddr.IPv6 && !parsed.match(publicInternet)
}

const publicInternet = ipaddr.IPv6.parseCIDR('2000::/3')
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6) || !address.match(nat64)) return address
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}
