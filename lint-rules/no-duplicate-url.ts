import type {Conventions, Entry, List} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import type {Place} from '../src/markdown/place.ts'
import {targetOf} from '../src/url/target.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    scope: z
      .enum(['detect', 'file', 'section', 'off'])
      .exactOptional()
      .describe(
        'Where an address may stand once: in a `file` or in a `section`. `detect` (the default): in the file, unless the list itself repeats three or more across sections.',
      ),
    allow: z.array(z.string().min(1).max(2000)).max(1000).exactOptional().describe('Addresses that may stand twice.'),
  })

/** A list that repeats so many across sections means it; in a change, only if they are this share of its entries: a few of a thousand were never seen. */
const meantRepeats = 3
const meantShare = 0.01

/**
 * No two entries lead to the same place.
 *
 * Why: what is listed twice is corrected in one place only.
 *
 * Scheme, `www.`, a slash at the end, `utm_*`, and on GitHub letter case, `.git` and `#readme` make no difference; another query or fragment is another
 * place. The same section is an error, another one a warning, and silence where the list itself has three such pairs (in a change: and one in a hundred entries). Spoken of is the new
 * one of the two, else the later. If both lines of one section are equal, the later one can go.
 *
 * @example {"name": "other queries and fragments"}
 *   - [Ant](https://ants.example/#fire) - Burns.
 *   - [Bee](https://ants.example/#army) - Marches.
 *   - [Wasp](https://ants.example/?id=1) - Stings.
 *   - [Moth](https://ants.example/?id=2) - Flies.
 *
 * @example {"name": "a link that is not an entry's own"}
 *   - [Ant](https://ant.example) - Builds, see [the forum](https://forum.example).
 *   - [Bee](https://bee.example) - Hums, see [the forum](https://forum.example).
 *
 * @example {"name": "what stands below an entry"}
 *   - [Ant](https://ant.example) - Builds:
 *     - [Documentation](https://ant.example/) - Of the same.
 *
 * @example {"name": "a list that means it", "conventions": {"repeatsAcrossSections": 3}}
 *   # Web
 *   - [Django](https://django.example) - Framework.
 *   # Database
 *   - [Django](https://django.example) - Its ORM.
 *
 * @example {"name": "many things on one page"}
 *   - [Chess](https://games.example/all) - Kings.
 *   - [Go](https://games.example/all) - Stones.
 *   - [Snake](https://games.example/all) - Apples.
 *
 * @example {"name": "what is allowed", "options": {"allow": ["https://ant.example"]}}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Ant](http://www.ant.example/) - Builds.
 *
 * @example {"name": "a line twice"}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *   - [Ant](https://ant.example) - Builds.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~⏎ → ``
 *   This link is in this section already, as `Ant`
 *   - [Wasp](https://wasp.example) - Stings.
 *
 * @example {"name": "the same by another address"}
 *   - [Ant](https://github.com/Ant/ant) - Builds.
 *   - [Ant](http://www.github.com/ant/ant.git) - Builds hills.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This link is in this section already, as `Ant`
 *
 * @example {"name": "in another section, and the new one is the first", "isNew": [2]}
 *   # Small
 *   - [Ant](https://ant.example) - Builds.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This link is in the list already, as `Ant` under `Strong`
 *   # Strong
 *   - [Ant](https://ant.example/) - Lifts.
 *
 * @example {"name": "an address that was copied, in a list that repeats others", "conventions": {"repeatsAcrossSections": 3}}
 *   # Strong
 *   - [fire-ant](https://github.com/ants/fire-ant) - Burns.
 *   # Small
 *   - [Garden Bee](https://github.com/ants/fire-ant) - Hums.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This link is in the list already, as `fire-ant` under `Strong`
 *
 * @example {"name": "in a table"}
 *   | Name | What |
 *   | --- | --- |
 *   | [Ant](https://ant.example) | Builds |
 *   | [Ant](https://ant.example?utm_source=list) | Lifts |
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This link is in this section already, as `Ant`
 */
