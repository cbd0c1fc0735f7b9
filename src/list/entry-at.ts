import type {Entry} from './list.ts'

/** Finds the entry that an offset lies in or ends: the innermost of nested ones. Entries are in order, so it is the last that begins before. */
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
    return entry !== undefined && offset <= entry.place.end.offset ? entry : undefined
  }
}
