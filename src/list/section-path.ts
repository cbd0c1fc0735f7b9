import type {Section} from './list.ts'

/** A section's title below those of the sections that it is in: `Lua / General-Purpose`. Slugs are counted, so a new section changes others'. */
export function sectionPath(sections: readonly Section[], index: number): string {
  const titles: string[] = []
  let depth = Number.POSITIVE_INFINITY
  for (let at = index; at >= 0 && depth > 1; at -= 1) {
    const section = sections[at]
    if (section === undefined || section.depth >= depth) continue
    titles.unshift(section.title)
    depth = section.depth
  }
  return titles.join(' / ')
}
