import {Agent} from 'undici'
import type {CheckLinks} from './check-links.ts'
import {failing} from './failure.ts'
import {fetchPage} from './fetch-page.ts'
import {copyFinder, type FindCopy} from './find-copy.ts'
import {guardedConnector} from './guarded-connector.ts'
import {readHostList} from './host-list.ts'
import {type Fetch, runLinks, type Shared} from './link-run.ts'
import type {PlainSite} from './plain-site.ts'
import {type ProxyOptions, readProxies} from './proxy.ts'
import {type NameService, nameServers, openNameService, type Resolve} from './resolver.ts'
import {openSeats} from './seats.ts'
import {openSiteBook} from './site-book.ts'
import {ownUserAgent} from './user-agent.ts'

export interface LinkEngine {
  readonly checkLinks: CheckLinks
  /** What the engine knows of sites (`siteOf`), so that its politeness outlives a process: the pauses that they asked for, and how much they bear. */
  readonly sites: {
    /** Of sites that it knows nothing of there is nothing. */
    readonly save: (names: readonly string[]) => ReadonlyMap<string, PlainSite>
    /** What is no such thing, or old, is left out; what the engine knows better itself stays. */
    readonly restore: (sites: ReadonlyMap<string, unknown>) => void
  }
  readonly findCopy: FindCopy
  /** Ends runs that are still going (their links are unverified) and closes every connection. */
  readonly close: () => Promise<void>
}

/** What only the operator may set. */
export interface LinkEngineOptions {
  /** Addresses, networks (CIDR) and names that may be asked although they lie inside; by default none. A wrong one throws. */
  readonly allowPrivate?: readonly string[]
  /** Addresses, networks and names (`*.example` for those below one) that nothing is ever asked of, redirects included. A wrong one throws. */
  readonly never?: readonly string[]
  /** Through which proxies the web is reached; by default none. */
  readonly proxy?: ProxyOptions
  /** Certificates (PEM) of authorities that are trusted beside those that Node trusts, which are also those of `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: readonly string[]
  /** Name servers (`127.0.0.1:5353`) to ask instead of the system's; by default none. */
  readonly dnsServers?: readonly string[]
  /** Without the words "link" and "bot": some sites turn these away. */
  readonly userAgent?: string
  /** Where the Wayback Machine answers whether it has copies: `https://archive.org`. By default it is never asked. A wrong one throws. */
  readonly archive?: string
  /** Requests that are open at once, of all runs together: by default 256. A quarter of them is for runs that somebody waits for. */
  readonly mostAtOnce?: number
  /** Instead of any name server. */
  readonly resolve?: Resolve
}

const connectTimeoutMs = 10_000
/** Most sites of a list have one link: a connection that nobody uses for so long is closed, whatever the server offers, else thousands are open. */
const idleMs = 250
/** Of the thousand files that a process may have open on many systems. */
const mostAtOnce = 256
/** Room for the headers of sites that set dozens of cookies. */
const headerBytes = 256 * 1024

/**
 * Asks the web about links: guarded against private addresses, polite by site, and done in time.
 *
 * One engine serves any number of runs at once; they share its connections, what it knows of names, and the pauses that sites asked for.
 */
export function openLinkEngine(options: LinkEngineOptions): LinkEngine {
  const {resolve, dnsServers = []} = options
  return engineOn(
    resolve === undefined ? openNameService(nameServers(dnsServers), Date.now) : {resolve, believes: async () => true},
    options,
  )
}

/** The same with a name service of the caller's. */
export function engineOn(names: NameService, options: LinkEngineOptions): LinkEngine {
  const closing = new AbortController()
  const behindProxy = options.proxy?.https !== undefined || options.proxy?.http !== undefined
  const connector = guardedConnector({
    resolve: names.resolve,
    allowed: readHostList(options.allowPrivate ?? []),
    never: readHostList(options.never ?? []),
    chooseProxy: readProxies(options.proxy ?? {}),
    ca: options.ca ?? [],
    connectTimeoutMs,
  })
  const openAgent = () =>
    new Agent({
      connect: connector.connect,
      allowH2: false,
      maxHeaderSize: headerBytes,
      keepAliveTimeout: idleMs,
      keepAliveMaxTimeout: idleMs,
    })
  const dispatcher = openAgent()
  const sites = openSiteBook()
  const seats = openSeats(options.mostAtOnce ?? mostAtOnce)
  const userAgent = options.userAgent ?? ownUserAgent()
  const fetchOn =
    (agent: Agent): Fetch =>
    (page, how, enter, signal) =>
      fetchPage({...how, dispatcher: agent, userAgent}, page, enter, signal)
  const shared: Shared = {
    fetch: fetchOn(dispatcher),
    openFresh() {
      const agent = openAgent()
      return {fetch: fetchOn(agent), close: () => agent.destroy()}
    },
    names,
    sites,
    seats,
    closing: closing.signal,
    nameless: {kind: behindProxy ? 'no resolver' : 'resolver', detail: 'no name at all can be looked up from here'},
  }

  return {
    checkLinks: (urls, limits, signal) => runLinks(shared, urls, limits, signal),
    sites: {save: sites.save, restore: sites.restore},
    findCopy: copyFinder({dispatcher, userAgent, sites, seats, closing: closing.signal}, options.archive),
    async close() {
      closing.abort(failing('deadline', 'closed'))
      connector.close()
      await dispatcher.destroy()
    },
  }
}
