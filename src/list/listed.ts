import type {Entry, List} from './list.ts'
import {sectionPaths} from './section-paths.ts'

/** What a list's entries are known by. */
export function listedIn({entries, sections}: Pick<List, 'entries' | 'sections'>): ReadonlySet<string> {
  const paths = sectionPaths(sections)
  return new Set(entries.flatMap(entry => namesOf(entry, paths)))
}

/** An entry is known by where it leads, and by its name in its section, since one of the two may be corrected. */
export const namesOf = ({key, name, section}: Entry, paths: readonly string[]): readonly [string, string] => [
  key,
  `${paths[section] ?? ''}\n${name.toLowerCase()}`,
]
