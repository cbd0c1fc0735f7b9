import {createHash, timingSafeEqual} from 'node:crypto'
import type {IncomingMessage} from 'node:http'

/**
 * Whether a request comes from whoever runs the app: with the token (`Authorization: Bearer …`) where there is one; without one, from this machine
 * itself and by nobody's help. What a proxy hands on comes from this machine, too, so nothing counts that was forwarded, that names
 * another host, or that a browser sends for a page of somebody's.
 */
export function isOperator({headers, socket, httpVersion}: Asking, token: string | undefined): boolean {
  if (token !== undefined) return isSame(/^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '', token)
  const isForwarded = Object.keys(headers).some(name => forwarding.test(name)) || httpVersion === '1.0'
  const isFromPage = headers.origin !== undefined || !['none', undefined].includes(first(headers['sec-fetch-site']))
  return isLoopback(socket.remoteAddress ?? '') && isLocalName(headers.host ?? '') && !isForwarded && !isFromPage
}

type Asking = Pick<IncomingMessage, 'headers' | 'httpVersion'> & {readonly socket: {readonly remoteAddress?: string | undefined}}

/** What proxies and tunnels say for whom they ask. */
const forwarding =
  /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*|fastly-.*|x-envoy-.*|x-amzn-.*)$/

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address)

const isLocalName = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host)

const first = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

/** Digests are of one length, so that the time tells nothing of the token's. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map(text => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
