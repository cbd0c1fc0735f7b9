import {anchorKey, textKey} from '../src/list/contents-match.ts'
import type {Link, List, Section} from '../src/list/list.ts'
import {nearestAnchor} from '../src/list/nearest-anchor.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    ignore: z
      .array(z.string().min(1).max(200))
      .max(500)
      .exactOptional()
      .describe('Anchors, without `#`, that are there although the document does not show them.'),
  })

/** A document of which more such links lead nowhere is shown by something else than GitHub. */
const mostBroken = 0.5

/** Fewer links show nothing about who shows the document. */
const fewestLinks = 4

/**
 * A link within the document leads to something in it.
 *
 * Why: a heading was renamed, and who clicks stays where they are.
 *
 * Asked of every link with `#` outside of the contents, which are `toc`'s to judge; HTML's contents, and those on one line, are asked here. Targets are headings as
 * GitHub names them, and HTML's `id` and `name`. Letter case makes no difference, nor do `#`, `#top`, `#readme` and what scripts use (`#/`, `#!`). Silent where
 * most such links lead nowhere, since then something else than GitHub shows the document.
 *
 * @example {"name": "headings, ids and names"}
 *   [Ants](#ants), [bees](#BEES), [wasps](#w), [moths](#m), [flies](#flies--co)
 *
 *   <h2 id="m">Moths</h2>
 *
 *   ## Ants
 *   ## Bees
 *   <a name="w"></a>
 *   ## Flies & Co.
 *
 * @example {"name": "the top, and what scripts use"}
 *   [Up](#), [up](#top), [up](#readme), [app](#/ants), [ajax](#!ants)
 *
 * @example {"name": "escapes, the second of two headings"}
 *   [More](#mehr-%C3%BCber), [again](#more-1)
 *
 *   ## Mehr über
 *   ## More
 *   ## More
 *
 * @example {"name": "the contents"}
 *   ## Contents
 *   - [Ants](#ants)
 *   - [Bees](#bess)
 *   - [Wasps](#wasps)
 *   ## Ants
 *   ## Bees
 *   ## Wasps
 *
 * @example {"name": "shown by something else"}
 *   [A](#one), [b](#two), [c](#three), [d](#d)
 *
 *   ## D
 *
 * @example {"name": "anchors that are set", "options": {"ignore": ["demo"]}}
 *   See [the demo](#demo).
 *
 * @example {"name": "a slip, and another name"}
 *   See [ants](#antss), [the bees](#beees-and-co) and [Wasps](#hornets).
 *              ~~~~~~ → `#ants`
 *   Unexpected link to `#antss`, which nothing in this document has, expected `#ants`
 *                                  ~~~~~~~~~~~~~ → `#bees-and-co`
 *   Unexpected link to `#beees-and-co`, which nothing in this document has, expected `#bees-and-co`
 *                                                             ~~~~~~~~ → `#wasps`
 *   Unexpected link to `#hornets`, which nothing in this document has, expected `#wasps`
 *
 *   ## Ants
 *   ## Bees and co
 *   ## Wasps
 *   [Back](#ants), [Back](#ants), [Back](#ants)
 *
 * @example {"name": "in HTML, without dashes"}
 *   <ul><li><a href="#bigants">Big</a></li><li><a href="#bees">Bees</a></li></ul>
 *                    ~~~~~~~~ → `#big-ants`
 *   Unexpected link to `#bigants`, which nothing in this document has, expected `#big-ants`
 *
 *   ## Big ants
 *   ## Bees
 *
 * @example {"name": "on one line, and nothing near"}
 *   [Ants](#ants) • [Bees](#bees) • [Wasps](#vespae)
 *                                           ~~~~~~~
 *   Unexpected link to `#vespae`, which nothing in this document has
 *
 *   ## Ants
 *   ## Bees
 */
export default rule({id: 'no-broken-fragment', severity: 'error', options, speaksFromAfar: true}, (tree, file, {ignore = []}) => {
  const {list} = readList(tree, file)
  const targets = new Set([...list.anchors, ...ignore].map(anchorKey))
  const links = list.links.filter(link => isAsked(link, list))
  const broken = links.filter(({url}) => !targets.has(anchorKey(url)))
  if (links.length >= fewestLinks && broken.length > mostBroken * links.length) return
  const {text} = fileSource(file)
  for (const link of broken) {
    const expected = likely(link, text, list)
    tell(file, {
      message: `Unexpected link to ${code(link.url)}, which nothing in this document has${expected === undefined ? '' : `, expected ${code(`#${expected}`)}`}`,
      place: link.urlPlace ?? link.place,
      ...(expected === undefined || link.urlPlace === undefined ? {} : {expected: [`#${expected}`]}),
      more: {subject: {name: link.url, key: link.url}},
    })
  }
})

/** `#fn1` is a footnote's, which GitHub makes; `#L10` a line's. */
const others = /^#(?:$|top$|readme$|[/!?]|(?:user-content-)?fn(?:ref)?[-:]?\w{0,20}$|L\d+)|[=&]/i

function isAsked({url, place}: Link, {contents}: List): boolean {
  if (!url.startsWith('#') || others.test(url)) return false
  const span = contents?.place
  return span === undefined || place.start.offset < span.start.offset || place.end.offset > span.end.offset
}

/** The heading that the link's own text names, else the anchor that is a slip away or differs only in its dashes. */
function likely({url, place}: Link, text: string, {sections, anchors}: List): string | undefined {
  const words = wordsOfLink(text.slice(place.start.offset, Math.min(place.end.offset, place.start.offset + 300)))
  const named = onlyOne(sections.filter(section => words !== '' && textKey(section.title) === words))
  if (named !== undefined && isCertain(named)) return named.slug
  const written = anchorKey(url)
  const squeezed = [...anchors].filter(anchor => squeeze(anchor) !== '' && squeeze(anchor) === squeeze(written))
  const [alike] = squeezed.toSorted((a, b) => a.length - b.length)
  return alike ?? nearestAnchor(written, new Set([...anchors].map(anchorKey)))
}

const onlyOne = (sections: readonly Section[]): Section | undefined => (sections.length === 1 ? sections[0] : undefined)

/** Variation selectors and joiners may leave an invisible letter in GitHub's anchors: there we can't say what to write. */
const isCertain = ({title, slug}: Section): boolean => slug !== '' && !/[\uFE0F\u200C\u200D]/.test(title)

const squeeze = (anchor: string): string => anchor.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** What a Markdown link says. */
const wordsOfLink = (link: string): string => textKey(/^\[([^[\]]{1,200})\]\(/.exec(link)?.[1] ?? '')
