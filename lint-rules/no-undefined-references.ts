import type {Nodes, Root} from 'mdast'
import stock from 'remark-lint-no-undefined-references'
import type {List} from '../src/list/list.ts'
import {nearestAnchor} from '../src/list/nearest-anchor.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {nodesOf} from '../src/markdown/nodes.ts'
import type {Place} from '../src/markdown/place.ts'
import {rule, tell, type Zod} from './rule.ts'
import {placesOf, withOnly} from './stock.ts'

const options = (z: Zod) =>
  z.strictObject({
    allow: z
      .array(z.string().min(1).max(999))
      .max(1000)
      .exactOptional()
      .describe('Labels that need no definition, without brackets.'),
  })

/** What stands in brackets this often is how the list writes things: tags, marks. */
const fewestAlike = 3

/** So many references without a second bracket show that a list writes links this way. */
const fewestShortcuts = 8

/** What the parts of this rule look at. */
interface Look {
  readonly text: string
  readonly list: List
  /** Where the texts of items begin. */
  readonly items: ReadonlySet<number>
  /** Labels as people wrote them, in lower case. */
  readonly defined: ReadonlySet<string>
  /** Links written as `[label]`. */
  readonly shortcuts: number
  /** How often something stands in brackets without being a link. */
  readonly inBrackets: ReadonlyMap<string, number>
}

/**
 * What refers to a label finds its definition.
 *
 * Why: `[Ant][amt]` is shown with all its brackets, and leads nowhere.
 *
 * This is remark-lint's rule, for what was surely meant as a reference: two pairs of brackets, a picture, a note, an entry whose name stands in
 * brackets and that has no link at all. Other words in brackets are tags (`[MIT]`, `[Video]`), marks (`[x]`) or plain text; they are told only in lists
 * that write their links like that. If one defined label is a slip away, it is the fix; else a label that is nowhere is told once.
 *
 * @example {"name": "references"}
 *   - [Ant][ant] - Builds.
 *   - [bee][] - Hums.
 *   - [wasp] - Stings.[^1]
 *
 *   [ant]: https://ant.example
 *   [bee]: https://bee.example
 *   [wasp]: https://wasp.example
 *
 *   [^1]: Often.
 *
 * @example {"name": "tags"}
 *   - [Ant](https://ant.example) - Builds. [Apache2]
 *   - [Bee](https://bee.example) - Hums. [MIT][GPL]
 *   - [[Paper]](https://wasp.example) [2019] Stings [hard].
 *
 * @example {"name": "marks of tasks"}
 *   - [ ] Ants
 *   - [x] Bees
 *   - [X] Wasps
 *
 * @example {"name": "text in brackets, and code"}
 *   - Ants [sic] build `[hills][of]` needles [...].
 *   - \[Ant\] is [an ant [of fire]](https://ant.example).
 *
 * @example {"name": "links that are no references"}
 *   - [Ant] (https://ant.example) - Builds.
 *   - [Bee][https://bee.example] - Hums.
 *
 * @example {"name": "items that begin with a tag"}
 *   - [Book] Ants, all of them
 *   - [Video] Bees, some of them
 *
 * @example {"name": "what is allowed", "options": {"allow": ["ants"]}}
 *   See [Ant][ants].
 *
 * @example {"name": "two pairs of brackets"}
 *   - [Ant][amtt] - Builds.
 *     ~~~~~~~~~~~
 *   No definition of `amtt`, so this is no link
 *   - [Bee][] - Hums.
 *     ~~~~~~~
 *   No definition of `Bee`, so this is no link
 *   - [Wasp][wasp] - Stings.
 *
 *   [wasp]: https://wasp.example
 *
 * @example {"name": "a picture in brackets that are no link"}
 *   - [![Ant][ant picture]] [Ant](https://ant.example) - Builds.
 *
 *   [ant picture]: https://ant.example/a.png
 *
 * @example {"name": "the same label all over", "isNew": [2]}
 *   - [Ant][nowhere] - Builds.
 *   - [Bee][nowhere] - Hums.
 *     ~~~~~~~~~~~~~~
 *   No definition of `nowhere`, so this is no link
 *
 * @example {"name": "a slip away from one that is there"}
 *   [![Ant][ant pictur]](https://ant.example)
 *          ~~~~~~~~~~~~ → `[ant picture]`
 *   No definition of `ant pictur`, expected `ant picture`
 *
 *   [ant picture]: https://ant.example/a.png
 *
 * @example {"name": "a picture, and a note"}
 *   ![Ant]
 *    ~~~~~
 *   No definition of `Ant`, so this is no picture
 *
 *   Ants are small.[^2]
 *                  ~~~~
 *   No definition of `^2`, so this is no note
 *
 * @example {"name": "an entry without a link"}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee] - Hums.
 *     ~~~~~
 *   No address or definition of `Bee`, so this is no link
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Moth](https://moth.example) - Flies.
 *   - [Fly](https://fly.example) - Flies.
 */
