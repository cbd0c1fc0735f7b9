import ipaddr from 'ipaddr.js'

/** What the operator lets through the guard: never a list, never a pull request. */
export interface Allowance {
  /** Whether this address may be connected to, although it lies inside, for a link to this name. */
  readonly allows: (name: string, address: string) => boolean
}

/**
 * Reads what the operator allows: addresses (`127.0.0.1`, `::1`), networks (`10.0.0.0/8`), names (`wiki.corp.example`) and names below
 * one (`*.corp.example`). Throws an error whose message is a sentence for the operator if one can't be read.
 */
export function readAllowance(entries: readonly string[]): Allowance {
  const networks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = []
  const names = new Set<string>()
  for (const entry of entries.map(text => text.trim()).filter(text => text !== '')) {
    const network = readNetwork(entry)
    if (network !== undefined) networks.push(network)
    else if (/^(?:\*\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?$/i.test(entry) && !/^[\d.]+$/.test(entry))
      names.add(entry.toLowerCase())
    else
      throw new Error(
        `"${entry}" is no address, no network and no name that could be allowed (like 127.0.0.1, 10.0.0.0/8 or wiki.example)`,
      )
  }
  return {
    allows: (name, address) =>
      [...namesFor(name.toLowerCase())].some(candidate => names.has(candidate)) || isIn(networks, address),
  }
}

function readNetwork(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  if (ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)) {
    const address = ipaddr.process(bare)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  }
  return ipaddr.isValidCIDR(bare) ? ipaddr.parseCIDR(bare) : undefined
}

function isIn(networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][], address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))
}

/** A name, and each way to allow all below one of its parents. */
function* namesFor(name: string): Generator<string> {
  yield name
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) yield `*${name.slice(dot)}`
}
