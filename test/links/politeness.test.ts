import fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  afterAnswer,
  afterAsking,
  longestPauseMs,
  type SiteAnswer,
  type SiteState,
  turnAt,
  unknownSite,
} from '../../src/links/politeness.ts'

const answered: SiteAnswer = {kind: 'answered'}
const rushed = (startedMs: number, retryAfterMs?: number): SiteAnswer => ({kind: 'rushed', startedMs, retryAfterMs})
const timedOut: SiteAnswer = {kind: 'timed out', startedMs: 0}

/** As many answers as there are requests at once, round after round. */
function rounds(state: SiteState, times: number, nowMs = 0): SiteState {
  let now = state
  for (let round = 0; round < times; round += 1) {
    const full = Math.floor(now.limit)
    for (let n = now.inFlight; n < full; n += 1) now = afterAsking(now, nowMs)
    for (let n = 0; n < full; n += 1) now = afterAsking(afterAnswer(now, answered, nowMs), nowMs)
  }
  return {...now, inFlight: 0}
}
const asked = (state: SiteState, times: number, nowMs = 0): SiteState =>
  Array.from({length: times}).reduce<SiteState>(now => afterAsking(now, nowMs), state)

test('a site that answers is asked more at once, one more for each round', () => {
  expect(unknownSite.limit).toBe(4)
  expect(Math.floor(rounds(unknownSite, 1).limit)).toBe(4)
  expect(Math.floor(rounds(unknownSite, 2).limit)).toBe(5)
  expect(rounds(unknownSite, 40).limit).toBeGreaterThan(16)
})

test('a site that was never heard from is asked for one page first, and for more if that takes long', () => {
  const begun = afterAsking(unknownSite, 1000)
  expect(turnAt(begun, 1000)).toEqual({waitMs: 400})
  expect(turnAt(begun, 1400)).toEqual({waitMs: 0})
  expect(turnAt(afterAnswer(begun, answered, 1020), 1020)).toEqual({waitMs: 0})
  expect(turnAt(afterAnswer(begun, {kind: 'failed', startedMs: 1000}, 1020), 1020)).toEqual({waitMs: 0})
})

test('what was never tried is no reason to try more', () => {
  const oneByOne = Array.from({length: 100}).reduce<SiteState>(
    state => afterAnswer(afterAsking(state, 0), answered, 0),
    unknownSite,
  )
  expect(oneByOne.limit).toBe(4)
})

test('a halt takes three tenths away for now, and one for good until it is long ago', () => {
  const halted = afterAnswer({...unknownSite, limit: 10}, rushed(0), 1000)
  expect(halted.limit).toBe(7)
  expect(rounds(halted, 100, 2000).limit).toBe(9)
  expect(rounds(halted, 100, 100_000).limit).toBeGreaterThan(10)
})

test('requests that were under way when the halt came slow it down only once', () => {
  const halted = [1, 2, 3].reduce<SiteState>(state => afterAnswer(state, rushed(10, 2000), 1000), {...unknownSite, limit: 10})
  expect(halted.limit).toBe(7)
  expect(halted.rushes).toBe(1)
  const broken = [1, 2, 3].reduce<SiteState>(state => afterAnswer(state, {kind: 'failed', startedMs: 10}, 1000), {
    ...unknownSite,
    limit: 10,
  })
  expect(broken.limit).toBe(7)
})

test('an answer that says too much to do, a broken connection and a timeout slow it down, without a pause', () => {
  for (const kind of ['strained', 'failed', 'timed out'] as const) {
    const state = afterAnswer({...unknownSite, limit: 10}, {kind, startedMs: 0}, 1000)
    expect(state.limit).toBe(7)
    expect(turnAt(state, 1000)).toEqual({waitMs: 0})
  }
})

test('the whole site pauses for as long as it asked, or a second and doubling', () => {
  expect(turnAt(afterAnswer(unknownSite, rushed(0, 7000), 1000), 1000)).toEqual({waitMs: 7000})
  expect(turnAt(afterAnswer(unknownSite, rushed(0, 7000), 1000), 9000)).toEqual({waitMs: 0})
  const once = afterAnswer(unknownSite, rushed(0), 1000)
  expect(turnAt(once, 1000)).toEqual({waitMs: 1000})
  expect(turnAt(afterAnswer(once, rushed(2000), 2000), 2000)).toEqual({waitMs: 2000})
})

test('a shorter pause never ends a longer one', () => {
  const long = afterAnswer(asked(unknownSite, 2), rushed(0, 15_000), 1000)
  expect(turnAt(afterAnswer(long, rushed(0, 1000), 1100), 1100)).toEqual({waitMs: 14_900})
})