export default rule({id: 'no-undefined-references', severity: 'error', options}, (tree, file, {allow = []}) => {
  const source = fileSource(file)
  const {text} = source
  const {list} = readList(tree, file)
  const places = placesOf(stock, withOnly(tree, mayRefer), text)
  if (places.length === 0) return
  const inBrackets = countsOf(places, text)
  const items = new Set(list.marks.map(({at, padding}) => at + 1 + padding.length))
  const look: Look = {text, list, items, inBrackets, ...labelsOf(tree)}
  const allowed = new Set(allow.map(label => label.toLowerCase()))
  const isNew = file.data.listkeeper?.isNew ?? (() => false)
  const said = new Set<string>()
  // What a change adds is told rather than what was there before: a label that is nowhere is told once.
  const newFirst = places.toSorted((a, b) => Number(isNew(b.start.line)) - Number(isNew(a.start.line)))
  for (const place of newFirst) {
    const reference = referenceAt(place, text)
    if (reference === undefined || allowed.has(reference.label.toLowerCase())) continue
    const kind = kindOf(place, reference, look)
    if (kind === undefined) continue
    const {label, start, end} = reference
    const near = kind === 'note' ? undefined : nearestAnchor(label.toLowerCase(), look.defined)
    const key = `[${label.toLowerCase()}]`
    if (near === undefined && said.has(key)) continue
    said.add(key)
    tell(file, {
      message:
        near === undefined
          ? `No ${kind === 'entry' ? 'address or definition' : 'definition'} of ${code(label)}, so this is no ${kind === 'entry' ? 'link' : kind}`
          : `No definition of ${code(label)}, expected ${code(near)}`,
      place: near === undefined ? place : source.place(start, end),
      ...(near === undefined ? {} : {actual: text.slice(start, end), expected: [`[${near}]`]}),
      more: {subject: {name: label, key}},
    })
  }
})

/** Definitions, and texts with a bracket that is no link's. */
function mayRefer(node: Nodes): boolean {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return true
  return (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') && holdsBracket(node)
}

const holdsBracket = (node: Nodes): boolean =>
  node.type === 'text' ? node.value.includes('[') : 'children' in node && node.children.some(holdsBracket)

interface Reference {
  readonly form: 'full' | 'collapsed' | 'shortcut'
  readonly label: string
  /** Of the label with its brackets. */
  readonly start: number
  readonly end: number
}

function referenceAt({start, end}: Place, text: string): Reference | undefined {
  const written = text.slice(start.offset, end.offset)
  if (written.endsWith('][]')) return {form: 'collapsed', label: written.slice(1, -3), start: start.offset, end: end.offset - 2}
  const second = written.lastIndexOf('][')
  const from = second === -1 ? 0 : second + 1
  const label = written.slice(from + 1, -1)
  // A bracket inside: the pair around a whole reference, which is judged on its own.
  if (label.trim() === '' || /[\n\r[\]]/.test(label)) return undefined
  return {form: second === -1 ? 'shortcut' : 'full', label, start: start.offset + from, end: end.offset}
}

/** What something was meant to be; undefined where it may be plain text. */
function kindOf(place: Place, {form, label}: Reference, look: Look): 'link' | 'picture' | 'note' | 'entry' | undefined {
  const {text, list, items, defined, shortcuts, inBrackets} = look
  const alike = inBrackets.get(label.toLowerCase()) ?? 0
  // Who writes an address in brackets meant parentheses: that is `valid-url`'s, as is an address that follows.
  if (
    /^(?:https?:|www\.)/i.test(label) ||
    /^[^\S\n]{0,3}[-–:.,]?\(?<?(?:https?:\/\/|www\.)/i.test(text.slice(place.end.offset, place.end.offset + 20))
  )
    return undefined
  if (label.startsWith('^')) return alike < fewestAlike ? 'note' : undefined
  // `#![no_std]` is Rust.
  if (text[place.start.offset - 1] === '!') return text[place.start.offset - 2] === '#' ? undefined : 'picture'
  const isFirst = items.has(place.start.offset)
  if (form === 'full') return isFirst || (defined.size > 0 && alike < fewestAlike && !isTag(text, place)) ? 'link' : undefined
  if (form === 'collapsed') return 'link'
  if (alike >= fewestAlike || /^[ xX]$/.test(label)) return undefined
  if (isFirst) return isNamed(text, place.end.offset) && list.entries.length >= 4 ? 'entry' : undefined
  return shortcuts >= fewestShortcuts && nearestAnchor(label.toLowerCase(), defined) !== undefined ? 'link' : undefined
}

/** Does a line go on as an entry does behind its link, and hold no link? */
const isNamed = (text: string, end: number): boolean =>
  /^[^\S\n]{1,3}[-–—][^\S\n](?![^\n]{0,2000}\]\()/.test(text.slice(end, end + 2_100))

/** Two tags side by side at the end of a sentence. */
const isTag = (text: string, {start}: Place): boolean =>
  /[.!?)\]][^\S\n]{1,3}$/.test(text.slice(Math.max(0, start.offset - 4), start.offset))

function labelsOf(tree: Root): Pick<Look, 'defined' | 'shortcuts'> {
  const defined = new Set<string>()
  let shortcuts = 0
  for (const node of nodesOf(tree)) {
    if (node.type === 'definition') defined.add((node.label ?? node.identifier).toLowerCase())
    if (node.type === 'linkReference' && node.referenceType === 'shortcut') shortcuts += 1
  }
  return {defined, shortcuts}
}

function countsOf(places: readonly Place[], text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const place of places) {
    const label = referenceAt(place, text)?.label.toLowerCase() ?? ''
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return counts
}
