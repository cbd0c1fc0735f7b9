import type {Failure} from '../verdict/exchange.ts'

/**
 * How a site is to be asked, as plain data: additive increase, multiplicative decrease, the pause that it asked for, and when it is given up.
 *
 * Measured on sites that answer 429 when rushed: start 4, cap 16, times 0.7, and the ceiling remembered.
 */
export interface SiteState {
  /** Requests at once; its whole part counts. */
  readonly limit: number
  /** Where the site called a halt: not tried again. */
  readonly ceiling: number
  /** Between the starts of two requests, for sites that count by the second and not by what is open. */
  readonly gapMs: number
  readonly pausedUntilMs: number
  readonly lastRushedMs: number
  /** Halts since the last answer. */
  readonly rushes: number
  readonly asked: number
  readonly answered: number
  readonly timedOut: number
  /** Given up until then, since it never answers. */
  readonly silentUntilMs: number
}

/** What came of a request, as far as its site is concerned. */
export type SiteAnswer =
  | {readonly kind: 'answered'}
  /** 429, or 503 with a `Retry-After`. */
  | {readonly kind: 'rushed'; readonly startedMs: number; readonly retryAfterMs: number | undefined}
  | {readonly kind: 'timed out'}
  | {readonly kind: 'failed'}

/** A site that asks for a longer pause than this gets it, without us. */
export const longestPauseMs = 20_000
/** So many halts in a row without one answer, and the site is left alone. */
const mostRushes = 3
const startLimit = 4
const shortestGapMs = 100
const longestGapMs = 5000
const silenceMs = 60_000

export const unknownSite: SiteState = {
  limit: startLimit,
  ceiling: Number.POSITIVE_INFINITY,
  gapMs: 0,
  pausedUntilMs: 0,
  lastRushedMs: Number.NEGATIVE_INFINITY,
  rushes: 0,
  asked: 0,
  answered: 0,
  timedOut: 0,
  silentUntilMs: 0,
}

export const afterAsking = (state: SiteState): SiteState => ({...state, asked: state.asked + 1})

export function afterAnswer(state: SiteState, answer: SiteAnswer, nowMs: number): SiteState {
  switch (answer.kind) {
    case 'answered': {
      const limit = Math.min(state.ceiling, state.limit + 1 / state.limit)
      return {...state, limit, answered: state.answered + 1, rushes: 0}
    }
    case 'rushed':
      return afterRush(state, answer, nowMs)
    case 'timed out':
      return givenUp({...slower(state), timedOut: state.timedOut + 1}, nowMs)
    case 'failed':
      return slower(state)
  }
}

/** Not answering at all may be a site's way to say that it is too much. */
const slower = (state: SiteState): SiteState => ({...state, limit: Math.max(1, state.limit * 0.7)})

/** Requests that were under way when the site called a halt are told the same once more: only the pause counts for them. */
function afterRush(state: SiteState, answer: Extract<SiteAnswer, {kind: 'rushed'}>, nowMs: number): SiteState {
  const news = answer.startedMs >= state.lastRushedMs
  const rushes = news ? state.rushes + 1 : state.rushes
  const ownPauseMs = rushes > mostRushes ? longestPauseMs + 1 : Math.min(1000 * 2 ** (rushes - 1), 8000)
  const pausedUntilMs = Math.max(
    state.pausedUntilMs,
    nowMs + (rushes > mostRushes ? ownPauseMs : (answer.retryAfterMs ?? ownPauseMs)),
  )
  if (!news) return {...state, pausedUntilMs}
  const {limit} = slower(state)
  const gapMs = state.limit < 2 ? Math.min(Math.max(shortestGapMs, state.gapMs * 2), longestGapMs) : state.gapMs
  return {...state, limit, ceiling: limit, gapMs, pausedUntilMs, lastRushedMs: nowMs, rushes, answered: state.answered + 1}
}

/** Three asked, one timed out, none ever answered: waiting for the others would take each its whole time. */
function givenUp(state: SiteState, nowMs: number): SiteState {
  if (state.asked < 3 || state.answered > 0) return state
  return {...state, silentUntilMs: nowMs + silenceMs, asked: 0, timedOut: 0}
}

/** Why a site is not asked now, if it is not; else how long to wait before the next request, in ms. */
export function turnAt(state: SiteState, nowMs: number): Failure | {readonly waitMs: number} {
  const waitMs = state.pausedUntilMs - nowMs
  if (waitMs > longestPauseMs) return {kind: 'paused site', detail: `${Math.ceil(waitMs / 1000)} s`}
  if (state.silentUntilMs > nowMs) return {kind: 'silent site', detail: ''}
  return {waitMs: Math.max(0, waitMs)}
}
