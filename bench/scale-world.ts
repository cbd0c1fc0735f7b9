import {randomFrom} from './random.ts'
import type {Site} from './worlds.ts'

/**
 * 500 lists with 100,000 links, made by a seed, that share pages as real lists do.
 *
 * Taken from 22 well-known lists with 23,222 links: 95.7 % of their pages stand in one of them, 3.9 % in two, 0.3 % in three, one in half of them. That is
 * what a pool of 36,000 pages gives from which four of ten links come, and one page that half of the lists hold. 58 % of the links lead to repositories
 * on github.com; of the other sites 86 % have a single page, and twenty have a third of the pages.
 */
const pool = 36_000
const fromPool = 0.39
const onGithub = 0.58
const onLargeSites = 0.33
const largeSites = 20
const meanLinks = 200

export const mostLists = 500

/** The n-th list (from 0) as a text, its pages on this port. */
export function listText(n: number, webPort: number): string {
  const next = randomFrom(1000 + n)
  // Most lists are short, and some have ten times as many links as those: a log-normal distribution.
  const gauss = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const size = Math.max(20, Math.round(meanLinks * Math.exp(0.8 * gauss - 0.32)))
  const pages = new Set(n % 2 === 0 ? [0] : [])
  while (pages.size < size) pages.add(next() < fromPool ? Math.floor(next() * pool) : pool + n * 10_000 + pages.size)
  const items = [...pages].map(page => `- [Thing ${page}](${addressOf(page, webPort)}) - Does what it says.`)
  const sections = Math.ceil(items.length / 25)
  const parts = Array.from(
    {length: sections},
    (_, at) => `## Section ${at + 1}\n\n${items.slice(at * 25, at * 25 + 25).join('\n')}\n`,
  )
  return `# List ${n}\n\n${parts.join('\n')}`
}

function addressOf(page: number, webPort: number): string {
  const next = randomFrom(page * 7 + 1)
  if (next() < onGithub) return `https://github.com/owner-${page % 20_000}/thing-${page}`
  // As zipf has it: the largest site has the most pages, the second half of that.
  const host = next() < onLargeSites ? `large${Math.floor(largeSites ** next()) - 1}.example` : `s${page}.example`
  const draw = next()
  const path = draw < 0.03 ? 'gone' : draw < 0.08 ? 'old' : 'page'
  return `http://${host}:${webPort}/${path}-${page}`
}

/** What a host of this world is like; undefined: there is no such host. */
export function scaleSite(host: string): Site | undefined {
  const large = /^large(\d+)\.example$/.exec(host)
  if (large !== null) return {latencyMs: 100, most: {inFlight: 20, perSecond: 150}}
  const small = /^s(\d+)\.example$/.exec(host)?.[1]
  return small === undefined ? undefined : {latencyMs: 20 + ((Number(small) * 7919) % 280), most: {inFlight: 10, perSecond: 40}}
}
