import type {Section} from './list.ts'

/**
 * Each section's title below those of the sections that it is in: `Lua / General-Purpose`.
 *
 * What a section is known by: slugs are counted, so that a new section changes those of others.
 */
export function sectionPaths(sections: readonly Section[]): string[] {
  const above: Section[] = []
  return sections.map(section => {
    // What stands before the first heading has depth 0, and nothing is in it.
    while (above.length > 0 && ((above.at(-1)?.depth ?? 0) >= section.depth || above.at(-1)?.depth === 0)) above.pop()
    above.push(section)
    return above.map(({title}) => title).join(' / ')
  })
}
