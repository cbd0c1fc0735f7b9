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
const repeat = (state: SiteState, answer: SiteAnswer, times: number): SiteState =>
  Array.from({length: times}).reduce<SiteState>(now => afterAnswer(now, answer, 0), state)

test('a site that answers is asked more at once, one more for each round', () => {
  expect(unknownSite.limit).toBe(4)
  expect(Math.floor(repeat(unknownSite, answered, 4).limit)).toBe(4)
  expect(Math.floor(repeat(unknownSite, answered, 5).limit)).toBe(5)
  expect(repeat(unknownSite, answered, 200).limit).toBeGreaterThan(16)
})

test('a halt takes three tenths away, for good', () => {
  const halted = afterAnswer({...unknownSite, limit: 10}, rushed(0), 1000)
  expect(halted.limit).toBe(7)
  expect(repeat(halted, answered, 100).limit).toBe(7)
})

test('requests that were under way when the halt came slow it down only once', () => {
  const halted = [1, 2, 3].reduce<SiteState>(state => afterAnswer(state, rushed(10, 2000), 1000), {...unknownSite, limit: 10})
  expect(halted.limit).toBe(7)
  expect(halted.rushes).toBe(1)
})

test('the whole site pauses for as long as it asked, or a second and doubling', () => {
  expect(turnAt(afterAnswer(unknownSite, rushed(0, 7000), 1000), 1000)).toEqual({waitMs: 7000})
  expect(turnAt(afterAnswer(unknownSite, rushed(0, 7000), 1000), 9000)).toEqual({waitMs: 0})
  const once = afterAnswer(unknownSite, rushed(0), 1000)
  expect(turnAt(once, 1000)).toEqual({waitMs: 1000})
  expect(turnAt(afterAnswer(once, rushed(2000), 2000), 2000)).toEqual({waitMs: 2000})
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
})

test('a site that counts by the second, and is asked one by one already, gets gaps', () => {
  const alone = {...unknownSite, limit: 1}
  const once = afterAnswer(alone, rushed(0, 0), 1000)
  expect(once.gapMs).toBeGreaterThan(0)
  expect(afterAnswer(once, rushed(2000, 0), 2000).gapMs).toBeGreaterThan(once.gapMs)
})

test('three asked, one timed out, none ever answered: the rest is not asked for a while', () => {
  const asked = [1, 2, 3].reduce(afterAsking, unknownSite)
  expect(turnAt(afterAnswer(asked, {kind: 'timed out'}, 1000), 1000)).toMatchObject({kind: 'silent site'})
  expect(turnAt(afterAnswer(asked, {kind: 'timed out'}, 1000), 100_000)).toEqual({waitMs: 0})
  expect(turnAt(afterAnswer(afterAsking(unknownSite), {kind: 'timed out'}, 1000), 1000)).toEqual({waitMs: 0})
  expect(turnAt(afterAnswer(afterAnswer(asked, answered, 900), {kind: 'timed out'}, 1000), 1000)).toEqual({waitMs: 0})
})

test('whatever comes, a site is asked by at least one and never waited for longer than promised', () => {
  const answer = fc.oneof(
    fc.constant(answered),
    fc.constant<SiteAnswer>({kind: 'failed'}),
    fc.constant<SiteAnswer>({kind: 'timed out'}),
    fc.record({
      kind: fc.constant('rushed' as const),
      startedMs: fc.nat(1000),
      retryAfterMs: fc.option(fc.nat(100_000), {nil: undefined}),
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, fc.nat(1000))), steps => {
      let state = unknownSite
      let now = 0
      for (const [came, ms] of steps) {
        now += ms
        state = afterAnswer(afterAsking(state), came, now)
        expect(state.limit).toBeGreaterThanOrEqual(1)
        expect(state.limit).toBeLessThanOrEqual(state.ceiling)
        const turn = turnAt(state, now)
        if ('waitMs' in turn) expect(turn.waitMs).toBeLessThanOrEqual(longestPauseMs)
      }
    }),
  )
})