export default rule({id: 'no-duplicate-url', severity: 'error', options, aliases: ['double-link']}, (tree, file, given) => {
  const {list, conventions} = readList(tree, file)
  const {scope = 'detect', allow = []} = given
  if (scope === 'off') return
  const isChange = file.data.listkeeper?.conventions !== undefined
  const acrossSections = scope === 'file' || (scope === 'detect' && !areMeant(conventions, isChange))
  const allowed = new Set(allow.map(targetOf))
  const {text} = fileSource(file)
  const isNew = file.data.listkeeper?.isNew ?? (() => false)
  for (const [key, entries] of Map.groupBy(list.entries, entry => entry.key)) {
    if (allowed.has(key) || !/^https?:/.test(key) || isCollection(entries)) continue
    for (const [told, other] of repeats(entries, acrossSections, isNew)) {
      const sameSection = told.section === other.section
      // Taken out of another section, the last entry would leave that one empty.
      const fix = sameSection ? deletion(told, other, text) : undefined
      tell(file, {
        message: `This link is ${where(told, other, list)}`,
        place: fix ?? told.place,
        ...(fix === undefined ? {} : {expected: ['']}),
        more: {anchor: told.place, other: other.place, severity: sameSection ? 'error' : 'warning'},
      })
    }
  }
})

function areMeant({repeatsAcrossSections, habits}: Conventions, isChange: boolean): boolean {
  return repeatsAcrossSections >= meantRepeats && (!isChange || repeatsAcrossSections >= meantShare * habits.entries)
}

/** Three or more things by different names in one place of the list, all on one page: the page tells of all of them. */
function isCollection(entries: readonly Entry[]): boolean {
  const names = new Set(entries.map(({name}) => name.toLowerCase()))
  const sections = new Set(entries.map(({section}) => section))
  return entries.length >= 3 && names.size === entries.length && sections.size === 1
}

/** Pairs of an entry to speak of and the one it repeats: the new one of the two, else the later. */
function repeats(
  entries: readonly Entry[],
  acrossSections: boolean,
  isNew: (line: number) => boolean,
): [told: Entry, other: Entry][] {
  const pairs: [Entry, Entry][] = []
  const first = new Map<number, Entry>()
  // Old entries first: they were there, so that what is new repeats them wherever it stands.
  const old = entries.filter(entry => !isNew(entry.place.start.line))
  const added = entries.filter(entry => isNew(entry.place.start.line))
  for (const entry of [...old, ...added]) {
    const [anywhere] = first.values()
    const other = first.get(entry.section) ?? (acrossSections ? anywhere : undefined)
    if (other === undefined) first.set(entry.section, entry)
    else if (!isWithin(entry, other) && !isWithin(other, entry)) pairs.push([entry, other])
    // Where repeats are meant, an address that is another entry's by name was copied all the same.
    if (other === undefined && anywhere !== undefined && isCopied(entry, anywhere)) pairs.push([entry, anywhere])
  }
  return pairs
}

/** Does the address end with the other entry's name, and have nothing of the told one's? */
function isCopied(told: Entry, other: Entry): boolean {
  const [name, others, last] = [told.name, other.name, lastPart(told.link.url)].map(letters)
  if (name === undefined || others === undefined || last === undefined || name.length < 3 || others.length < 5) return false
  return last === others && !last.includes(name) && !name.includes(last)
}

const lastPart = (url: string): string =>
  url
    .replace(/[?#].*$/s, '')
    .split('/')
    .findLast(part => part !== '') ?? ''

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** An entry below another one is part of it and may lead to the same place. */
const isWithin = (inner: Entry, outer: Entry): boolean =>
  inner.place.start.offset >= outer.whole.start.offset && inner.place.end.offset <= outer.whole.end.offset

function where(told: Entry, other: Entry, {sections}: List): string {
  const name = code(other.name)
  if (told.section === other.section) return `in this section already, as ${name}`
  const title = sections[other.section]?.title ?? ''
  return title === '' ? `in the list already, as ${name}` : `in the list already, as ${name} under ${code(title)}`
}

/** The whole lines of the later entry, if they repeat the other word by word and nothing stands below or beside: then they can go. */
function deletion(told: Entry, other: Entry, text: string): Place | undefined {
  if (told.form !== 'item' || told.children > 0 || other.children > 0 || told.place.start.offset < other.place.start.offset)
    return undefined
  const {start, end} = told.place
  if (text.slice(start.offset, end.offset).trim() !== text.slice(other.place.start.offset, other.place.end.offset).trim())
    return undefined
  const lineStart = start.offset - (start.column - 1)
  const ending = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end.offset, end.offset + 100))
  if (text.slice(lineStart, start.offset).trim() !== '' || ending === null) return undefined
  return {
    start: {line: start.line, column: 1, offset: lineStart},
    end: {line: end.line + 1, column: 1, offset: end.offset + ending[0].length},
  }
}
