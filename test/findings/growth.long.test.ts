import {expect, test} from 'vitest'
import {large} from '../../bench/inputs.ts'
import {lintList} from '../../src/findings/lint-list.ts'

/** CPU time of a character, in microseconds: the best of several, since other processes only ever add to it. */
function costOf(size: number, times: number): number {
  const text = large(size)
  const costs = Array.from({length: times}, (_, time) => {
    const start = process.cpuUsage()
    // Nothing of it is known from the time before.
    lintList({path: 'README.md', text: text.replaceAll(/\bfast\b/g, `fast${'s'.repeat(time + 1)}`)}, {rules: {}})
    return process.cpuUsage(start).user / text.length
  })
  return Math.min(...costs)
}

test('linting takes time in proportion to the size of a list', () => {
  costOf(200_000, 3)
  const small = costOf(500_000, 4)
  expect(costOf(4_000_000, 2) / small).toBeLessThan(1.6)
})
