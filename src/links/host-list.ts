import {domainToASCII} from 'node:url'
import ipaddr from 'ipaddr.js'

/** Hosts that the operator named: never a list, never a pull request. */
export interface HostList {
  /** Whether this name is one of them, or the address that it leads to. */
  readonly holds: (name: string, address?: string) => boolean
}

/**
 * Reads hosts: addresses (`127.0.0.1`, `::1`), networks (`10.0.0.0/8`), names (`wiki.corp.example`) and names below one
 * (`*.corp.example`). Throws an error whose message is a sentence for the operator if one can't be read.
 */
export function readHostList(entries: readonly string[]): HostList {
  const networks: Network[] = []
  const names = new Set<string>()
  for (const entry of entries.map(text => text.trim()).filter(text => text !== '')) {
    const host = readHost(entry)
    if (host === undefined)
      throw new Error(`"${entry}" is no address, no network and no name of a host (like 127.0.0.1, 10.0.0.0/8 or wiki.example)`)
    if (typeof host === 'string') names.add(host)
    else networks.push(host)
  }
  return {
    holds: (name, address = name) =>
      [...namesFor(ascii(name))].some(candidate => names.has(candidate)) || isIn(networks, address),
  }
}

type Network = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number]

/** A network, or a name in lower case without its last dot, internationalised ones as DNS has them. Undefined: it is neither. */
export function readHost(entry: string): Network | string | undefined {
  const bare = entry.replace(/^\[(.*)\]$/, '$1')
  if (ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)) {
    const address = ipaddr.process(bare)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  }
  if (ipaddr.isValidCIDR(bare)) return ipaddr.parseCIDR(bare)
  const [, below = '', name = ''] = /^(\*\.)?(.*)$/.exec(entry) ?? []
  const host = ascii(name)
  return /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?$/.test(host) && !/^[\d.]+$/.test(host) ? `${below}${host}` : undefined
}

const ascii = (name: string): string =>
  (/^[\x20-\x7e]*$/.test(name) ? name.toLowerCase() : domainToASCII(name)).replace(/\.$/, '')

function isIn(networks: readonly Network[], address: string): boolean {
  if (networks.length === 0 || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
}

/** A name, and each way to name all below one of its parents. */
function* namesFor(name: string): Generator<string> {
  yield name
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) yield `*${name.slice(dot)}`
}
