import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import {entryAt} from '../src/list/entry-at.ts'
import type {Convention, Conventions, Entry, List, Mark} from '../src/list/list.ts'
import {widthOf} from '../src/list/marks.ts'
import {proseOf} from '../src/list/prose.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource, type Source} from '../src/list/source.ts'
import {spanOf} from '../src/list/span.ts'
import {code} from '../src/markdown/message.ts'
import {rule, type Told, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'off'])
      .exactOptional()
      .describe('`detect` (the default): as the list itself does it. `off`: not at all.'),
  })

/** What a list does in this share of its items it means. */
const clearShare = 0.95

/** Blanks at the end are a slip where so few items have them, and nobody's habit. */
const rareTrailing = 0.05

/** So few items show no habit of spacing. */
const fewestItems = 8

/** As many siblings that agree show where an item belongs. */
const fewestSiblings = 3

/** What the parts of this rule look at. */
interface Look {
  readonly list: List
  readonly conventions: Conventions
  readonly source: Source
}

/**
 * Items are set as the list sets them: bullet, indent, and the blanks that nobody sees.
 *
 * Why: another bullet makes another list, an odd indent may put an item below its neighbour, and what can't be seen is corrected by whoever comes next.
 *
 * Told are another bullet than all other items of the depth have, more or fewer blanks after it, none at all (then it is no item), an indent
 * that differs, blanks at an entry's end, an empty line between two entries (or none) where the list has none (or one), and a file
 * that ends without a line ending. Silent where the list has no habit, about the contents, and about sections that tell of the list itself.
 *
 * @example {"name": "as the list does it", "conventions": {"layout": {"bullet": "*", "indents": ["", "  "], "padding": " ", "gaps": false}}}
 *   * [Ant](https://ant.example) - Builds.
 *     * [Fire ant](https://fire.example) - Burns.
 *   * [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "a list that mixes bullets"}
 *   * [Ant](https://ant.example) - Builds.
 *   * [Bee](https://bee.example) - Hums.
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Moth](https://moth.example) - Flies.
 *
 * @example {"name": "contents with a bullet of their own", "conventions": {"layout": {"bullet": "*"}}}
 *   ## Contents
 *   - [Ants](#ants)
 *   - [Bees](#bees)
 *
 *   ## Ants
 *   * [Ant](https://ant.example) - Builds.
 *
 *   ## Bees
 *   * [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "another bullet below an entry, and numbers", "conventions": {"layout": {"padding": " "}}}
 *   * [Ant](https://ant.example) - Builds.
 *     - [Fire ant](https://fire.example) - Burns.
 *     - [Army ant](https://army.example) - Marches.
 *
 *   1.  [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "emphasis, dashes and numbers at a line's start", "conventions": {"layout": {"bullet": "-"}}}
 *   - [Ant](https://ant.example) - Builds.
 *
 *   *[Bees](https://bee.example) hum.*
 *
 *   -1 is a number, --[flags](https://flag.example) are options.
 *
 * @example {"name": "a line break that is meant", "conventions": {"layout": {"padding": " "}}}
 *   - [Ant](https://ant.example) - Builds.␣␣
 *     Burns.
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "another bullet", "conventions": {"layout": {"bullet": "*"}}}
 *   * [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *   ~ → `*`
 *   Unexpected bullet `-`, expected `*` as in the rest of the list
 *   * [Wasp](https://wasp.example) - Stings.
 *
 * @example {"name": "blanks after the bullet", "conventions": {"layout": {"padding": " "}}}
 *   - [Ant](https://ant.example) - Builds.
 *   -   [Bee](https://bee.example) - Hums.
 *    ~~~ → ` `
 *   Unexpected 3 blanks after the bullet, expected 1 blank as in the rest of the list
 *
 * @example {"name": "no blank after the bullet", "conventions": {"layout": {"bullet": "-"}}}
 *   - [Ant](https://ant.example) - Builds.
 *   -[Bee](https://bee.example) - Hums.
 *   ~ → `- `
 *   Unexpected text right after the bullet, expected a blank between: this is no list item as it is
 *   - [Wasp](https://wasp.example) - Stings.
 *
 * @example {"name": "an indent at the top, and a tab below", "conventions": {"layout": {"indents": ["", "  "]}}}
 *   - [Ant](https://ant.example) - Builds.
 *    - [Bee](https://bee.example) - Hums.
 *   ~ → ``
 *   Unexpected indent of 1 blank, expected none as its neighbours have
 *   - [Wasp](https://wasp.example) - Stings:
 *     - [Hornet](https://hornet.example) - Big.
 *   - [Moth](https://moth.example) - Flies:
 *       - [Hawk moth](https://hawk.example) - Far.
 *   ~~~~ → `  `
 *   Unexpected indent of 4 blanks, expected 2 blanks as in the rest of the list
 *
 * @example {"name": "blanks at the end", "conventions": {"layout": {}}}
 *   - [Ant](https://ant.example) - Builds.␣
 *                                         ~ → ``
 *   Unexpected blank at the end of the entry, expected none as in the rest of the list
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "two blanks between words", "conventions": {"layout": {}}}
 *   - [Ant](https://ant.example) - Builds  hills of needles.  All day, in `a  b`.
 *                                        ~~ → ` `
 *   Unexpected 2 blanks between two words, expected 1 blank
 *   - [Bee](https://bee.example) - Hums.
 *   - [Bug](https://bug.example) - Crawls.
 *
 * @example {"name": "an empty line", "conventions": {"layout": {"gaps": false}}}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *
 *   ~⏎ → ``
 *   Unexpected empty line between two entries, expected none as in the rest of the list
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Moth](https://moth.example) - Flies.
 *   - [Fly](https://fly.example) - Flies, too.
 */
