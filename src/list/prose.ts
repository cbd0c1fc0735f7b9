import type {Nodes, PhrasingContent, Root} from 'mdast'
import type {VFile} from 'vfile'
import {nodesOf} from '../markdown/nodes.ts'
import {masks} from './mask.ts'
import {fileSource, type Source} from './source.ts'
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
  const source = fileSource(file)
  const prose: Prose[] = []
  for (const node of nodesOf(tree)) {
    const kind = kindOf(node)
    const read = kind && readProse(node, kind, source)
    if (read !== undefined) prose.push(read)
  }
  known.set(tree, prose)
  return prose
}

function kindOf(node: Nodes): Prose['kind'] | undefined {
  if (node.type === 'paragraph' || node.type === 'heading') return node.type
  return node.type === 'tableCell' ? 'cell' : undefined
}

function readProse(node: Nodes, kind: Prose['kind'], {text}: Source): Prose | undefined {
  const children = 'children' in node ? node.children : []
  const span = contentSpan(node, children, text)
  if (span === undefined) return undefined
  return {
    kind,
    text: text.slice(span.start, span.end),
    masked: maskBetween(children as readonly PhrasingContent[], span, text),
    start: span.start,
  }
}

/** From the first child to the last; where they have no positions (addresses that the parser finds late), the node without its own marks. */
function contentSpan(node: Nodes, children: readonly Nodes[], text: string): Span | undefined {
  const [first, last] = [spanOf(children[0]), spanOf(children.at(-1))]
  if (first !== undefined && last !== undefined) return {start: first.start, end: last.end}
  const whole = spanOf(node)
  if (whole === undefined || children.length === 0) return undefined
  const inner = text.slice(whole.start, whole.end)
  const lead = /^(?:#{1,6}[ \t]+|\|?[ \t]*)/.exec(node.type === 'paragraph' ? '' : inner)?.[0].length ?? 0
  const end = inner.trimEnd().length - (node.type === 'tableCell' && inner.trimEnd().endsWith('|') ? 1 : 0)
  return {start: whole.start + lead, end: whole.start + Math.max(lead, inner.slice(0, end).trimEnd().length)}
}

/** Masks children; what stands between and around them, and children without positions, is text. */
function maskBetween(children: readonly PhrasingContent[], {start, end}: Span, text: string): string {
  let masked = ''
  let at = start
  for (const child of children) {
    const span = spanOf(child)
    if (span === undefined || span.start < at || span.end > end) continue
    masked += maskText(text.slice(at, span.start)) + maskNode(child, span, text)
    at = span.end
  }
  return masked + maskText(text.slice(at, end))
}

function maskNode(node: PhrasingContent, span: Span, text: string): string {
  switch (node.type) {
    case 'text':
    case 'break':
      return maskText(text.slice(span.start, span.end))
    case 'emphasis':
    case 'strong':
    case 'delete': {
      const length = node.type === 'emphasis' || (node.type === 'delete' && text[span.start + 1] !== '~') ? 1 : 2
      const marks = proseMasks.mark.repeat(length)
      return marks + maskBetween(node.children, {start: span.start + length, end: span.end - length}, text) + marks
    }
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

/** Nearly all text has nothing of what is masked: one look is cheaper than four replacements. */
const mayBeMasked = /[^\0-\x7F]|[@\\&:]|www\./i

/** Text that happens to hold our marks must not be taken for what they stand for. */
function maskText(text: string): string {
  if (!mayBeMasked.test(text)) return text
  const own = /[\uE001-\uE008]/.test(text) ? text.replaceAll(/[\uE001-\uE008]/g, '\uFFFD') : text
  return own
    .replaceAll(address, match => proseMasks.link.repeat(match.length))
    .replaceAll(escaped, match => proseMasks.escape.repeat(match.length))
    .replaceAll(emoji, match => (/^[©®™#*\d]/u.test(match) ? match : proseMasks.emoji.repeat(match.length)))
}
