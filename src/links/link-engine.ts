import {Agent} from 'undici'
import {pageOf} from '../url/page.ts'
import type {Exchange} from '../verdict/exchange.ts'
import {judge} from '../verdict/judge.ts'
import {judgeText} from '../verdict/judge-text.ts'
import type {CheckLinks, LinkOptions} from './check-links.ts'
import {failing} from './failure.ts'
import {fetchPage, type Visit} from './fetch-page.ts'
import {guardedConnector} from './guarded-connector.ts'
import {readHostList} from './host-list.ts'
import {type ProxyOptions, readProxies} from './proxy.ts'
import {type NameService, nameServers, openNameService, type Resolve} from './resolver.ts'
import {visitAll} from './schedule.ts'
import {openSiteBook} from './site-book.ts'
import {aborted, pause, withTimeLimit} from './time-limit.ts'
import {ownUserAgent} from './user-agent.ts'

export interface LinkEngine {
  readonly checkLinks: CheckLinks
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
  /** Without the word "link": some sites turn it away. */
  readonly userAgent?: string
  /** Instead of any name server. */
  readonly resolve?: Resolve
}

const connectTimeoutMs = 10_000
/** How long a "no such domain" may wait for being believed, beyond the deadline too. */
const beliefMs = 3000
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
  const now = Date.now
  const closing = new AbortController()
  const connector = guardedConnector({
    resolve: names.resolve,
    allowed: readHostList(options.allowPrivate ?? []),
    never: readHostList(options.never ?? []),
    chooseProxy: readProxies(options.proxy ?? {}),
    ca: options.ca ?? [],
    connectTimeoutMs,
  })
  const dispatcher = new Agent({
    connect: connector.connect,
    allowH2: false,
    maxHeaderSize: headerBytes,
  })
  const browser = {dispatcher, userAgent: options.userAgent ?? ownUserAgent()}
  const sites = openSiteBook()

  const checkLinks: CheckLinks = async (urls, limits, signal) => {
    signal.throwIfAborted()
    const startedMs = now()
    const pages = new Set(urls.flatMap(url => (judgeText(url) === undefined ? (pageOf(url) ?? []) : [])))
    const seen = new Map<string, Exchange>()
    const run = {
      visit: (page: string, stop: AbortSignal): Promise<Visit> =>
        withTimeLimit(limits.timeoutMs, 'timeout', [stop], limit => fetchPage(browser, page, limit)),
      sites,
      now,
      pause,
      ...withinReason(limits),
    }
    await withTimeLimit(limits.deadlineMs, 'deadline', [signal, closing.signal], stop =>
      Promise.race([visitAll(run, [...pages], (page, exchange) => seen.set(page, exchange), stop), aborted(stop)]),
    )
    const asksBelief = [...seen.values()].some(({failure}) => failure?.kind === 'no such domain')
    const believed =
      !asksBelief ||
      (await withTimeLimit(beliefMs, 'deadline', [signal], stop =>
        Promise.race([names.believes(startedMs), aborted(stop).then(() => false)]),
      ))
    signal.throwIfAborted()
    return new Map(urls.map(url => [url, judge(believed ? exchangeOf(url, seen) : disbelieving(exchangeOf(url, seen)))]))
  }

  return {
    checkLinks,
    async close() {
      closing.abort(failing('deadline', 'closed'))
      connector.close()
      await dispatcher.destroy()
    },
  }
}

/** What was seen of a link's page, as the link's own. */
function exchangeOf(url: string, seen: ReadonlyMap<string, Exchange>): Exchange {
  const exchange = seen.get(pageOf(url) ?? '')
  return exchange === undefined ? {url, hops: [], title: undefined, failure: {kind: 'deadline', detail: ''}} : {...exchange, url}
}

/** Where the resolver knows no name at all, "no such domain" means that there is no network. */
const disbelieving = (exchange: Exchange): Exchange =>
  exchange.failure?.kind === 'no such domain'
    ? {...exchange, failure: {kind: 'resolver', detail: 'no name at all can be looked up from here'}}
    : exchange

const withinReason = ({
  concurrency,
  perSite,
  retries,
}: LinkOptions): Pick<LinkOptions, 'concurrency' | 'perSite' | 'retries'> => ({
  concurrency: Math.max(1, Math.floor(concurrency) || 1),
  perSite: Math.max(1, Math.floor(perSite) || 1),
  retries: Math.max(0, Math.floor(retries) || 0),
})
