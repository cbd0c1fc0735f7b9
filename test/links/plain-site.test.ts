import fc from 'fast-check'
import {expect, test} from 'vitest'
import {mergedSite, plainSite, siteFromPlain} from '../../src/links/plain-site.ts'
import {
  afterAnswer,
  afterAsking,
  longestKeptPauseMs,
  type SiteAnswer,
  type SiteState,
  turnAt,
  unknownSite,
} from '../../src/links/politeness.ts'

const startMs = Date.UTC(2026, 10, 24)
const hourMs = 60 * 60_000

/** A day of a site: what it answered, and how long that took. A request is only begun when the site may be asked. */
const answers = fc.array(
  fc.record({
    kind: fc.constantFrom<SiteAnswer['kind']>('answered', 'rushed', 'strained', 'timed out', 'failed', 'stopped'),
    retryAfterMs: fc.option(fc.oneof(fc.nat(100_000), fc.constantFrom(0, 1e12, Number.MAX_VALUE)), {nil: undefined}),
    ms: fc.nat(20_000),
  }),
  {maxLength: 60},
)
const lived = fc.tuple(answers, fc.nat(5)).map(([day, open]) => {
  let state: SiteState = unknownSite
  let nowMs = startMs
  for (const {kind, retryAfterMs, ms} of day) {
    const turn = turnAt(state, nowMs)
    if ('waitMs' in turn && turn.waitMs > 0 && Number.isFinite(turn.waitMs)) nowMs += turn.waitMs
    const startedMs = nowMs
    state = afterAsking(state, nowMs)
    nowMs += ms
    state = afterAnswer(
      state,
      kind === 'rushed'
        ? {kind, startedMs, retryAfterMs}
        : kind === 'answered' || kind === 'stopped'
          ? {kind}
          : {kind, startedMs},
      nowMs,
    )
  }
  for (let n = 0; n < open; n += 1) state = afterAsking(state, nowMs)
  return {state, nowMs, open}
})

test('whatever a site has lived through, it comes back from JSON as it was, without what was under way', () => {
  fc.assert(
    fc.property(lived, ({state, nowMs, open}) => {
      const json: unknown = JSON.parse(JSON.stringify(plainSite(state)))
      expect(json).not.toHaveProperty('inFlight')
      const back = siteFromPlain(json, nowMs) ?? unknownSite
      // Of a site that was never asked nothing is worth keeping.
      if (state.lastAskedMs === Number.NEGATIVE_INFINITY) expect(back).toEqual(unknownSite)
      else expect(back).toEqual({...state, inFlight: 0, asked: state.asked - open})
    }),
  )
})

const anything = fc.anything({withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true})
const spoiled = fc
  .tuple(
    lived,
    fc.constantFrom(...Object.keys(unknownSite), '__proto__', 'more'),
    fc.oneof(fc.double(), fc.constantFrom<unknown>(-1, 0.5, 1e300, '4', null, Number.NaN), anything),
  )
  .map(([{state}, name, value]) => ({...plainSite(state), [name]: value}))

test('whatever a database holds: nothing throws, nothing is under way, and the site is asked again within a week', () => {
  fc.assert(
    fc.property(fc.oneof(anything, spoiled), fc.integer({min: -hourMs, max: 40 * 24 * hourMs}), (plain, sinceMs) => {
      const nowMs = startMs + sinceMs
      const state = siteFromPlain(plain, nowMs) ?? unknownSite
      expect(state.inFlight).toBe(0)
      const later = turnAt(state, nowMs + longestKeptPauseMs + 60_000)
      expect(later).toEqual({waitMs: 0})
    }),
  )
})

const paused = afterAnswer(
  afterAsking(unknownSite, startMs),
  {kind: 'rushed', startedMs: startMs, retryAfterMs: 20 * hourMs},
  startMs,
)

test('what is old is forgotten, but not a pause that is not over', () => {
  const answered = afterAnswer(afterAsking({...unknownSite, limit: 9}, startMs), {kind: 'answered'}, startMs)
  expect(siteFromPlain(plainSite(answered), startMs + hourMs)).toMatchObject({limit: 9})
  expect(siteFromPlain(plainSite(answered), startMs + 7 * hourMs)).toBeUndefined()

  const later = siteFromPlain(plainSite(paused), startMs + 19 * hourMs)
  expect(later).toEqual({...unknownSite, pausedUntilMs: startMs + 20 * hourMs, lastRushedMs: startMs})
  expect(turnAt(later ?? unknownSite, startMs + 19 * hourMs)).toMatchObject({kind: 'paused site'})
  expect(siteFromPlain(plainSite(paused), startMs + 20 * hourMs)).toBeUndefined()
})

test('nobody is left alone for longer than a week, whatever the site says', () => {
  const forGood = afterAnswer(unknownSite, {kind: 'rushed', startedMs: startMs, retryAfterMs: 1e15}, startMs)
  expect(turnAt(forGood, startMs + longestKeptPauseMs - 60_000)).toMatchObject({kind: 'paused site'})
  expect(turnAt(forGood, startMs + longestKeptPauseMs)).toEqual({waitMs: 0})
})

test('what is known from elsewhere is taken if it is newer; our own requests and every pause stay', () => {
  fc.assert(
    fc.property(lived, lived, (one, other) => {
      const theirs = siteFromPlain(plainSite(other.state), other.nowMs) ?? unknownSite
      const merged = mergedSite(one.state, theirs)
      expect(merged.inFlight).toBe(one.state.inFlight)
      expect(merged.pausedUntilMs).toBe(Math.max(one.state.pausedUntilMs, theirs.pausedUntilMs))
      expect(merged.limit).toBe(theirs.lastAskedMs > one.state.lastAskedMs ? theirs.limit : one.state.limit)
      expect(merged.busiest).toBeGreaterThanOrEqual(merged.inFlight)
    }),
  )
})
