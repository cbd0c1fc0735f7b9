import {couldBeDescribed} from '../src/list/conventions.ts'
import type {Conventions, Entry} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {sectionPaths} from '../src/list/section-paths.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
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
 * Why: a bare link makes every reader open it.
 *
 * Silent about an entry that groups others or stands below one, in sections of bare links, and in lists of which less than nine in ten entries are
 * described. `[Name - what it is](…)` has a description, if in the wrong place.
 *
 * On a pull request an entry that is a repository on GitHub comes with a suggestion: what its own people say of it, as the list writes
 * descriptions, where that is plain words. `fix` never puts it in.
 *
 * @example {"name": "a description", "conventions": {"described": true, "describedSections": ["Insects"]}}
 *   # Insects
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example): Hums.
 *   - [Wasp](https://wasp.example) (stings)
 *     and never asks.
 *   - [Moth](https://moth.example)
 *
 *     Flies at night.
 *
 * @example {"name": "groups", "conventions": {"described": true, "describedSections": ["Insects"]}}
 *   # Insects
 *   - [Ant](https://ant.example) - Builds, by:
 *     - [Army ant](https://army.example)
 *     - [Fire ant](https://fire.example)
 *   - [Bees](https://bees.example)
 *     - [Honey bee](https://honey.example)
 *
 * @example {"name": "a section of bare links", "conventions": {"described": true, "undescribedSections": ["Meet-ups"]}}
 *   # Meet-ups
 *   - [Ants of Bern](https://bern.example)
 *   - [Ants of Rome](https://rome.example)
 *
 * @example {"name": "a list of bare links"}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example)
 *   - [Wasp](https://wasp.example)
 *
 * @example {"name": "a description inside the link", "conventions": {"described": true}}
 *   - [Ant - builds hills of needles in the forest](https://ant.example)
 *
 * @example {"name": "a new section of bare links", "conventions": {"described": true}}
 *   # Meet-ups
 *   - [Ants of Bern](https://bern.example)
 *   - [Ants of Rome](https://rome.example)
 *   - [Ants of Oslo](https://oslo.example)
 *
 * @example {"name": "nothing", "conventions": {"described": true, "describedSections": ["Insects"]}}
 *   # Insects
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example)
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected entry `Bee` without a description, expected one as the other entries have
 *
 * @example {"name": "badges say nothing", "conventions": {"described": true, "describedSections": ["Insects"]}}
 *   # Insects
 *   - [Ant](https://ant.example) ![stars](https://badge.example/a.svg) `MIT`
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected entry `Ant` without a description, expected one as the other entries have
 *
 * @example {"name": "the only one of a new section", "conventions": {"described": true}}
 *   # Moths
 *   - [Hawk moth](https://hawk.example)
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected entry `Hawk moth` without a description, expected one as the other entries have
 *
 * @example {"name": "everywhere, if that is set", "options": {"style": "always", "ignoreSections": ["Meet-ups"]}}
 *   # Insects
 *   - [Ant](https://ant.example)
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected entry `Ant` without a description, expected one
 *
 *   # Meet-ups
 *   - [Ants of Bern](https://bern.example)
 */
export default rule(
  {id: 'entry-description', severity: 'warning', options, followsHabit: true, aliases: ['awesome-list-item']},
  (tree, file, given) => {
    const {list, conventions} = readList(tree, file)
    const {style = 'detect', ignoreSections = []} = given
    if (style === 'off') return
    const {isNew} = file.data.listkeeper ?? {}
    const isOld = ({place}: Entry) => isNew !== undefined && !isNew(place.start.line)
    const ignored = new Set(ignoreSections.map(title => title.trim().toLowerCase()))
    const paths = sectionPaths(list.sections)
    const inSections = Map.groupBy(list.entries.filter(couldBeDescribed), ({section}) => section)
    for (const [index, entries] of inSections) {
      const section = list.sections[index]
      if (section === undefined || ignored.has(section.title.toLowerCase())) continue
      if (style === 'detect' && !wantsDescriptions(paths[index] ?? '', entries, conventions)) continue
      for (const entry of entries) {
        if (isOld(entry) || entry.description !== undefined || entry.separator !== undefined || holdsDescription(entry)) continue
        tell(file, {
          message: `Unexpected entry ${code(entry.name)} without a description, expected one${style === 'detect' ? ' as the other entries have' : ''}`,
          place: entry.place,
        })
      }
    }
  },
)

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
