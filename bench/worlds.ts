/** Webs to measure link checkers on: 2,000 links each, made by a seed, so that everybody asks for the same. */

import {randomFrom} from './random.ts'

/** What a checker should say of a link: it lives, it is dead, or nothing can be said. */
export type Fate = 'alive' | 'dead' | 'open'

export interface Site {
  /** Each answer takes this long, somewhat more or less by path. */
  readonly latencyMs: number
  /** More than this at once, or in a second (with as much saved up), and it answers 429 with `Retry-After: 1`. */
  readonly most?: {readonly inFlight: number; readonly perSecond: number}
  /** Never answers. */
  readonly hangs?: boolean
}

export interface World {
  readonly name: 'spread' | 'awesome' | 'tail'
  readonly about: string
  readonly sites: Readonly<Record<string, Site>>
  /** `host/path`, without scheme and port. What a path answers stands in its first letters (`answerTo`). */
  readonly links: Readonly<Record<string, Fate>>
  /** The one with the most links. */
  readonly hot: string
}

/** How long one request may take at all, in ms: no checker can know sooner of a link that hangs. */
export const timeoutMs = 10_000

/** What a page answers, by its path: `/gone-…` is not found, `/old-…` has moved within its site, `/hang-…` never answers. */
export const answerTo = (path: string): 'page' | 'not found' | 'moved' | 'nothing' =>
  path.startsWith('/gone') ? 'not found' : path.startsWith('/old') ? 'moved' : path.startsWith('/hang') ? 'nothing' : 'page'

const fateOf = (path: string): Fate =>
  (({page: 'alive', moved: 'alive', 'not found': 'dead', nothing: 'open'}) as const)[answerTo(path)]

/** Of a hundred links three are dead and five have moved. */
const pathOf = (n: number, draw: number): string => `/${draw < 0.03 ? 'gone' : draw < 0.08 ? 'old' : 'page'}-${n}`

function spread(seed: number): {sites: Record<string, Site>; links: [host: string, path: string][]} {
  const next = randomFrom(seed)
  const hosts = Array.from({length: 1000}, (_, n) => `s${n}.example`)
  const sites = Object.fromEntries(hosts.map(host => [host, {latencyMs: Math.round(20 + next() * 280)}]))
  const links = Array.from({length: 2000}, (_, n): [string, string] => [hosts[n % 1000] ?? '', pathOf(n, next())])
  return {sites, links}
}

const linksOf = (links: readonly (readonly [host: string, path: string])[]): Record<string, Fate> =>
  Object.fromEntries(links.map(([host, path]) => [host + path, fateOf(path)]))

function spreadWorld(): World {
  const {sites, links} = spread(1)
  return {name: 'spread', about: '1,000 sites that take 20 to 300 ms', sites, links: linksOf(links), hot: 's0.example'}
}

/** Half of the links that hang are all of their site, the other half are single pages of sites that live. */
function tailWorld(): World {
  const {sites, links} = spread(2)
  const dead = new Set(Array.from({length: 15}, (_, n) => `s${n * 61 + 7}.example`))
  const some = new Set(Array.from({length: 30}, (_, n) => n * 31 + 15).filter(n => !dead.has(`s${n}.example`)))
  const hanging = links.map(([host, path], n): [string, string] => [host, dead.has(host) || some.has(n) ? `/hang-${n}` : path])
  return {
    name: 'tail',
    about: 'the same with 3 % that never answer: 15 sites, and single pages of 30 others',
    sites: Object.fromEntries(
      Object.entries(sites).map(([host, site]) => [host, dead.has(host) ? {...site, hangs: true} : site]),
    ),
    links: linksOf(hanging),
    hot: 's7.example',
  }
}

/** How many links the sites of a list have beside the one that has nearly two thirds: some have a few dozen, most have one. */
const sizes = [40, 25, 18, 14, 12, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4, 4, 3, 3, 3, 3] as const

function awesomeWorld(): World {
  const next = randomFrom(3)
  const hot = 'hot.example'
  const sites: Record<string, Site> = {[hot]: {latencyMs: 100, most: {inFlight: 20, perSecond: 150}}}
  const links = Array.from({length: 1280}, (_, n): [string, string] => [hot, pathOf(n, next())])
  for (let site = 0; links.length < 2000; site += 1) {
    const host = `s${site}.example`
    sites[host] = {latencyMs: Math.round(20 + next() * 280), most: {inFlight: 10, perSecond: 40}}
    const size = Math.min(sizes[site] ?? (next() < 0.25 ? 2 : 1), 2000 - links.length)
    for (let n = 0; n < size; n += 1) links.push([host, pathOf(links.length, next())])
  }
  return {
    name: 'awesome',
    about: `the site mix of a list: 1,280 links to one site, the others to ${Object.keys(sites).length - 1}; more than 20 at once or 150 in a second are answered with 429 there, more than 10 or 40 elsewhere`,
    sites,
    links: linksOf(links),
    hot,
  }
}

export const worlds = (): readonly World[] => [spreadWorld(), awesomeWorld(), tailWorld()]
