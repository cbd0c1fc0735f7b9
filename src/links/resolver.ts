import {lookup, Resolver} from 'node:dns/promises'
import {isIP} from 'node:net'
import {LRUCache} from 'lru-cache'
import pLimit from 'p-limit'
import {isInside} from './address.ts'
import {failing} from './failure.ts'
import {isPublicName, isThisMachine} from './local-name.ts'

/** All addresses of a name, IPv4 first; rejects with a failure (`failure.ts`) where there is none. */
export type Resolve = (name: string) => Promise<readonly string[]>

/** Asks for the addresses of names, and knows how far a "no such domain" can be believed. */
export interface NameService {
  readonly resolve: Resolve
  /** Whether a "no such domain" of the run that began then is one: some resolvers answer it for everything when there is no network. So one of those has to be known, now, that do exist. */
  readonly believes: (runStartMs: number) => Promise<boolean>
}

/** Names are asked by c-ares, since the system's own resolver runs on four threads and keeps nothing (measured: eight times the rest of a run). */
const cacheMs = 60_000
/** More at once than about this made good names time out. */
const queriesAtOnce = 40
/** A question that waits longer than this is no part of a burst any more: names that nobody answers for hold up none of the others. */
const burstMs = 250
/** The system's resolver has four threads, and others need one of them. */
const lookupsAtOnce = 2
/** Of names that no name server answers for: the system asks the same servers, and waits long for each. */
const slowLookupsAtOnce = 1
/** Some name servers swallow questions about IPv6; their IPv4 answer does not wait longer than this for it. */
const patienceForIpv6Ms = 300
/** Nor does its "no such name", or that it has no IPv4 address, wait longer than this. */
const longPatienceForIpv6Ms = 3000

/** Where names are asked for: one question, one answer, as `node:dns` gives it. */
export interface NameServers {
  readonly resolve4: Resolve
  readonly resolve6: Resolve
  /** What the machine knows beside name servers (its hosts file); undefined where these alone count. */
  readonly lookup: Resolve | undefined
}

/** The operator's name servers (`127.0.0.1:5353`), which alone count, or else the system's together with its hosts file. */
export function nameServers(servers: readonly string[]): NameServers {
  const resolver = new Resolver({timeout: 2000, tries: 3})
  if (servers.length > 0) resolver.setServers(servers)
  return {
    resolve4: name => resolver.resolve4(name),
    resolve6: name => resolver.resolve6(name),
    lookup: servers.length > 0 ? undefined : async name => (await lookup(name, {all: true})).map(({address}) => address),
  }
}

/** The names of the internet, each asked once a minute. The system's hosts file is looked into before a domain is said not to exist. */
export function openNameService(servers: NameServers, now: () => number): NameService {
  const queries = pLimit(queriesAtOnce)
  const lookups = pLimit(lookupsAtOnce)
  const slowLookups = pLimit(slowLookupsAtOnce)
  /** The last name that had an address, on the internet or, where the operator's servers alone count, anywhere. */
  let witness = {name: '', seenMs: Number.NEGATIVE_INFINITY}

  const query = (ask: Resolve, name: string): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      void queries(async () => {
        const answer = ask(name)
        answer.then(resolve, reject)
        await settledOr(answer, burstMs)
      })
    })

  async function ask(name: string): Promise<readonly string[]> {
    if (isThisMachine(name)) return ['127.0.0.1']
    const ipv4 = query(servers.resolve4, name)
    const ipv6 = query(servers.resolve6, name)
    const answers = await Promise.allSettled([ipv4, orImpatient(ipv6, ipv4)])
    const addresses = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
    const counts = servers.lookup === undefined ? addresses.length > 0 : addresses.some(address => !isInside(address))
    if (counts) witness = {name, seenMs: now()}
    if (addresses.length > 0) return addresses

    const codes = answers.map(answer => (answer.status === 'rejected' ? codeOf(answer.reason) : 'ENODATA'))
    const isMissing = codes.every(code => code === 'ENOTFOUND')
    const {lookup} = servers
    const turn = isMissing ? lookups : slowLookups
    const known = lookup === undefined ? [] : await turn(() => lookup(name)).catch(() => [])
    if (known.length > 0) return known
    if (!isMissing) throw failing('resolver', codes[0] ?? '')
    throw isPublicName(name) ? failing('no such domain', name) : failing('private address', name)
  }

  async function exists(name: string): Promise<true> {
    const {lookup} = servers
    const answer = await Promise.any([servers.resolve4(name), servers.resolve6(name)]).catch(({errors}: AggregateError) =>
      errors.map(codeOf),
    )
    // Servers of the operator's that only know some names say so of the others, and do not call them missing.
    if (lookup === undefined && answer.includes('EREFUSED')) return true
    if (!answer.some(address => isIP(address) !== 0 && (lookup === undefined || !isInside(address)))) throw new Error(name)
    return true
  }

  return {
    resolve: cached(ask),
    believes: runStartMs => {
      const seen = witness.seenMs >= runStartMs - cacheMs ? [witness.name] : []
      return Promise.any([...seen, ...wellKnown].map(exists)).catch(() => false)
    },
  }
}

/** Names that exist as long as there is an internet: for runs in which no other name has an address. */
const wellKnown = ['a.root-servers.net', 'k.root-servers.net', 'github.com', 'wikipedia.org']

/** Resolves when the answer is there, whatever it is, or after so many ms. */
async function settledOr(answer: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([answer.catch(() => {}), patience])
  clearTimeout(timer)
}

function cached(ask: Resolve): Resolve {
  const answers = new LRUCache<string, Promise<readonly string[]>>({max: 20_000, ttl: cacheMs})
  return name => {
    const key = name.toLowerCase().replace(/\.$/, '')
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = ask(key)
    answers.set(key, answer)
    // What could not be looked up now may be so in a moment; a retry asks again.
    answer.catch(() => answers.delete(key))
    return answer
  }
}

/** The IPv6 answer, or none if the IPv4 one is there and waited long enough. None is no answer: it does not say that there is no such name. */
async function orImpatient(ipv6: Promise<readonly string[]>, ipv4: Promise<readonly string[]>): Promise<readonly string[]> {
  // It may fail while nobody looks yet, which ends a process.
  ipv6.catch(() => {})
  const patienceMs = await ipv4.then(
    () => patienceForIpv6Ms,
    () => longPatienceForIpv6Ms,
  )
  await settledOr(ipv6, patienceMs)
  return Promise.race([ipv6, Promise.resolve([])])
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
