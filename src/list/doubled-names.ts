import type {Entry} from './list.ts'

/** An entry, and the first one of the same section that has the same name and leads elsewhere. */
export interface DoubledName {
  readonly entry: Entry
  readonly first: Entry
}

/** Entries named as an earlier one beside them is, letter case aside. Those that lead to the same place are more than that. */
export function doubledNames(entries: readonly Entry[]): DoubledName[] {
  const firsts = new Map<string, Entry>()
  return entries.flatMap(entry => {
    // What stands below entries is often named alike: `Documentation`.
    const id = `${entry.section} ${entry.depth === 0 ? 'top' : entry.group} ${entry.name.toLowerCase()}`
    const first = firsts.get(id)
    if (first === undefined) firsts.set(id, entry)
    return first === undefined || first.key === entry.key || entry.name === '' ? [] : [{entry, first}]
  })
}
