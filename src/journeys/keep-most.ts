import {pageOf} from '../url/page.ts'

/** Addresses within a limit, and what lies beyond it by key, with how many pages of that key there are. */
export interface Kept {
  readonly within: readonly string[]
  readonly beyond: ReadonlyMap<string, {readonly urls: readonly string[]; readonly of: number}>
}

/**
 * Keeps at most so many pages of each key, the first ones. What is no web address counts for nothing, and addresses that differ in their
 * fragment count once.
 */
export function keepMost(urls: readonly string[], most: number, keyOf: (page: string) => string): Kept {
  const within: string[] = []
  const keys = new Map<string, {readonly pages: Set<string>; readonly kept: Set<string>; readonly beyond: string[]}>()
  for (const url of urls) {
    const page = pageOf(url)
    if (page === undefined) {
      within.push(url)
      continue
    }
    const key = keyOf(page)
    const known = keys.get(key) ?? {pages: new Set(), kept: new Set(), beyond: []}
    keys.set(key, known)
    known.pages.add(page)
    if (known.kept.size < most) known.kept.add(page)
    if (known.kept.has(page)) within.push(url)
    else known.beyond.push(url)
  }
  const beyond = [...keys].filter(([, {beyond}]) => beyond.length > 0)
  return {within, beyond: new Map(beyond.map(([key, {beyond, pages}]) => [key, {urls: beyond, of: pages.size}]))}
}
