import {Socket} from 'node:net'
import {type buildConnector, Pool} from 'undici'
import {failing} from './failure.ts'
import type {ProxyServer} from './proxy.ts'

/** Connections through proxies. */
export interface Tunnels {
  /** A socket to `authority` (`93.184.216.34:443`) through the proxy. Rejects with a failure: whatever happens here is not the server's fault. */
  readonly open: (proxy: ProxyServer, authority: string, timeoutMs: number) => Promise<Socket>
  readonly close: () => void
}

/**
 * Opens tunnels by CONNECT, for `http:` too: asked by absolute address, a proxy has to replace `Host` by that address (RFC 9112, 3.2.2), and then
 * a server with many names answers for another one, perhaps with a 404.
 *
 * `connect` opens the connection to the proxy, which is the operator's and may be anywhere.
 */
export function openTunnels(connect: buildConnector.connector): Tunnels {
  const pools = new Map<string, Pool>()
  const opening = new Set<AbortController>()

  function poolOf({origin}: ProxyServer): Pool {
    const pool = pools.get(origin) ?? new Pool(origin, {connect, allowH2: false})
    pools.set(origin, pool)
    return pool
  }

  return {
    async open(proxy, authority, timeoutMs) {
      const limit = new AbortController()
      opening.add(limit)
      const timer = setTimeout(() => limit.abort(failing('timeout', 'proxy')), timeoutMs)
      const authorization = proxy.authorization === undefined ? {} : {'proxy-authorization': proxy.authorization}
      try {
        const headers = {host: authority, 'proxy-connection': 'keep-alive', ...authorization}
        const {socket, statusCode} = await poolOf(proxy).connect({path: authority, headers, signal: limit.signal})
        if (socket instanceof Socket && statusCode >= 200 && statusCode < 300) return socket
        socket.on('error', () => {}).destroy()
        throw failing(statusCode === 407 ? 'proxy login' : 'proxy', String(statusCode))
      } catch (error) {
        throw limit.signal.aborted ? limit.signal.reason : asFailing(error)
      } finally {
        clearTimeout(timer)
        opening.delete(limit)
      }
    },
    close() {
      for (const limit of opening) limit.abort(failing('deadline', 'closed'))
      for (const pool of pools.values()) void pool.destroy()
    },
  }
}

/** An error of undici's own would make it try for ever; a failure does not. */
function asFailing(error: unknown): Error {
  if (error instanceof Error && 'failure' in error) return error
  return failing('proxy', error instanceof Error && 'code' in error ? String(error.code) : 'no connection')
}