export default rule(
  {id: 'style', severity: 'warning', options, followsHabit: true, aliases: ['awesome-list-item']},
  (tree, file, given) => {
    if (given.style === 'off') return
    const {list, conventions} = readList(tree, file)
    const source = fileSource(file)
    const look: Look = {list, conventions, source}
    const told = [
      ...bullets(look),
      ...paddings(look),
      ...indents(look),
      ...trailings(look),
      ...doubled(tree, file, look),
      ...gaps(look),
      ...gluedBullets(tree, look),
      ...finalNewline(tree, file, look),
    ]
    for (const one of told) tell(file, one)
  },
)

const isClear = <Value>(convention: Convention<Value> | undefined): convention is Convention<Value> =>
  convention !== undefined && convention.count >= clearShare * convention.of

const asElsewhere = 'as in the rest of the list'

function bullets({list, conventions, source}: Look): Told[] {
  return list.marks.flatMap(({bullet, depth, at}) => {
    const convention = conventions.layout.bullets.get(depth)
    if (!isClear(convention) || convention.value === bullet) return []
    return [
      {
        message: `Unexpected bullet ${code(bullet)}, expected ${code(convention.value)} ${asElsewhere}`,
        place: source.place(at, at + 1),
        actual: bullet,
        expected: [convention.value],
      },
    ]
  })
}

function paddings({list, conventions, source}: Look): Told[] {
  const convention = conventions.layout.padding
  if (!isClear(convention)) return []
  return list.marks.flatMap(({padding, at, isOneLine}) => {
    if (padding === convention.value) return []
    return [
      {
        message: `Unexpected ${inWords(padding)} after the bullet, expected ${inWords(convention.value)} ${asElsewhere}`,
        place: source.place(at + 1, at + 1 + padding.length),
        actual: padding,
        // What stands below an item hangs on the column of its text.
        expected: isOneLine ? [convention.value] : [],
      },
    ]
  })
}

function indents({list, conventions, source}: Look): Told[] {
  const siblings = Map.groupBy(list.marks, mark => mark.siblings)
  return [...siblings.values()].flatMap(some => {
    const among = agreed(some)
    const convention = conventions.layout.indents.get(some[0]?.depth ?? 0)
    const expected = among ?? (isClear(convention) ? convention.value : undefined)
    if (expected === undefined) return []
    const habits = habitsOf(some)
    return some.flatMap(mark => {
      // What several siblings do, or the rest of the list, is no slip of one of them.
      if (mark.indent === expected || habits.has(mark.indent) || mark.indent === convention?.value) return []
      const {indent, at} = mark
      return [
        {
          message: `Unexpected indent of ${inWords(indent)}, expected ${inWords(expected)} ${among === undefined ? asElsewhere : 'as its neighbours have'}`,
          place: source.place(at - indent.length, at),
          actual: indent,
          expected: mark.isOneLine && staysBelow(mark, expected) ? [expected] : [],
        },
      ]
    })
  })
}

/** The indent that all siblings but one have. */
function agreed(siblings: readonly Mark[]): string | undefined {
  const counts = Map.groupBy(siblings, ({indent}) => indent)
  const [indent, most = []] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? []
  return most.length >= fewestSiblings && most.length >= siblings.length - 1 ? indent : undefined
}

/** The indents that several siblings share. */
function habitsOf(siblings: readonly Mark[]): ReadonlySet<string> {
  const counts = [...Map.groupBy(siblings, ({indent}) => indent)]
  return new Set(counts.filter(([, some]) => some.length >= fewestSiblings).map(([indent]) => indent))
}

/** With another indent the item must stay below the same item, and not become code. */
function staysBelow({within}: Mark, indent: string): boolean {
  const width = widthOf(indent)
  return width >= within && width < within + 4
}

