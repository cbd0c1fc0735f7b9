import fc from 'fast-check'
import {expect, test} from 'vitest'
import {nearestAnchor} from '../../src/list/nearest-anchor.ts'
import {risingIndices} from '../../src/list/rise.ts'

/** Length of a longest rise by trying all: for short lists only. */
const longest = (numbers: readonly number[]): number =>
  numbers.length === 0
    ? 0
    : Math.max(...numbers.map((number, index) => 1 + longest(numbers.slice(index + 1).filter(other => other > number))))

test('what may stay is in order, and as much as can', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(8), {maxLength: 8}), numbers => {
      const rising = [...risingIndices(numbers)].toSorted((a, b) => a - b).map(index => numbers[index] ?? -1)
      expect(rising).toEqual([...new Set(rising)].toSorted((a, b) => a - b))
      expect(rising).toHaveLength(longest(numbers))
    }),
  )
})

test.each([
  ['queue', ['queues', 'stacks'], 'queues'],
  ['machinelearning', ['machine-learning'], 'machine-learning'],
  ['boilerplates-&-ui', ['boilerplates--ui'], 'boilerplates--ui'],
  ['maps', ['mapz', 'mapy'], undefined],
  ['ants', ['moths'], undefined],
  ['css', ['xss'], undefined],
])('%s among %j is %s', (written, anchors, nearest) => {
  expect(nearestAnchor(written, anchors)).toBe(nearest)
})
