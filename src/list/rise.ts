/**
 * Which of these numbers may stay where they are so that, once the others are moved, all ascend: the indices of a longest rising subsequence.
 *
 * The rest is the smallest set that has to move. Time: n log n.
 */
export function risingIndices(numbers: readonly number[]): ReadonlySet<number> {
  /** For each length, the index at which the lowest rise of that length ends. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [index, number] of numbers.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? undefined : ends[low - 1]
    ends[low] = index
  }
  const rising = new Set<number>()
  for (let index = ends.at(-1); index !== undefined; index = before[index]) rising.add(index)
  return rising
}

/**
 * The indices of a subsequence that never falls, the heaviest that there is: what may stay where it is. Ranks count from 0, without gaps.
 *
 * Time: n log n, by a tree of the heaviest ends so far (Fenwick's).
 */
export function heaviestRise(ranks: readonly number[], weights: readonly number[]): ReadonlySet<number> {
  /** At `rank + 1` and the steps of the tree above it: the index at which the heaviest rise ends that goes no higher. */
  const tree: (number | undefined)[] = []
  const total: number[] = []
  const before: (number | undefined)[] = []
  const heavier = (one: number | undefined, other: number | undefined) =>
    one === undefined || (other !== undefined && (total[other] ?? 0) > (total[one] ?? 0)) ? other : one
  let last: number | undefined
  for (const [index, rank] of ranks.entries()) {
    let best: number | undefined
    for (let step = rank + 1; step > 0; step -= step & -step) best = heavier(best, tree[step])
    before[index] = best
    total[index] = (weights[index] ?? 1) + (best === undefined ? 0 : (total[best] ?? 0))
    for (let step = rank + 1; step <= ranks.length; step += step & -step) tree[step] = heavier(tree[step], index)
    last = heavier(last, index)
  }
  const rising = new Set<number>()
  for (let index = last; index !== undefined; index = before[index]) rising.add(index)
  return rising
}
