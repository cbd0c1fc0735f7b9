import {insertions} from '../src/list/contents-insertion.ts'
import {anchorKey, type MatchedContents, matchContents, textKey} from '../src/list/contents-match.ts'
import type {Contents, ContentsForm, ContentsItem, Convention, List, Section} from '../src/list/list.ts'
import {nearestAnchor} from '../src/list/nearest-anchor.ts'
import {readList} from '../src/list/read-list.ts'
import {risingIndices} from '../src/list/rise.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, type Told, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'off'])
      .exactOptional()
      .describe('`detect` (the default): the contents are judged in their own form. `off`: not at all.'),
    exclude: z
      .array(z.string().min(1).max(200))
      .max(200)
      .exactOptional()
      .describe('Headings that need not be in the contents, beside Contributing, License and their like.'),
  })

/** What is asked of all items must be true of this share of them already. */
const clearShare = 0.9

/** Contents of which more leads nowhere are not made for these headings, or by other rules than GitHub's. */
const mostBroken = 0.5

/** What the parts of this rule look at. */
interface Look {
  readonly list: List
  readonly contents: Contents
  readonly form: ContentsForm
  readonly matched: MatchedContents
  readonly text: string
}

/**
 * The contents lead to the list's headings, and name them all.
 *
 * Why: a new section that the contents lack is found by nobody, and a link that leads nowhere is found by everybody.
 *
 * Contents are judged in their own form: links or plain text, the depth that they have, their order. Told are a link whose anchor no heading
 * has (or only in another letter case), plain text among links, a heading that is missing where the contents list nearly all of its
 * depth, an item out of order, and a text that differs from its heading by a slip where the others repeat theirs. Silent where contents
 * are a selection, and where a tool keeps them (doctoc, `<!-- TOC -->`). HTML's `id` and `name` are anchors, too.
 *
 * @example {"name": "links"}
 *   ## Contents
 *   - [Ants](#ants)
 *   - [Honey Bees & Co.](#honey-bees--co)
 *   - [Wasps](#wasps)
 *
 *   ## Ants
 *   ## Honey Bees & Co.
 *   ## Wasps
 *   ## Contributing
 *
 * @example {"name": "plain text, in other words than the headings"}
 *   ## Index
 *   - Ants
 *   - Bees
 *   - Wasps of the world
 *   - Moths
 *
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 *   ## Moths and Butterflies
 *
 * @example {"name": "a selection"}
 *   ## Contents
 *   - [Ants](#ants)
 *   - [Bees](#bees)
 *   - [Wasps](#wasps)
 *
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 *   ## Moths
 *   ## Flies
 *   ## Beetles
 *
 * @example {"name": "a title on top, percent escapes, emoji, a badge in a heading, a heading twice"}
 *   # Awesome C/C++
 *   ## Contents
 *   - [Awesome C++](#awesome-c--)
 *   - [Fußball](#fu%C3%9Fball)
 *   - [Food](#-food)
 *   - [Tools](#tools-)
 *   - [More](#more)
 *   - [More](#more-1)
 *
 *   ## Fußball
 *   ## 🍕 Food
 *   ## Tools ![stars](https://badge.example/x.svg)
 *   ## More
 *   ## More
 *
 * @example {"name": "HTML's anchors"}
 *   ## Contents
 *   - [Ants](#little-ones)
 *   - [Bees](#bees)
 *   - [Wasps](#wasps)
 *
 *   <a name="little-ones"></a>
 *
 *   ## Ants
 *   <h2>Bees</h2>
 *
 *   ## Wasps
 *
 * @example {"name": "kept by a tool"}
 *   ## Contents
 *   <!-- START doctoc -->
 *
 *   - [Ants](#ants)
 *   - [Bees](#gone)
 *   - [Wasps](#wasps)
 *
 *   <!-- END doctoc -->
 *
 *   ## Ants
 *
 * @example {"name": "a heading that the contents lack", "conventions": {"contents": {"linked": true, "depths": [2]}}}
 *   ## Contents
 *   - [Ants](#ants)
 *   - [Wasps](#wasps)
 *   ^ → `- [Bees](#bees)⏎`
 *   The contents lack this section, expected `- [Bees](#bees)` in them
 *   - [Moths](#moths)
 *
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 *   ## Moths
 *
 * @example {"name": "anchors that no heading has"}
 *   ## Contents
 *   - [Ants](#ants)
 *   - [Bees](#honeybees)
 *            ~~~~~~~~~~ → `#bees`
 *   Unexpected link to `#honeybees` in the contents, expected `#bees`, the anchor of `Bees`
 *   - [Wasps](#waspss)
 *             ~~~~~~~ → `#wasps`
 *   Unexpected link to `#waspss` in the contents, expected `#wasps`, the anchor of `Wasps`
 *   - [Moths](#Moths)
 *             ~~~~~~ → `#moths`
 *   Unexpected link to `#Moths` in the contents, expected `#moths`, the anchor of `Moths`
 *   - [Flies](#lost)
 *             ~~~~~
 *   Unexpected link to `#lost` in the contents, expected one to a heading: none has this anchor
 *   - [Fleas](#fleas)
 *   - [Bugs](#bugs)
 *   - [Mites](#mites)
 *
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 *   ## Moths
 *   ## Fleas
 *   ## Bugs
 *   ## Mites
 *
 * @example {"name": "plain text among links"}
 *   ## Contents
 *   - [Ants](#ants)
 *   - Bees
 *     ~~~~ → `[Bees](#bees)`
 *   Unexpected plain text `Bees` in the contents, expected a link to its heading
 *   - [Wasps](#wasps)
 *   - [Moths](#moths)
 *   - [Flies](#flies)
 *
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 *   ## Moths
 *   ## Flies
 *
 * @example {"name": "out of order, and a slip", "conventions": {"contents": {"linked": true, "sameText": true, "ordered": true}}}
 *   ## Contents
 *   - [Bees](#bees)
 *     ~~~~~~~~~~~~~
 *   Unexpected place of `Bees` in the contents, expected it after `Ants` as the headings stand
 *   - [Ants](#ants)
 *   - [Wasp](#wasps)
 *     ~~~~~~~~~~~~~~ → `[Wasps](#wasps)`
 *   Unexpected text `Wasp` in the contents, expected `Wasps` as in the heading
 *
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 */
export default rule(
  {id: 'toc', severity: 'warning', options, aliases: ['awesome-toc'], speaksFromAfar: true},
  (tree, file, given) => {
    const {list, conventions} = readList(tree, file)
    const {style = 'detect', exclude = []} = given
    const {contents} = list
    if (style === 'off' || contents === undefined || contents.byTool || conventions.contents === undefined) return
    const look: Look = {
      list,
      contents,
      form: conventions.contents,
      matched: matchContents(list, contents),
      text: fileSource(file).text,
    }
    const excluded = new Set(exclude.map(textKey))
    const told = [
      ...(look.form.linked?.value === true ? [...plainItems(look), ...brokenAnchors(look)] : loneItems(look)),
      ...otherTexts(look),
      ...outOfOrder(look),
      ...missingSections(look, excluded),
    ]
    for (const one of told) tell(file, one)
  },
)

