import type {VFile} from 'vfile'
import type {Entry, List} from './list.ts'
import {namesOf} from './listed.ts'
import type {} from './read-list.ts'
import {sectionPaths} from './section-paths.ts'

/** Did a change bring this entry? One that it moved, re-indented or corrected was there before. */
export type IsAddition = (entry: Entry) => boolean

/** What a change brought to a list; undefined where there is no change to speak of. */
export function additionsIn(list: List, file: VFile): IsAddition | undefined {
  const {isNew, conventions} = file.data.listkeeper ?? {}
  if (isNew === undefined) return undefined
  const listed = conventions?.listed ?? new Set()
  const paths = sectionPaths(list.sections)
  return entry => isNew(entry.place.start.line) && !namesOf(entry, paths).some(name => listed.has(name))
}
