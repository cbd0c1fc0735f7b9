import {readHost, readHostList} from './host-list.ts'

/** The proxies that the operator's network has, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name them. */
export interface ProxyOptions {
  /** For `https:` links: `http://name:password@proxy.example:3128`. The proxy itself may be on a private address. */
  readonly https?: string | undefined
  /** For `http:` links. */
  readonly http?: string | undefined
  /** Hosts that are asked without a proxy: `corp.example` (and all below it), `10.0.0.0/8`, `wiki.example:8080`, `*` for all. */
  readonly except?: readonly string[]
  /**
   * The proxy resolves names and keeps everybody away from private addresses, so names are not looked up here. By default they are, and the
   * proxy is asked for an address that was judged.
   */
  readonly guards?: boolean
}

/** A proxy that is asked for connections. */
export interface ProxyServer {
  /** Scheme, host and port, nothing else. */
  readonly origin: string
  /** For `Proxy-Authorization`. A secret. */
  readonly authorization: string | undefined
  readonly guards: boolean
}

/** Which proxy to ask for a connection; undefined: none. `address` is where the name leads, once that is known. */
export type ChooseProxy = (
  target: {readonly protocol: string; readonly port: string},
  name: string,
  address?: string,
) => ProxyServer | undefined

/** Reads what the operator says of proxies. Throws an error whose message is a sentence, without what might be a password. */
export function readProxies({https, http, except = [], guards = false}: ProxyOptions): ChooseProxy {
  const proxies = {https: readProxy(https, guards), http: readProxy(http, guards)}
  const isException = readExceptions(except)
  return ({protocol, port}, name, address) => {
    const proxy = protocol === 'https:' ? proxies.https : proxies.http
    const at = port === '' ? (protocol === 'https:' ? '443' : '80') : port
    return proxy === undefined || isException(name, at, address) ? undefined : proxy
  }
}

function readProxy(text: string | undefined, guards: boolean): ProxyServer | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim()) ? text.trim() : `http://${text.trim()}`)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error('A proxy must be an http or https address, such as http://proxy.example:3128')
  const [name, password] = [url.username, url.password].map(decoded)
  const isOpen = name === '' && password === ''
  return {
    origin: url.origin,
    authorization: isOpen ? undefined : `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
    guards,
  }
}

/** A `%` that starts no escape is one itself: passwords are pasted as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** As curl and Go read it: a name stands for all below it too, with or without a dot in front. What can't be read is nobody's exception. */
function readExceptions(entries: readonly string[]): (name: string, port: string, address?: string) => boolean {
  if (entries.includes('*')) return () => true
  const lists = [...Map.groupBy(entries.map(withPort), ({port}) => port)].map(
    ([port, exceptions]) => [port, readHostList(exceptions.flatMap(({hosts}) => hosts))] as const,
  )
  return (name, at, address) => lists.some(([port, list]) => (port === undefined || port === at) && list.holds(name, address))
}

function withPort(entry: string): {readonly port: string | undefined; readonly hosts: readonly string[]} {
  const [, host = entry, port] = /^([^:]+|\[.*\]):(\d+)$/.exec(entry) ?? []
  const bare = host.replace(/^\*?\./, '')
  return {port, hosts: [bare, `*.${bare}`].filter(candidate => readHost(candidate) !== undefined)}
}
