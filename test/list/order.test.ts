import fc from 'fast-check'
import {expect, test} from 'vitest'
import {heaviestRise} from '../../src/list/rise.ts'
import {read} from './read.ts'

const section = (names: readonly string[], index: number): string =>
  `## S${index}\n\n${names.map((name, n) => `- [${name}](https://e.example/${index}/${n})\n`).join('')}\n`
const orderOf = (...groups: readonly (readonly string[])[]) => read(groups.map(section).join('')).conventions.order

const words = ['ant', 'bee', 'cat', 'dog', 'eel']

test('a list is in order as a whole where most of its groups are', () => {
  expect(orderOf(words, words, ['ant', 'bee', 'dog', 'cat', 'eel'])).toMatchObject({whole: true, count: 2, of: 3})
  expect(orderOf(words, words.toReversed())).toMatchObject({whole: false})
  expect(orderOf(['ant', 'bee'])).toBeUndefined()
})

test('names are compared as fits most groups', () => {
  expect(orderOf(['rust-parallel', 'rustdesk', 'sa', 'sb', 'sc'])?.collations[0]).toBe('lower')
  expect(orderOf(['Zoo', 'ant', 'bee', 'cat', 'dog'])?.collations).toContain('codepoint')
  const folded = ['Ant', 'bee', 'Cat', 'dog', 'Eel']
  expect(orderOf(folded, folded, folded)?.collations).not.toContain('codepoint')
  const blanks = ['ab', 'a c', 'ad', 'a e', 'af']
  expect(orderOf(blanks, blanks, blanks)?.collations[0]).toBe('letters')
})

/** The heaviest of all subsequences that never fall, by trying them all. */
function heaviest(ranks: readonly number[], weights: readonly number[], from = 0, least = 0): number {
  if (from === ranks.length) return 0
  const rest = heaviest(ranks, weights, from + 1, least)
  const rank = ranks[from] ?? 0
  return rank < least ? rest : Math.max(rest, (weights[from] ?? 0) + heaviest(ranks, weights, from + 1, rank))
}

test('what stays is in order, and as heavy as it can be', () => {
  const item = fc.record({rank: fc.nat(7), weight: fc.integer({min: 1, max: 5})})
  fc.assert(
    fc.property(fc.array(item, {maxLength: 8}), items => {
      const ranks = items.map(({rank}) => rank).map(rank => Math.min(rank, items.length - 1))
      const weights = items.map(({weight}) => weight)
      const stays = [...heaviestRise(ranks, weights)].toSorted((one, other) => one - other)
      const kept = stays.map(index => ranks[index] ?? -1)
      expect(kept).toEqual(kept.toSorted((one, other) => one - other))
      expect(stays.reduce((sum, index) => sum + (weights[index] ?? 0), 0)).toBe(heaviest(ranks, weights))
    }),
  )
})
