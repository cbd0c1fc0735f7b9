import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type Allotment, afterRequest, type Budget, unspent} from '../../src/links/budget.ts'

const rule: Allotment = {most: 7, windowMs: 10_000}

/** When requests were made, of those that somebody wanted to make at these times. */
function made(times: readonly number[]): number[] {
  let budget: Budget = unspent
  return times.filter(time => {
    const next = afterRequest(budget, rule, time)
    if (next !== undefined) budget = next
    return next !== undefined
  })
}

const moments = fc.array(fc.oneof(fc.nat(50), fc.nat(4000)), {maxLength: 200}).map(waits => {
  let time = 1_700_000_000_000
  return waits.map(wait => {
    time += wait
    return time
  })
})

test('in no stretch of the window are there more requests than allowed', () => {
  fc.assert(
    fc.property(moments, times => {
      const all = made(times)
      for (const end of all) {
        expect(all.filter(time => time > end - rule.windowMs && time <= end).length).toBeLessThanOrEqual(rule.most)
      }
    }),
  )
})

test('nothing is refused to who has not used up what a window and a second hold', () => {
  fc.assert(
    fc.property(moments, times => {
      const all = made(times)
      const refused = times.filter(time => !all.includes(time))
      for (const time of refused) {
        expect(all.filter(other => other <= time && other > time - rule.windowMs - 1000).length).toBeGreaterThanOrEqual(rule.most)
      }
    }),
  )
})

test('what is kept of it does not grow with the requests', () => {
  let budget: Budget = unspent
  for (let time = 0; time < 1_000_000; time += 10) budget = afterRequest(budget, {most: 10_000, windowMs: 10_000}, time) ?? budget
  expect(budget.length).toBeLessThanOrEqual(12)
})
