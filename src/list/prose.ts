import type {Nodes, PhrasingContent, Root} from 'mdast'
import {visit} from 'unist-util-visit'
import type {VFile} from 'vfile'
import {masks} from './mask.ts'
import {type Source, sourceOf} from './source.ts'
import {type Span, spanOf} from './span.ts'

/** A paragraph, heading or table cell: its text, and a mask of it as long as the text, so that a match in the mask is a place. */
export interface Prose {
  readonly kind: 'paragraph' | 'heading' | 'cell'
  /** As it stands in the document, marks and all. */
  readonly text: string
  /** Links (their text too), images, code, HTML, emphasis marks, emoji, escapes and bare addresses are one character of `proseMasks` a kind, repeated. */
  readonly masked: string
  /** Offset in the document at which it begins. */
  readonly start: number
}

/** What stands for a node in `Prose.masked`; all from Unicode's private use area. */
export const proseMasks = {
  link: masks.link,
  image: masks.image,
  code: masks.code,
  html: masks.html,
  /** `*`, `_` and `~` that the parser understood: what is left of them in the text is stray. */
  mark: masks.emphasis,
  emoji: '\uE007',
  /** `&amp;`, `\_`: one character written as several. */
  escape: '\uE008',
} as const

/** Matches any mask: what is no word and no punctuation. */
export const anyProseMask = '\uE001-\uE008'

const known = new WeakMap<Root, readonly Prose[]>()

/** All prose of a document in its order, once for all rules. A tree without positions has none. */
export function proseOf(tree: Root, file: VFile): readonly Prose[] {
  const before = known.get(tree)
  if (before !== undefined) return before
  const source = sourceOf(String(file))
  const prose: Prose[] = []
  visit(tree, node => {
    const kind = kindOf(node)
    const read = kind && readProse(node, kind, source)
    if (read !== undefined) prose.push(read)
  })
  known.set(tree, prose)
  return prose
}

function kindOf(node: Nodes): Prose['kind'] | undefined {
  if (node.type === 'paragraph' || node.type === 'heading') return node.type
  return node.type === 'tableCell' ? 'cell' : undefined
}

function readProse(node: Nodes, kind: Prose['kind'], {text}: Source): Prose | undefined {
  const children = 'children' in node ? node.children : []
  const spans = children.map(spanOf).filter(span => span !== undefined)
  const [first, last] = [spans[0], spans.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return {
    kind,
    text: text.slice(first.start, last.end),
    masked: maskBetween(children as readonly PhrasingContent[], {start: first.start, end: last.end}, text, maskText),
    start: first.start,
  }
}

/** Masks children; what stands between and around them is `outside`: text of a paragraph, marks of an emphasis. */
function maskBetween(
  children: readonly PhrasingContent[],
  {start, end}: Span,
  text: string,
  outside: (between: string) => string,
): string {
  let masked = ''
  let at = start
  for (const child of children) {
    const span = spanOf(child)
    if (span === undefined || span.start < at || span.end > end) continue
    masked += outside(text.slice(at, span.start)) + maskNode(child, span, text)
    at = span.end
  }
  return masked + outside(text.slice(at, end))
}

function maskNode(node: PhrasingContent, span: Span, text: string): string {
  switch (node.type) {
    case 'text':
    case 'break':
      return maskText(text.slice(span.start, span.end))
    case 'emphasis':
    case 'strong':
    case 'delete':
      return maskBetween(node.children, span, text, marks => proseMasks.mark.repeat(marks.length))
    case 'inlineCode':
      return proseMasks.code.repeat(span.end - span.start)
    case 'html':
      return proseMasks.html.repeat(span.end - span.start)
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return proseMasks.image.repeat(span.end - span.start)
    default:
      return proseMasks.link.repeat(span.end - span.start)
  }
}

const address = /\b(?:https?:\/\/|www\.)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}/gi
const emoji =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\p{Emoji_Modifier}|[\u20E3\uFE0F]|\u200D)*|(?<=^|\s):[a-z][\w+-]{0,40}:/gu
const escaped = /\\[!-/:-@[-`{-~]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});/gi

/** Text that happens to hold our marks must not be taken for what they stand for. */
function maskText(text: string): string {
  const own = /[\uE001-\uE008]/.test(text) ? text.replaceAll(/[\uE001-\uE008]/g, '\uFFFD') : text
  return own
    .replaceAll(address, match => proseMasks.link.repeat(match.length))
    .replaceAll(escaped, match => proseMasks.escape.repeat(match.length))
    .replaceAll(emoji, match => (/^[©®™#*\d]/u.test(match) ? match : proseMasks.emoji.repeat(match.length)))
}
