import type {Entry} from '../../src/list/list.ts'

/** Finds the entry that an offset lies in: the innermost of nested ones. */
export function entryAt(entries: readonly Entry[]): (offset: number) => Entry | undefined {
  const starts = entries.map(entry => entry.place.start.offset)
  return offset => {
    let [from, to] = [0, starts.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((starts[middle] ?? 0) <= offset) from = middle + 1
      else to = middle
    }
    const entry = entries[from - 1]
    return entry !== undefined && offset < entry.place.end.offset ? entry : undefined
  }
}
