import http from 'node:http'
import https from 'node:https'
import type {AddressInfo, Server} from 'node:net'
import {onTestFinished} from 'vitest'
import type {LinkOptions} from '../../src/links/check-links.ts'
import {type LinkEngine, type LinkEngineOptions, openLinkEngine} from '../../src/links/link-engine.ts'
import {selfSigned} from './self-signed.ts'

/** A server of one test, on this machine, with a record of what reached it. */
export interface LocalWeb {
  readonly port: number
  /** TCP connections accepted so far, whether or not they asked anything. */
  readonly connections: () => number
  /** `METHOD host/path` of each request so far. */
  readonly requests: readonly string[]
}

export async function openLocalWeb(
  answer: http.RequestListener,
  scheme: 'http' | 'https' = 'http',
  address = '127.0.0.1',
): Promise<LocalWeb> {
  const requests: string[] = []
  let connections = 0
  const listener: http.RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.headers.host?.replace(/:\d+$/, '')}${request.url}`)
    answer(request, response)
  }
  const server = scheme === 'http' ? http.createServer(listener) : https.createServer(selfSigned, listener)
  server.on('connection', () => {
    connections += 1
  })
  server.on('tlsClientError', () => {})
  return {port: await listen(server, address), connections: () => connections, requests}
}

async function listen(server: http.Server | https.Server, address: string): Promise<number> {
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return listening(server, address)
}

export async function listening(server: Server, address = '127.0.0.1'): Promise<number> {
  await new Promise<void>(resolve => {
    // A machine without IPv6 has no `::` to listen on.
    server.once('error', () => server.listen(0, '127.0.0.1'))
    server.once('listening', resolve)
    server.listen(0, address)
  })
  return (server.address() as AddressInfo).port
}

/** An engine of one test for which every name is this machine, and this machine is allowed, unless said otherwise. */
export function openTestEngine(options: LinkEngineOptions = {}): LinkEngine {
  const engine = openLinkEngine({allowPrivate: ['127.0.0.1'], resolve: async () => ['127.0.0.1'], ...options})
  onTestFinished(() => engine.close())
  return engine
}

export const limits: LinkOptions = {timeoutMs: 5000, deadlineMs: 20_000, concurrency: 16, perSite: 8, retries: 0}

export const forever = new AbortController().signal

/** Verdicts in short: `kind reason`. */
export async function verdicts(
  engine: LinkEngine,
  urls: readonly string[],
  options: Partial<LinkOptions> = {},
): Promise<string[]> {
  const checked = await engine.checkLinks(urls, {...limits, ...options}, forever)
  return urls.map(url => {
    const verdict = checked.get(url)
    return `${verdict?.kind} ${verdict?.reason}`
  })
}
