import {isIP} from 'node:net'
import {buildConnector} from 'undici'
import {isInside} from './address.ts'
import type {Allowance} from './allowance.ts'
import {failing} from './failure.ts'
import {isBlockedPort} from './ports.ts'
import type {Resolve} from './resolver.ts'

export interface Guard {
  readonly resolve: Resolve
  readonly allowance: Allowance
  readonly connectTimeoutMs: number
  /** Destroys every socket, also those that are still connecting. */
  readonly closing: AbortSignal
}

/** With more addresses than one, each but the last has to answer within this. */
const firstTriesMs = 3000
const addressesTried = 3

/**
 * A connector that opens no socket to an inside address.
 *
 * The name is resolved once, every address of the answer is judged, and only judged ones are connected to: a second answer (DNS rebinding)
 * has nobody left to fool. Literal addresses take the same door. TLS still checks the name.
 */
export function guardedConnector({resolve, allowance, connectTimeoutMs, closing}: Guard): buildConnector.connector {
  const patient = buildConnector({timeout: connectTimeoutMs, allowH2: false, signal: closing})
  const brisk = buildConnector({timeout: Math.min(firstTriesMs, connectTimeoutMs), allowH2: false, signal: closing})

  async function judge(name: string, port: string): Promise<readonly string[]> {
    if (isBlockedPort(port)) throw failing('blocked port', port)
    const addresses = isIP(name) === 0 ? await resolve(name) : [name]
    const inside = addresses.find(address => isInside(address) && !allowance.allows(name, address))
    if (inside !== undefined) throw failing('private address', inside)
    if (addresses.length === 0) throw failing('resolver', 'no address')
    return addresses.slice(0, addressesTried)
  }

  return (target, callback) => {
    const name = target.hostname.replace(/^\[(.*)\]$/, '$1')

    function connectTo([address, ...rest]: readonly string[]): void {
      const judged = address === name ? target : {...target, hostname: address ?? '', servername: name}
      const connect = rest.length === 0 ? patient : brisk
      connect(judged, (...outcome) => {
        if (outcome[0] !== null && rest.length > 0) connectTo(rest)
        else callback(...outcome)
      })
    }

    judge(name, target.port).then(connectTo, (error: Error) => callback(error, null))
  }
}
