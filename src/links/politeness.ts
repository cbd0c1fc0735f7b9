import type {Failure} from '../verdict/exchange.ts'

/**
 * How a site is to be asked, as plain data: additive increase, multiplicative decrease, the pause that it asked for, and when it is given up.
 *
 * Some sites count what is open at once, others what comes in a second; both only say 429. So a halt lowers how many there are at once (by three tenths
 * for now, by one for good), and a second one how soon one follows the other.
 */
export interface SiteState {
  /** Requests at once; its whole part counts. */
  readonly limit: number
  /** Where the site called a halt: not tried again until that is long ago. */
  readonly ceiling: number
  /** Between the starts of two requests, as a rule. */
  readonly gapMs: number
  /** When the next request is due by that rule; it may start somewhat earlier (`creditMs`). */
  readonly dueMs: number
  readonly inFlight: number
  /** The most at once since it was last made slower. */
  readonly busiest: number
  readonly lastAskedMs: number
  /** What usually lay between the starts of two requests lately. */
  readonly paceMs: number
  readonly pausedUntilMs: number
  /** When it was last made slower; what was under way by then does not make it slower once more. */
  readonly lastSlowedMs: number
  readonly lastRushedMs: number
  /** Halts since the last answer. */
  readonly rushes: number
  /** Halts at all, lately. */
  readonly halts: number
  readonly answeredSinceRush: number
  readonly asked: number
  readonly answered: number
  /** Given up until then, since it never answers. */
  readonly silentUntilMs: number
}

/** What came of a request, as far as its site is concerned. */
export type SiteAnswer =
  | {readonly kind: 'answered'}
  /** 429, or 503 with a `Retry-After`. */
  | {readonly kind: 'rushed'; readonly startedMs: number; readonly retryAfterMs: number | undefined}
  /** It answers, but shows that it has more to do than it can: 502, 503, 504. */
  | {readonly kind: 'strained'; readonly startedMs: number}
  | {readonly kind: 'timed out'; readonly startedMs: number}
  /** No connection, or one that broke off. */
  | {readonly kind: 'failed'; readonly startedMs: number}
  /** We ended it ourselves before anything came: it tells nothing. */
  | {readonly kind: 'stopped'}

/** A site that asks for a longer pause than this gets it, without us. */
export const longestPauseMs = 20_000
/** Who asks for a longer one than this is asked again after it, once, and may say so again. */
export const longestKeptPauseMs = 7 * 24 * 60 * 60_000
/** A pause of our own making, where a site does not say how long, gets no longer than this. */
const longestGuessMs = 15 * 60_000
/** So many halts in a row without one answer, and the site is left alone. */
const mostRushes = 3
/** Whoever looks within this time sees that it is, and does not wait for it. */
const leftAloneMs = 30_000
/** So many halts at all, and it is too: a few pages that always say 429 must not hold up a run for ever. */
const mostHalts = 20
/** Later halts do not space requests further: then it is some pages that always say it, and not our pace. */
const haltsHeeded = 5
const startLimit = 4
/**
 * Between two requests to a site that was never heard from: most answer sooner, and then the next page comes over the connection of the first. Half of the
 * pages of a list are one of a few on their site.
 */
const strangerGapMs = 400
const startGapMs = 5
export const longestGapMs = 5000
const slowdown = 0.7
/** So long after its last halt a site may be tried a bit harder again. */
const forgivenAfterMs = 60_000
export const silenceMs = 60_000

export const unknownSite: SiteState = {
  limit: startLimit,
  ceiling: Number.POSITIVE_INFINITY,
  gapMs: startGapMs,
  dueMs: Number.NEGATIVE_INFINITY,
  inFlight: 0,
  busiest: 0,
  lastAskedMs: Number.NEGATIVE_INFINITY,
  paceMs: 0,
  pausedUntilMs: 0,
  lastSlowedMs: Number.NEGATIVE_INFINITY,
  lastRushedMs: Number.NEGATIVE_INFINITY,
  rushes: 0,
  halts: 0,
  answeredSinceRush: 0,
  asked: 0,
  answered: 0,
  silentUntilMs: 0,
}

export function afterAsking(state: SiteState, nowMs: number): SiteState {
  const sinceMs = Math.min(nowMs - state.lastAskedMs, longestGapMs)
  const paceMs = state.asked === 0 ? 0 : state.asked === 1 ? sinceMs : state.paceMs + (sinceMs - state.paceMs) / 8
  const inFlight = state.inFlight + 1
  const busiest = Math.max(state.busiest, inFlight)
  const dueMs = Math.max(state.dueMs, nowMs - creditMs(state)) + state.gapMs
  return {...state, asked: state.asked + 1, inFlight, busiest, lastAskedMs: nowMs, dueMs, paceMs}
}

/** What was not used of the time that lies between requests may be made up for, but only so much: a busy machine can't be there every few milliseconds. */
const creditMs = ({gapMs}: SiteState): number => Math.max(3 * gapMs, 30)

