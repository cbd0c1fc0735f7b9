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