function trailings({list, conventions, source}: Look): Told[] {
  const {count, of} = conventions.layout.trailing
  if (of < fewestItems || count > rareTrailing * of) return []
  return list.marks.flatMap(({trailing: {start, end}}) => {
    if (start === end) return []
    return [
      {
        message: `Unexpected ${end - start === 1 ? 'blank' : 'blanks'} at the end of the entry, expected none ${asElsewhere}`,
        place: source.place(start, end),
        expected: [''],
      },
    ]
  })
}

/** Two blanks between words, in entries alone. After the end of a sentence they are a habit of typists; beside the separator another rule tells them. */
function doubled(tree: Root, file: VFile, {list, source}: Look): Told[] {
  const entryOf = entryAt(list.entries)
  const places = proseOf(tree, file)
    .filter(({kind}) => kind === 'paragraph')
    .flatMap(({masked, start}) =>
      [...masked.matchAll(doubleBlank)].map(({index, 0: blanks}) => [start + index, start + index + blanks.length] as const),
    )
    .filter(([start, end]) => isWithin(entryOf(start), start, end))
  if (places.length > Math.max(1, rareTrailing * list.entries.length)) return []
  return places.map(([start, end]) => ({
    message: `Unexpected ${inWords(source.text.slice(start, end))} between two words, expected 1 blank`,
    place: source.place(start, end),
    expected: [' '],
  }))
}

const doubleBlank = /(?<![\s.!?:。…|·•]) {2,10}(?=[^\s|·•])/gu

/** In an item's text, and not beside its separator. */
function isWithin(entry: Entry | undefined, start: number, end: number): boolean {
  if (entry === undefined || entry.form !== 'item' || entry.place.end.offset < end || entry.link.place.end.offset > start)
    return false
  const separator = entry.separator?.place
  return separator === undefined || end < separator.start.offset || start >= separator.end.offset
}

/** Empty lines group entries as well: only one among many siblings is a slip. */
function gaps({list, conventions, source}: Look): Told[] {
  const convention = conventions.layout.gaps
  if (!isClear(convention)) return []
  return [...Map.groupBy(list.marks, mark => mark.siblings).values()].flatMap(siblings => {
    const spans = siblings.flatMap(({gap}) => (gap === undefined ? [] : [gap]))
    const odd = spans.filter(({start, end}) => end > start !== convention.value)
    const [gap] = odd
    if (gap === undefined || odd.length > 1 || spans.length <= fewestSiblings) return []
    const between = 'between two entries, expected'
    return [
      {
        message: convention.value
          ? `Unexpected entry without an empty line before it, expected one ${asElsewhere}`
          : `Unexpected empty line ${between} none ${asElsewhere}`,
        place: source.place(gap.start, gap.end),
        expected: [convention.value ? '\n' : ''],
      },
    ]
  })
}

/** `-[Name](…)`: to Markdown this is text, so it stands in no list. Found by its line. */
function gluedBullets(tree: Root, {conventions, source}: Look): Told[] {
  if (conventions.layout.trailing.of < fewestItems) return []
  return tree.children.flatMap(node => {
    const span = spanOf(node)
    if (span === undefined || (node.type !== 'list' && node.type !== 'paragraph')) return []
    return [...source.text.slice(span.start, span.end).matchAll(gluedBullet)].map(({index, groups}) => {
      const at = span.start + index + (groups?.['indent']?.length ?? 0)
      const bullet = source.text.slice(at, at + 1)
      const name = groups?.['name'] ?? ''
      return {
        message: 'Unexpected text right after the bullet, expected a blank between: this is no list item as it is',
        place: source.place(at, at + 1),
        actual: bullet,
        expected: [`${bullet} `],
        more: {subject: {name, key: `-[${name}]`}},
      }
    })
  })
}

/** A star may begin an emphasis, so it counts only where no other one follows. */
const gluedBullet =
  /^(?<indent>[ \t]{0,20})(?:[-+]|\*(?![^*\n]{0,2000}\*))(?:\*\*)?\[(?<name>[^\][\n]{1,200})\] ?\((?:https?:|#|\.)/gm

/** Told of whole files alone: no suggestion can mend it, and a change's author may not have touched the end. */
function finalNewline(tree: Root, file: VFile, {source}: Look): Told[] {
  const {text} = source
  const end = spanOf(tree)?.end
  if (end === undefined || file.data.listkeeper?.isNew !== undefined || text === '' || /[\n\r]$/.test(text)) return []
  return [
    {
      message: 'Unexpected end of the file without a line ending',
      place: source.place(text.length, text.length),
      expected: ['\n'],
      more: {subject: {name: 'the end of the file', key: 'final newline'}},
    },
  ]
}

function inWords(blanks: string): string {
  if (blanks === '') return 'none'
  if (/^\t+$/.test(blanks)) return blanks.length === 1 ? 'a tab' : `${blanks.length} tabs`
  if (blanks.includes('\t')) return 'blanks and tabs'
  return blanks.length === 1 ? '1 blank' : `${blanks.length} blanks`
}
