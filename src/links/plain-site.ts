import {longestGapMs, longestKeptPauseMs, type SiteState, silenceMs, unknownSite} from './politeness.ts'

/** What is known of a site, as JSON: numbers by name, for the link engine alone to read. Times in epoch ms. */
export type PlainSite = Readonly<Record<string, number>>

/** After this long without a request nothing is remembered of a site but the pause that it asked for. */
const rememberedMs = 6 * 60 * 60_000
/** Clocks of several machines differ by so much. */
const skewMs = 60_000

/** What is worth keeping of a site: all but what is under way, which ends with the process. */
export function plainSite(state: SiteState): PlainSite {
  const kept = {...state, asked: Math.max(0, state.asked - state.inFlight)}
  return Object.fromEntries(names.flatMap(name => (Number.isFinite(kept[name]) ? [[name, kept[name]]] : [])))
}

/**
 * A site as `plainSite` gave it, some time ago, maybe on another machine. Undefined, a stranger, for what is no such thing, is wrong anywhere or old.
 * Never throws.
 */
export function siteFromPlain(plain: unknown, nowMs: number): SiteState | undefined {
  if (typeof plain !== 'object' || plain === null) return undefined
  const own = new Map<string, unknown>(Object.entries(plain))
  const read = names.map(name => [name, own.get(name) ?? unknownSite[name]] as const)
  if (!read.every(([name, value]) => isWithin(value, bounds[name](nowMs)) || value === unknownSite[name])) return undefined

  const state: SiteState = {...unknownSite, ...Object.fromEntries(read)}
  const {pausedUntilMs, lastRushedMs} = state
  if (nowMs - state.lastAskedMs <= rememberedMs) return state
  return pausedUntilMs > nowMs ? {...unknownSite, pausedUntilMs, lastRushedMs} : undefined
}

/** What is known of a site by ourselves and from elsewhere: whoever asked it last knows it best, and each pause that it asked for counts. */
export function mergedSite(ours: SiteState, theirs: SiteState): SiteState {
  const {inFlight} = ours
  const best = theirs.lastAskedMs > ours.lastAskedMs ? theirs : ours
  const busiest = Math.max(best.busiest, inFlight)
  const asked = best === ours ? ours.asked : theirs.asked + inFlight
  return {...best, inFlight, busiest, asked, pausedUntilMs: Math.max(ours.pausedUntilMs, theirs.pausedUntilMs)}
}

type Range = readonly [least: number, most: number]

const isWithin = (value: unknown, [least, most]: Range): boolean => typeof value === 'number' && value >= least && value <= most

const past = (nowMs: number): Range => [0, nowMs + skewMs]
const soon =
  (ms: number) =>
  (nowMs: number): Range => [0, nowMs + ms + skewMs]
const count = (): Range => [0, 1e9]
/** Nobody has that many connections. */
const places = (): Range => [1, 1000]

/** What each number can be at a time. */
const bounds: Readonly<Record<Exclude<keyof SiteState, 'inFlight'>, (nowMs: number) => Range>> = {
  limit: places,
  ceiling: places,
  gapMs: () => [unknownSite.gapMs, longestGapMs],
  dueMs: soon(longestGapMs * 2),
  busiest: () => [0, 1000],
  lastAskedMs: past,
  paceMs: () => [0, longestGapMs],
  pausedUntilMs: soon(longestKeptPauseMs),
  lastSlowedMs: past,
  lastRushedMs: past,
  rushes: count,
  halts: count,
  answeredSinceRush: count,
  asked: count,
  answered: count,
  silentUntilMs: soon(silenceMs),
}

const names = Object.keys(bounds).filter((name): name is keyof typeof bounds => name in bounds)