test('a pause that is too long is not waited for', () => {
  const state = afterAnswer(unknownSite, rushed(0, 86_400_000), 1000)
  expect(turnAt(state, 1000)).toMatchObject({kind: 'paused site'})
  expect(turnAt(state, 86_400_000)).toMatchObject({waitMs: 1000})
})

test('a site that only ever says halt is left alone', () => {
  const halts = [1000, 3000, 7000, 15_000]
  const state = halts.reduce<SiteState>((now, ms) => afterAnswer(now, rushed(ms, 500), ms), unknownSite)
  expect(turnAt(state, 15_000)).toMatchObject({kind: 'paused site'})
  // Not waited for either, whenever that is looked at.
  expect(turnAt(state, 15_100)).toMatchObject({kind: 'paused site'})
  expect(turnAt(afterAnswer(state, rushed(20_000, 86_400_000), 20_000), 1_000_000)).toMatchObject({kind: 'paused site'})
})

test('a site with pages that always say halt is left alone in the end, however well the others answer', () => {
  let state = unknownSite
  for (let halt = 0; halt < 21; halt += 1) {
    const ms = halt * 1500
    state = afterAnswer(asked(state, 1, ms), rushed(ms, 1000), ms)
    state = afterAnswer(asked(state, 1, ms + 1200), answered, ms + 1200)
  }
  expect(turnAt(state, 30_000)).toMatchObject({kind: 'paused site'})
})

test('a site that counts by the second gets, after two halts, what it bore between them', () => {
  let state: SiteState = {...unknownSite, paceMs: 50}
  state = afterAnswer(afterAsking(state, 1000), rushed(1000, 1000), 1000)
  expect(state.gapMs).toBe(unknownSite.gapMs)
  for (let n = 0; n < 40; n += 1) state = afterAnswer(afterAsking(state, 2000 + n * 50), answered, 2050 + n * 50)
  state = afterAnswer(afterAsking(state, 4000), rushed(4000, 1000), 5000)
  expect(state.gapMs).toBeCloseTo(100, 0)
  expect(turnAt({...asked(state, 4, 7000), inFlight: 0}, 7000)).toMatchObject({waitMs: state.gapMs})
})

test('a full site has no turn until a request ends', () => {
  const full = asked(unknownSite, 4)
  expect(turnAt(full, 1000)).toEqual({waitMs: Number.POSITIVE_INFINITY})
  expect(turnAt(afterAnswer(full, {kind: 'stopped'}, 1000), 1000)).toEqual({waitMs: 0})
})

test('requests to one site are spaced: after a few at once, one after the other', () => {
  const many = {...unknownSite, limit: 100, gapMs: 20, answered: 1}
  expect(turnAt(asked(many, 3, 1000), 1000)).toEqual({waitMs: 0})
  expect(turnAt(asked(many, 4, 1000), 1000)).toEqual({waitMs: 20})
  expect(turnAt(asked(many, 5, 1000), 1030)).toEqual({waitMs: 10})
})

test('three asked, one timed out, none ever answered: the rest is not asked for a while', () => {
  const three = asked(unknownSite, 3)
  expect(turnAt(afterAnswer(three, timedOut, 1000), 1000)).toMatchObject({kind: 'silent site'})
  expect(turnAt(afterAnswer({...three, inFlight: 1}, timedOut, 1000), 100_000)).toEqual({waitMs: 0})
  expect(turnAt(afterAnswer(asked(unknownSite, 1), timedOut, 1000), 1000)).toEqual({waitMs: 0})
  expect(turnAt(afterAnswer(afterAnswer(three, answered, 900), timedOut, 1000), 1000)).toEqual({waitMs: 0})
})

test('whatever comes, a site is asked by at least one, and never waited for longer than promised', () => {
  const startedMs = fc.nat(1000)
  const answer = fc.oneof(
    fc.constantFrom<SiteAnswer>(answered, {kind: 'stopped'}),
    fc.record({kind: fc.constantFrom('failed' as const, 'timed out' as const, 'strained' as const), startedMs}),
    fc.record({kind: fc.constant('rushed' as const), startedMs, retryAfterMs: fc.option(fc.nat(100_000), {nil: undefined})}),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, fc.nat(1000))), steps => {
      let state = unknownSite
      let now = 0
      for (const [came, ms] of steps) {
        now += ms
        const before = state.pausedUntilMs
        state = afterAnswer(afterAsking(state, now), came, now)
        expect(state.limit).toBeGreaterThanOrEqual(1)
        expect(state.limit).toBeLessThanOrEqual(state.ceiling)
        expect(state.inFlight).toBe(0)
        expect(state.pausedUntilMs).toBeGreaterThanOrEqual(before)
        const turn = turnAt(state, now)
        if ('waitMs' in turn) expect(turn.waitMs).toBeLessThanOrEqual(longestPauseMs)
      }
    }),
  )
})
