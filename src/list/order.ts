import type {Collation, Entry, EntryOrder, List} from './list.ts'
import {heaviestRise} from './rise.ts'

/** In the order in which they are preferred where they fit alike. */
const collations = ['lower', 'locale', 'letters', 'codepoint'] as const satisfies readonly Collation[]

/** Fewer entries are in order by chance. */
export const fewestInOrder = 5

/** What fits this share of what fits best, less one group, fits nearly as well. */
const nearly = 0.95

/** A list is in order if so many of its groups are, and so many entries could stay if all were. */
const sortedShare = 0.6
const risingShare = 0.95

const byCodePoint = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const collator = new Intl.Collator('en', {sensitivity: 'base'})
const numeric = new Intl.Collator('en', {sensitivity: 'base', numeric: true})
const lettersOnly = new Intl.Collator('en', {sensitivity: 'base', ignorePunctuation: true})

const comparisons: Readonly<Record<Collation, (one: string, other: string) => number>> = {
  lower: (one, other) => byCodePoint(one.toLowerCase(), other.toLowerCase()),
  locale: collator.compare,
  letters: lettersOnly.compare,
  numeric: numeric.compare,
  codepoint: byCodePoint,
}

/** Compares two names: negative if the first one comes first. */
export const compareBy = (collation: Collation): ((one: string, other: string) => number) => comparisons[collation]

/** Entries side by side: those of one list or table, as the text has them. */
export const groupsOf = (entries: readonly Entry[]): readonly (readonly Entry[])[] => [
  ...Map.groupBy(entries, ({group}) => group).values(),
]

/**
 * How a list orders its entries: by the comparison that fits most of its groups. Undefined where it does not.
 *
 * Comparisons that fit nearly as many groups are named too: what only one of them finds out of order is in doubt.
 */
export function entryOrderOf(list: List): EntryOrder | undefined {
  const groups = groupsOf(list.entries).filter(group => group.length >= fewestInOrder)
  const fits = collations
    .map(collation => ({collation, count: groups.filter(group => isInOrder(group, collation)).length}))
    .toSorted((one, other) => other.count - one.count)
  const [best, ...others] = fits
  if (best === undefined || groups.length === 0) return undefined
  const all = groups.reduce((sum, group) => sum + group.length, 0)
  const rising = groups.reduce(
    (sum, group) => sum + (isInOrder(group, best.collation) ? group.length : inPlace(group, best.collation).size),
    0,
  )
  return {
    collations: [best.collation, ...others.filter(({count}) => count >= nearly * best.count - 1).map(({collation}) => collation)],
    whole: best.count >= sortedShare * groups.length && rising >= Math.min(risingShare * all, all - 1),
    count: best.count,
    of: groups.length,
  }
}

export function isInOrder(entries: readonly Entry[], collation: Collation): boolean {
  const compare = compareBy(collation)
  return entries.every(({name}, index) => index === 0 || compare(entries[index - 1]?.name ?? '', name) <= 0)
}

/** Indices of entries that may stay where they are once the others are moved: as many as can, and of those that weigh more rather more. */
export function inPlace(
  entries: readonly Entry[],
  collation: Collation,
  weight: (entry: Entry) => number = () => 1,
): ReadonlySet<number> {
  const compare = compareBy(collation)
  const sorted = entries.map((_, index) => index).toSorted((a, b) => compare(entries[a]?.name ?? '', entries[b]?.name ?? ''))
  const ranks: number[] = []
  let rank = 0
  for (const [position, index] of sorted.entries()) {
    const before = sorted[position - 1]
    if (before !== undefined && compare(entries[before]?.name ?? '', entries[index]?.name ?? '') !== 0) rank += 1
    ranks[index] = rank
  }
  return heaviestRise(ranks, entries.map(weight))
}
