import {couldBeDescribed} from '../src/list/conventions.ts'
import {descriptionEnd} from '../src/list/final-stop.ts'
import type {Conventions, Entry} from '../src/list/list.ts'
import {dashedName, fewestWordsOfDescription} from '../src/list/name-with-dash.ts'
import {readList} from '../src/list/read-list.ts'
import {sectionPaths} from '../src/list/section-paths.ts'
import {fileSource} from '../src/list/source.ts'
import type {Place} from '../src/markdown/place.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    minWords: z.int().min(1).max(100).exactOptional().describe('Fewer words behind the dash belong to the name (4 if not set).'),
  })

/** So many titles with a dash that are described all the same: then a dash describes nothing. */
const meantTitles = 3

/**
 * A link is the entry's name; what describes it stands behind.
 *
 * Why: `[Ant - Builds hills all day](…)` reads as one long name, and tools that read the list find no description.
 *
 * Told is a name with a dash and four or more words behind it, of an entry that has no description, in a list that describes its entries. Silent
 * in sections that hold titles rather than descriptions, in lists whose described titles have a dash, and about fewer words: `VueJS Iran - Telegram Channel`.
 *
 * @example {"name": "a description behind the link", "conventions": {"separator": " - ", "described": true}}
 *   - [Ant](https://ant.example) - Builds hills all day long.
 *   - [Bee - the one that hums all day](https://bee.example) - Hums.
 *
 * @example {"name": "few words are part of the name", "conventions": {"separator": " - ", "described": true}}
 *   - [Ants of Iran - Telegram Channel](https://ant.example)
 *   - [Bee-keeping for everyone in town](https://bee.example)
 *
 * @example {"name": "a list without descriptions"}
 *   - [Ant - Builds hills all day long](https://ant.example)
 *
 * @example {"name": "a section of titles", "conventions": {"separator": " - ", "described": true, "undescribedSections": ["Books"]}}
 *   # Books
 *   - [Ants - How they build their hills](https://ant.example)
 *   - [Bees - What they do all day](https://bee.example)
 *
 * @example {"name": "a list of titles", "conventions": {"separator": " - ", "described": true, "habits": {"titles": 12}}}
 *   - [Ants - How they build their hills](https://ant.example)
 *
 * @example {"name": "what others stand below", "conventions": {"separator": " - ", "described": true}}
 *   - [Ants - Those that build hills together](https://ant.example)
 *     - [Fire ant](https://fire.example) - Burns.
 *
 * @example {"name": "a description in the link", "conventions": {"separator": " - ", "described": true}}
 *   - [Ant - Builds hills all day long.](https://ant.example)
 *         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `](https://ant.example) - Builds hills all day long.`
 *   Unexpected description in the link, expected it behind the link
 *
 * @example {"name": "as the list joins them", "conventions": {"separator": ": ", "described": true}}
 *   - [Bee – Hums from morning till night](https://bee.example)
 *         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `](https://bee.example): Hums from morning till night`
 *   Unexpected description in the link, expected it behind the link
 *
 * @example {"name": "where more stands behind the link", "conventions": {"separator": " - ", "described": true}}
 *   - [Bee - Hums from morning till night](https://bee.example) ![stars](https://badge.example/b.svg)
 *         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected description in the link, expected it behind the link
 *
 * @example {"name": "in a list that ends descriptions with a stop", "conventions": {"separator": " - ", "described": true, "finalStop": "always"}}
 *   - [Ant - Builds hills all day](https://ant.example)
 *         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `](https://ant.example) - Builds hills all day.`
 *   Unexpected description in the link, expected it behind the link
 *
 * @example {"name": "how many words are too many is set", "conventions": {"separator": " - ", "described": true}, "options": {"minWords": 1}}
 *   - [Ant - Builds](https://ant.example)
 *         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `](https://ant.example) - Builds`
 *   Unexpected description in the link, expected it behind the link
 */
export default rule(
  {id: 'no-description-in-link', severity: 'warning', options, followsHabit: true},
  (tree, file, {minWords = fewestWordsOfDescription}) => {
    const {list, conventions} = readList(tree, file)
    if (conventions.described === undefined || conventions.habits.titles >= meantTitles) return
    const joint = conventions.separator?.value ?? ' - '
    const paths = sectionPaths(list.sections)
    const {text} = fileSource(file)
    for (const entry of list.entries) {
      if (entry.description !== undefined || !couldBeDescribed(entry)) continue
      if (conventions.undescribedSections.has(paths[entry.section] ?? '')) continue
      const label = labelOf(entry, text)
      if (label === undefined || label.words < minWords) continue
      const alone = entry.link.place.end.offset === entry.place.end.offset
      const tail = text.slice(label.place.end.offset, entry.link.place.end.offset)
      const isFixable = alone && label.isPlain && tail.startsWith('](')
      tell(file, {
        message: 'Unexpected description in the link, expected it behind the link',
        place: isFixable ? {start: label.place.start, end: entry.link.place.end} : label.place,
        actual: label.description,
        ...(isFixable ? {expected: [`${tail}${joint}${label.description}${stopOf(label, conventions)}`]} : {}),
      })
    }
  },
)

/** What the list ends such a description with: a fix must not be the next mistake. */
function stopOf({description, place}: Label, {finalStops}: Conventions): string {
  const end = descriptionEnd({text: description, masked: description, place})
  if (end === undefined || end.sign !== '' || finalStops[end.sort]?.value !== 'always') return ''
  return end.sort === 'wide' ? '。' : '.'
}

interface Label {
  readonly description: string
  readonly words: number
  /** From the dash's blanks to the name's end. */
  readonly place: Place
  /** Does no mark open before the dash and close behind it? */
  readonly isPlain: boolean
}

/** What stands behind the first dash of a name. */
function labelOf({namePlace}: Entry, text: string): Label | undefined {
  if (namePlace === undefined) return undefined
  const {start, end} = namePlace
  const label = text.slice(start.offset, end.offset)
  const dashed = label.includes('\n') ? undefined : dashedName(label)
  return (
    dashed && {
      description: label.slice(dashed.end),
      words: dashed.words,
      place: {start: {...start, column: start.column + dashed.start, offset: start.offset + dashed.start}, end},
      isPlain: !/[*_`[\]<>~\\]/.test(label),
    }
  )
}
