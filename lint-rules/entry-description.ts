import type {Root} from 'mdast'
import {lintRule} from 'unified-lint-rule'
import {z} from 'zod'
import {couldBeDescribed} from '../src/list/conventions.ts'
import type {Conventions, Entry} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {sectionPath} from '../src/list/section-path.ts'
import {code} from '../src/markdown/message.ts'
import {metaOf, tell} from './rule.ts'

/** Options of `entry-description`. */
export const options = z.strictObject({
  style: z
    .enum(['detect', 'always', 'off'])
    .exactOptional()
    .describe('`detect` (the default): where the other entries of the section have descriptions. `always`: everywhere.'),
  ignoreSections: z
    .array(z.string().min(1).max(200))
    .max(200)
    .exactOptional()
    .describe('Headings of sections whose entries need none.'),
})

/**
 * An entry says what it is, where the entries around it do.
 *
 * @example {"name": "a description"}
 *   - [Ant](https://ant.example) - Builds.
 */
export default lintRule<Root, z.infer<typeof options>>(metaOf('entry-description'), (tree, file, given) => {
  const {list, conventions} = readList(tree, file)
  const {style = 'detect', ignoreSections = []} = options.parse(given ?? {})
  if (style === 'off') return
  const {isNew} = file.data.listkeeper ?? {}
  const isOld = ({place}: Entry) => isNew !== undefined && !isNew(place.start.line)
  const ignored = new Set(ignoreSections.map(title => title.trim().toLowerCase()))
  const inSections = Map.groupBy(list.entries.filter(couldBeDescribed), ({section}) => section)
  for (const [index, entries] of inSections) {
    const section = list.sections[index]
    if (section === undefined || ignored.has(section.title.toLowerCase())) continue
    if (style === 'detect' && !wantsDescriptions(sectionPath(list.sections, index), entries, conventions)) continue
    for (const entry of entries) {
      if (isOld(entry) || entry.description !== undefined || entry.separator !== undefined || holdsDescription(entry)) continue
      tell(file, {
        message: `Unexpected entry ${code(entry.name)} without a description, expected one${style === 'detect' ? ' as the other entries have' : ''}`,
        place: entry.place,
      })
    }
  }
})

/** A list is a described one from this share of its entries on. */
const clearShare = 0.9

/** A section that the convention does not know is new, or has one entry: then the whole list's habit counts, unless the section has another. */
function wantsDescriptions(path: string, entries: readonly Entry[], conventions: Conventions): boolean {
  const {described} = conventions
  // A section's own habit counts only in a list that has it as a whole.
  if (described === undefined || described.count < clearShare * described.of) return false
  if (conventions.undescribedSections.has(path)) return false
  if (conventions.describedSections.has(path)) return true
  const without = entries.filter(({description}) => description === undefined).length
  return without === 1 || without * 2 <= entries.length
}

/** `[Name - what it is](…)` has a description, if in the wrong place. */
const holdsDescription = ({name}: Entry): boolean => {
  const rest = /\s[-–—]\s|:\s/.exec(name)
  return rest !== null && name.slice(rest.index + rest[0].length).split(/\s+/).length >= 4
}