/** `- Ants` among links, where there is a heading "Ants". */
function plainItems({list, matched}: Look): Told[] {
  return matched.pairs.flatMap(({item, section, by}) => {
    const heading = list.sections[section]
    if (item.target !== undefined || by !== 'text' || heading === undefined) return []
    return [
      {
        message: `Unexpected plain text ${code(item.text)} in the contents, expected a link to its heading`,
        place: item.place,
        expected: hasCertainSlug(heading) ? [`[${item.text}](#${heading.slug})`] : [],
        more: {subject: subjectOf(item)},
      },
    ]
  })
}

function brokenAnchors({list, contents, matched}: Look): Told[] {
  const keys = new Map([...list.anchors].map(anchor => [anchorKey(anchor), anchor]))
  const pairs = new Map(matched.pairs.map(pair => [pair.item, pair]))
  const broken = contents.items.filter(
    (item, index) => isBroken(item.target, list.anchors) && !(index === 0 && isTitle(item, list)),
  )
  const nowhere = broken.filter(({target}) => !keys.has(anchorKey(target ?? '')))
  if (nowhere.length > mostBroken * contents.items.length) return []
  return broken.map(item => {
    const target = item.target ?? ''
    const otherCase = keys.get(anchorKey(target))
    const pair = pairs.get(item)
    const guess = pair === undefined || pair.by === 'likeness' ? undefined : list.sections[pair.section]
    const anchor = otherCase ?? (guess !== undefined && hasCertainSlug(guess) ? guess.slug : undefined)
    return {
      message:
        anchor === undefined
          ? `Unexpected link to ${code(target)} in the contents, expected one to a heading: none has this anchor`
          : `Unexpected link to ${code(target)} in the contents, expected ${code(`#${anchor}`)}${named(list, anchor)}`,
      place: item.targetPlace ?? item.place,
      actual: target,
      expected: anchor === undefined || item.targetPlace === undefined ? [] : [`#${anchor}`],
      more: {subject: subjectOf(item), severity: otherCase === undefined ? 'error' : 'warning'},
    } satisfies Told
  })
}

/** Which heading an anchor is, where it is one's. */
function named({sections}: List, anchor: string): string {
  const title = sections.find(({slug}) => slug === anchor)?.title
  return title === undefined || title === '' ? '' : `, the anchor of ${code(title)}`
}

/** Tools put the document's own title on top, with whatever anchor it once had. */
function isTitle({text}: ContentsItem, {sections}: List): boolean {
  const [, title] = sections
  const words = new Set(textKey(title?.title ?? '').split(' '))
  return (
    title?.depth === 1 &&
    textKey(text)
      .split(' ')
      .some(word => words.has(word))
  )
}

