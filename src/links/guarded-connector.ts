import {isIP, Socket} from 'node:net'
import {createSecureContext, getCACertificates, type SecureContext} from 'node:tls'
import {buildConnector} from 'undici'
import type {Failure} from '../verdict/exchange.ts'
import {isInside} from './address.ts'
import {failing, failureOf} from './failure.ts'
import type {HostList} from './host-list.ts'
import {isPublicName, isThisMachine} from './local-name.ts'
import {isBlockedPort} from './ports.ts'
import type {ChooseProxy, ProxyServer} from './proxy.ts'
import type {Resolve} from './resolver.ts'
import {openTunnels} from './tunnels.ts'

export interface Guard {
  readonly resolve: Resolve
  /** Let through although they lie inside. */
  readonly allowed: HostList
  /** Never connected to, wherever they lie. */
  readonly never: HostList
  readonly chooseProxy: ChooseProxy
  /** Trusted beside those that Node trusts, PEM. */
  readonly ca: readonly string[]
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
 * A connector that opens no socket to an inside address. There is no other door: nothing else in this folder can open a socket.
 *
 * The name is resolved once, every address of the answer is judged, and only judged ones are connected to: a second answer (DNS rebinding)
 * has nobody left to fool. Literal addresses take the same door, and a proxy is asked for the judged address. TLS still checks the name.
 */
export function guardedConnector(guard: Guard): GuardedConnector {
  const {connectTimeoutMs} = guard
  const secureContext = contextWith(guard.ca)
  const connectorWithin = (timeout: number) => buildConnector({timeout, allowH2: false, secureContext})
  const patient = connectorWithin(connectTimeoutMs)
  const brisk = connectorWithin(Math.min(firstTriesMs, connectTimeoutMs))
  const tunnels = openTunnels(patient)
  const connecting = new Set<Socket>()
  let closed = false

  function connectTo(
    target: buildConnector.Options,
    {name, addresses: [address = '', ...rest], proxy}: Way,
    done: buildConnector.Callback,
  ): void {
    if (closed) {
      done(failing('deadline', 'closed'), null)
      return
    }
    const settle: buildConnector.Callback = (...outcome) => {
      if (outcome[0] !== null && rest.length > 0 && mayTryAnother(outcome[0]))
        connectTo(target, {name, addresses: rest, proxy}, done)
      else done(...outcome)
    }
    const judged = address === name ? target : {...target, hostname: address, servername: name}
    if (proxy === undefined) connectDirectly(judged, rest.length === 0 ? patient : brisk, settle)
    else connectThrough(proxy, judged, rest.length === 0 ? connectTimeoutMs : firstTriesMs, settle)
  }

  function connectDirectly(
    judged: buildConnector.Options,
    begin: buildConnector.connector,
    settle: buildConnector.Callback,
  ): void {
    let socket: unknown
    // undici gives the socket back, although its types don't say so.
    socket = begin(judged, (...outcome) => {
      if (socket instanceof Socket) connecting.delete(socket)
      settle(...outcome)
    })
    if (socket instanceof Socket) connecting.add(socket)
  }

  function connectThrough(
    proxy: ProxyServer,
    judged: buildConnector.Options,
    timeoutMs: number,
    settle: buildConnector.Callback,
  ): void {
    tunnels.open(proxy, authorityOf(judged), Math.min(timeoutMs, connectTimeoutMs)).then(
      socket => {
        if (judged.protocol === 'https:') connectDirectly({...judged, httpSocket: socket}, patient, settle)
        else settle(null, socket)
      },
      (error: Error) => settle(error, null),
    )
  }

  return {
    connect(target, done) {
      judge(guard, target).then(
        way => connectTo(target, way, done),
        (error: Error) => done(error, null),
      )
    },
    close() {
      closed = true
      for (const socket of connecting) socket.destroy(failing('deadline', 'closed'))
      tunnels.close()
    },
  }
}

/** What was found to be harmless: a name, the addresses to connect to (the name itself where the proxy finds them), and through which proxy. */
interface Way {
  readonly name: string
  readonly addresses: readonly string[]
  readonly proxy: ProxyServer | undefined
}

async function judge(guard: Guard, target: buildConnector.Options): Promise<Way> {
  const {allowed, never, chooseProxy} = guard
  const name = target.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (isBlockedPort(target.port)) throw failing('blocked port', target.port)
  if (never.holds(name)) throw failing('never', name)

  const byName = chooseProxy(target, name)
  if (byName?.guards === true && isIP(name) === 0) {
    if (!isPublicName(name) && !allowed.holds(name)) throw failing('private address', name)
    return {name, addresses: [name], proxy: byName}
  }
  const addresses = await addressesOf(guard, name, byName !== undefined)
  const forbidden = addresses.find(address => never.holds(name, address))
  if (forbidden !== undefined) throw failing('never', forbidden)
  const inside = addresses.find(address => isInside(address) && !allowed.holds(name, address))
  if (inside !== undefined) throw failing('private address', inside)
  return {name, addresses: addresses.slice(0, addressesTried), proxy: chooseProxy(target, name, addresses[0])}
}

async function addressesOf({resolve}: Guard, name: string, hasProxy: boolean): Promise<readonly string[]> {
  if (isIP(name) !== 0) return [name]
  if (isThisMachine(name)) return ['127.0.0.1']
  const addresses = await resolve(name).catch((error: unknown) => {
    throw unresolved(error, name, hasProxy)
  })
  if (addresses.length === 0) throw unresolved(failing('resolver', 'no address'), name, hasProxy)
  return addresses
}

/** A resolver of the caller's may reject with what `node:dns` does. Behind a proxy nobody can say more of a name that is not known here. */
function unresolved(error: unknown, name: string, hasProxy: boolean): Error {
  const failure = error instanceof Error && 'failure' in error ? failureOf(error) : failureOfDns(error, name)
  return hasProxy && failure.kind === 'resolver' ? failing('no resolver', failure.detail) : failing(failure.kind, failure.detail)
}

function failureOfDns(error: unknown, name: string): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return code === 'ENOTFOUND' ? {kind: 'no such domain', detail: name} : {kind: 'resolver', detail: code}
}

/** A proxy that wants a password wants it for each address. */
const mayTryAnother = (error: Error): boolean => failureOf(error).kind !== 'proxy login'

function authorityOf({hostname, port, protocol}: buildConnector.Options): string {
  const host = isIP(hostname) === 6 ? `[${hostname}]` : hostname
  return `${host}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`
}

/** One for all: reading the root certificates anew for each connection was a tenth of a run. Without `ca` it is what Node trusts, `NODE_EXTRA_CA_CERTS` included. */
const contextWith = (ca: readonly string[]): SecureContext =>
  createSecureContext(ca.length === 0 ? {} : {ca: [...getCACertificates('default'), ...ca]})
