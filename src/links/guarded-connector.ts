import {isIP, Socket} from 'node:net'
import {createSecureContext} from 'node:tls'
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
}

export interface GuardedConnector {
  readonly connect: buildConnector.connector
  /** Ends what is still connecting: undici knows only of sockets that are connected. */
  readonly close: () => void
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
export function guardedConnector({resolve, allowance, connectTimeoutMs}: Guard): GuardedConnector {
  // One for all: reading the root certificates anew for each connection was a tenth of a run.
  const secureContext = createSecureContext()
  const patient = buildConnector({timeout: connectTimeoutMs, allowH2: false, secureContext})
  const brisk = buildConnector({timeout: Math.min(firstTriesMs, connectTimeoutMs), allowH2: false, secureContext})
  const connecting = new Set<Socket>()
  let closed = false

  async function judge(name: string, port: string): Promise<readonly string[]> {
    if (isBlockedPort(port)) throw failing('blocked port', port)
    const addresses = isIP(name) === 0 ? await resolve(name) : [name]
    const inside = addresses.find(address => isInside(address) && !allowance.allows(name, address))
    if (inside !== undefined) throw failing('private address', inside)
    if (addresses.length === 0) throw failing('resolver', 'no address')
    return addresses.slice(0, addressesTried)
  }

  function connectTo(
    target: buildConnector.Options,
    name: string,
    addresses: readonly string[],
    callback: buildConnector.Callback,
  ): void {
    const [address = '', ...rest] = addresses
    if (closed) {
      callback(failing('deadline', 'closed'), null)
      return
    }
    const judged = address === name ? target : {...target, hostname: address, servername: name}
    const begin = rest.length === 0 ? patient : brisk
    let socket: unknown
    // undici gives the socket back, although its types don't say so.
    socket = begin(judged, (...outcome) => {
      if (socket instanceof Socket) connecting.delete(socket)
      if (outcome[0] !== null && rest.length > 0) connectTo(target, name, rest, callback)
      else callback(...outcome)
    })
    if (socket instanceof Socket) connecting.add(socket)
  }

  return {
    connect(target, callback) {
      const name = target.hostname.replace(/^\[(.*)\]$/, '$1')
      judge(name, target.port).then(
        addresses => connectTo(target, name, addresses, callback),
        (error: Error) => callback(error, null),
      )
    },
    close() {
      closed = true
      for (const socket of connecting) socket.destroy(failing('deadline', 'closed'))
    },
  }
}
