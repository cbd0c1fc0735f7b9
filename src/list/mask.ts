import type {Link as LinkNode, LinkReference, PhrasingContent} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {Source} from './source.ts'
import {type Span, spanOf} from './span.ts'

/** What stands for a node in a masked text: one character a kind, repeated to the node's length. From Unicode's private use area. */
export const masks = {
  link: '\uE001',
  image: '\uE002',
  code: '\uE003',
  html: '\uE004',
  emphasis: '\uE005',
  note: '\uE006',
} as const

/** A link in a masked text: the node, and what is masked for it (with the emphasis around it). */
export interface MaskedLink {
  readonly node: LinkNode | LinkReference
  readonly span: Span
}

/** Text as long as the original, in which links, images, code and HTML can't be taken for anything else: so a match is a place. */
export interface Masked {
  readonly text: string
  /** Offset in the document at which the text begins. */
  readonly start: number
  readonly links: readonly MaskedLink[]
}

/** Masks the inline content of a paragraph or a table's cell. Undefined where the tree has no positions. */
export function masked(parent: {readonly children: readonly PhrasingContent[]}, source: Source): Masked | undefined {
  const first = parent.children.map(spanOf).find(span => span !== undefined)
  const last = parent.children.map(spanOf).findLast(span => span !== undefined)
  if (first === undefined || last === undefined) return undefined
  const links: MaskedLink[] = []
  let text = ''
  let at = first.start
  for (const child of parent.children) {
    const span = spanOf(child)
    if (span === undefined || span.start < at) continue
    const mask = maskOf(child)
    text += unmasked(source.text.slice(at, span.start))
    text += mask === undefined ? unmasked(source.text.slice(span.start, span.end)) : mask.repeat(span.end - span.start)
    at = span.end
    const node = mask === masks.link ? linkIn(child) : undefined
    if (node !== undefined) links.push({node, span})
  }
  return {text, start: first.start, links}
}

/** Text that happens to hold our marks must not be taken for what they stand for. */
const unmasked = (text: string): string => text.replaceAll(/[\uE001-\uE006]/g, '\uFFFD')

function maskOf(node: PhrasingContent): string | undefined {
  switch (node.type) {
    case 'link':
    case 'linkReference':
      return linkMask(textOf(node, {includeImageAlt: false}).trim())
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return masks.image
    case 'inlineCode':
      return masks.code
    case 'html':
      return masks.html
    case 'emphasis':
    case 'strong':
    case 'delete':
      return linkIn(node) === undefined ? masks.emphasis : masks.link
    default:
      return undefined
  }
}

/** A link without text is a badge; one in parentheses, `[(Video)](…)`, comes along with others and lists nothing. */
function linkMask(text: string): string {
  if (text === '') return masks.image
  return /^[(（].*[)）]$/s.test(text) ? masks.note : masks.link
}

/** The link that a node is, or that it puts emphasis on and nothing else. */
function linkIn(node: PhrasingContent): LinkNode | LinkReference | undefined {
  if (node.type === 'link' || node.type === 'linkReference') {
    return linkMask(textOf(node, {includeImageAlt: false}).trim()) === masks.link ? node : undefined
  }
  if (node.type !== 'emphasis' && node.type !== 'strong' && node.type !== 'delete') return undefined
  const [only, ...others] = node.children.filter(child => child.type !== 'text' || child.value.trim() !== '')
  return only === undefined || others.length > 0 ? undefined : linkIn(only)
}