/** Browsers find an anchor in any letter case, GitHub's own pages too; what is in another case is a lesser fault, told below. */
function isBroken(target: string | undefined, anchors: ReadonlySet<string>): boolean {
  if (!target?.startsWith('#') || target === '#' || target === '#top') return false
  const anchor = target.slice(1)
  return !anchors.has(anchor) && !anchors.has(plainAnchor(anchor))
}

const plainAnchor = (anchor: string): string => {
  try {
    return decodeURIComponent(anchor)
      .replaceAll(/[\uFE0F\u200C\u200D]/g, '')
      .replace(/^user-content-/, '')
  } catch {
    return anchor
  }
}

/** In contents of plain text: an item that names no heading, where nearly all others do. */
function loneItems({contents, matched}: Look): Told[] {
  if (matched.pairs.length < clearShare * (contents.items.length - 1) || matched.pairs.length < 4) return []
  return matched.lone.map(item => ({
    message: `Unexpected item ${code(item.text)} in the contents, expected the name of a heading`,
    place: item.place,
    more: {subject: subjectOf(item)},
  }))
}

/** An item that says something else than its heading, where the others repeat theirs letter by letter. */
function otherTexts({list, form, matched, text}: Look): Told[] {
  if (!isClear(form.sameText)) return []
  return matched.pairs.flatMap(({item, section}) => {
    const heading = list.sections[section]
    if (heading === undefined || heading.title === item.text || !isSlip(item.text, heading.title)) return []
    const whole = text.slice(item.place.start.offset, item.place.end.offset)
    const link = item.target === undefined ? undefined : `[${item.text}](${item.target})`
    const simple = /^[^\\[\]`*_<>]+$/.test(heading.title) && whole === (link ?? item.text)
    return [
      {
        message: `Unexpected text ${code(item.text)} in the contents, expected ${code(heading.title)} as in the heading`,
        place: item.place,
        expected: simple ? [item.target === undefined ? heading.title : `[${heading.title}](${item.target})`] : [],
        more: {subject: subjectOf(item), severity: 'warning'},
      },
    ]
  })
}

/** Other letter case, other punctuation, or up to two letters: more may be a shorter name, on purpose. */
const isSlip = (text: string, title: string): boolean =>
  textKey(text) === textKey(title) || nearestAnchor(textKey(text), [textKey(title)]) !== undefined

/** Items that stand elsewhere than their headings, as few as would have to move. */
function outOfOrder({list, form, matched}: Look): Told[] {
  if (!isClear(form.ordered)) return []
  const rising = risingIndices(matched.pairs.map(({section}) => section))
  // Contents that are in another order as a whole follow an order of their own.
  if (matched.pairs.length - rising.size > Math.max(3, (1 - clearShare) * matched.pairs.length)) return []
  return matched.pairs.flatMap(({item, section}, index) => {
    if (rising.has(index)) return []
    const before = matched.pairs.filter((other, at) => rising.has(at) && other.section < section).at(-1)
    const place = before === undefined ? 'at the top' : `after ${code(before.item.text)}`
    return [
      {
        message: `Unexpected place of ${code(list.sections[section]?.title ?? item.text)} in the contents, expected it ${place} as the headings stand`,
        place: item.place,
        more: {subject: subjectOf(item), severity: 'warning'},
      },
    ]
  })
}

/** Headings that the contents leave out, of a depth of which they list nearly all. */
function missingSections(look: Look, excluded: ReadonlySet<string>): Told[] {
  const {list, form, matched, text} = look
  const listed = new Set(matched.pairs.map(({section}) => section))
  const insertionOf = insertions(look)
  return matched.headings.flatMap(index => {
    const section = list.sections[index]
    if (section?.heading === undefined || listed.has(index) || !form.depths.has(section.depth)) return []
    const heading = text.slice(section.heading.start.offset, section.heading.end.offset)
    if (excluded.has(textKey(section.title)) || /<!--.{0,40}(?:omit|no).{0,20}toc/i.test(heading)) return []
    const insertion = insertionOf(index)
    const expected = insertion === undefined || (form.linked?.value === true && !hasCertainSlug(section)) ? [] : [insertion.text]
    const item = expected[0] === undefined ? `an item for ${code(section.title)}` : code(expected[0].trim())
    return [
      {
        message: `The contents lack this section, expected ${item} in them`,
        place: insertion?.place ?? section.heading,
        expected,
        more: {anchor: section.heading, subject: {name: section.title, key: `#${section.slug}`}},
      },
    ]
  })
}

const isClear = (convention: Convention<true> | undefined): boolean =>
  convention !== undefined && convention.count >= clearShare * convention.of

/** Variation selectors and joiners may leave an invisible letter in GitHub's anchors: there we can't say what to write. */
const hasCertainSlug = ({title, slug}: Section): boolean => slug !== '' && !/[\uFE0F\u200C\u200D]/.test(title)

const subjectOf = ({text, target}: ContentsItem) => ({name: text, key: target ?? textKey(text)})