/** What is known after an answer to a request that `afterAsking` began. */
export function afterAnswer(before: SiteState, answer: SiteAnswer, nowMs: number): SiteState {
  const state = {...before, inFlight: Math.max(0, before.inFlight - 1)}
  switch (answer.kind) {
    case 'answered':
      return faster({...heardFrom(state), answeredSinceRush: state.answeredSinceRush + 1}, nowMs)
    case 'rushed':
      return afterRush(state, answer, nowMs)
    case 'strained':
      return slower(heardFrom(state), answer.startedMs, nowMs)
    case 'timed out':
      return givenUp(slower(state, answer.startedMs, nowMs), nowMs)
    case 'failed':
      return slower(state, answer.startedMs, nowMs)
    case 'stopped':
      return {...state, asked: Math.max(0, state.asked - 1)}
  }
}

const heardFrom = (state: SiteState): SiteState => ({...state, answered: state.answered + 1, rushes: 0})

/** One more at once for each round of answers, but only one more than there ever were: how it bears more nobody has seen. */
function faster(state: SiteState, nowMs: number): SiteState {
  const isForgiven = state.halts > 0 && nowMs - state.lastRushedMs > forgivenAfterMs
  const known = isForgiven
    ? {...state, ceiling: Number.POSITIVE_INFINITY, gapMs: Math.max(startGapMs, state.gapMs / 2), halts: 0, lastRushedMs: nowMs}
    : state
  return {...known, limit: Math.max(known.limit, Math.min(known.ceiling, known.busiest + 1, known.limit + 1 / known.limit))}
}

/** Not answering at all may be a site's way to say that it is too much. */
function slower(state: SiteState, startedMs: number, nowMs: number): SiteState {
  if (startedMs < state.lastSlowedMs) return state
  return {...state, limit: Math.max(1, state.limit * slowdown), busiest: state.inFlight, lastSlowedMs: nowMs}
}

/** Requests that were under way when the site called a halt are told the same once more: only the pause counts for them. */
function afterRush(state: SiteState, {startedMs, retryAfterMs}: Extract<SiteAnswer, {kind: 'rushed'}>, nowMs: number): SiteState {
  const news = startedMs >= state.lastRushedMs
  const rushes = news ? state.rushes + 1 : state.rushes
  const halts = news ? state.halts + 1 : state.halts
  const leastMs = rushes > mostRushes || halts > mostHalts ? longestPauseMs + leftAloneMs : 0
  const askedMs = retryAfterMs ?? Math.min(longestGuessMs, 1000 * 2 ** (rushes - 1))
  const pauseMs = Math.min(longestKeptPauseMs, Math.max(leastMs, askedMs))
  const pausedUntilMs = Math.max(state.pausedUntilMs, nowMs + pauseMs)
  if (!news) return {...state, pausedUntilMs}
  const ceiling = Math.max(1, Math.min(state.ceiling, Math.floor(state.limit) - 1))
  const gapMs = Math.min(Math.max(state.gapMs, bearableGapMs(state, nowMs)), longestGapMs)
  const slowed = slower({...state, ceiling, gapMs}, startedMs, nowMs)
  const limit = Math.min(ceiling, slowed.limit)
  return {...slowed, limit, pausedUntilMs, lastRushedMs: nowMs, rushes, halts, answeredSinceRush: 0, answered: state.answered + 1}
}

/**
 * The first halt may be about how many were open. After a second one the site gets what it bore from one to the next, its pause included, which is what
 * a site that counts by time allows. At most twice as slow as lately, since the two halts may have lain close together by chance.
 */
function bearableGapMs(state: SiteState, nowMs: number): number {
  if (state.halts === 0 || state.halts >= haltsHeeded) return 0
  return Math.min(2 * state.paceMs, (nowMs - state.lastRushedMs) / Math.max(1, state.answeredSinceRush))
}

/** Three asked, one timed out, none ever answered: waiting for the others would take each its whole time. */
function givenUp(state: SiteState, nowMs: number): SiteState {
  if (state.asked < 3 || state.answered > 0) return state
  return {...state, silentUntilMs: nowMs + silenceMs, asked: 0}
}

/** Why a site is not asked now, if it is not; else how long to wait before the next request, in ms (infinitely where one has to end first). */
export function turnAt(state: SiteState, nowMs: number): Failure | {readonly waitMs: number} {
  const pauseMs = state.pausedUntilMs - nowMs
  if (pauseMs > longestPauseMs) return {kind: 'paused site', detail: `${Math.ceil(pauseMs / 1000)} s`}
  if (state.silentUntilMs > nowMs) return {kind: 'silent site', detail: ''}
  if (state.inFlight >= Math.floor(state.limit)) return {waitMs: Number.POSITIVE_INFINITY}
  return {waitMs: Math.max(0, pauseMs, state.dueMs - nowMs, strangerWaitMs(state, nowMs))}
}

const strangerWaitMs = ({answered, inFlight, lastAskedMs}: SiteState, nowMs: number): number =>
  answered === 0 && inFlight > 0 ? lastAskedMs + strangerGapMs - nowMs : 0
