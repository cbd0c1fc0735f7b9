import type {Definition, Html, Image, ImageReference, Link as LinkNode, LinkReference, Nodes, Root} from 'mdast'
import {nodesOf} from '../markdown/nodes.ts'
import {type HtmlAddress, readHtml} from './html.ts'
import type {Link} from './list.ts'
import {lastAtMost, type Source} from './source.ts'
import {type Span, spanOf} from './span.ts'

/** The links of a document, in order, and which node each came from. */
export interface DocumentLinks {
  readonly links: readonly Link[]
  /** See `List.images`. */
  readonly images: readonly Link[]
  readonly ofNode: ReadonlyMap<LinkNode | LinkReference, Link>
}

/**
 * Collects what a reader can follow (Markdown's links, definitions, `<a href>`) and, apart from it, what a reader is shown (images). Code
 * and comments hold neither.
 */
export function linksOf(tree: Root, source: Source): DocumentLinks {
  const links: Link[] = []
  const images: Link[] = []
  const ofNode = new Map<LinkNode | LinkReference, Link>()
  const definitions = definitionsOf(tree)
  const stray = strayPlaces(source)
  for (const node of nodesOf(tree)) {
    stray.pass(node)
    if (node.type === 'html') {
      const found = htmlLinks(node, source)
      links.push(...found.links)
      images.push(...found.images)
    }
    if (!isLink(node)) continue
    const bare = bareAttribute(node, source)
    const link = bare?.link ?? linkOf(node, definitions, source) ?? stray.find(node)
    if (link === undefined) continue
    const isImage = bare === undefined ? node.type === 'image' || node.type === 'imageReference' : bare.tag !== 'a'
    if (!isImage) links.push(link)
    if (isImage || (node.type === 'definition' && definitions.get(node.identifier)?.isOfImages === true)) images.push(link)
    if ((node.type === 'link' || node.type === 'linkReference') && !isImage) ofNode.set(node, link)
  }
  return {links, images, ofNode}
}

type AnyLink = LinkNode | LinkReference | Definition | Image | ImageReference

const isLink = (node: Nodes): node is AnyLink =>
  node.type === 'link' ||
  node.type === 'linkReference' ||
  node.type === 'definition' ||
  node.type === 'image' ||
  node.type === 'imageReference'

/** What references lead to, and whether they are images alone. */
type Definitions = ReadonlyMap<string, {readonly url: string; readonly isOfImages: boolean}>

/** Of two definitions of a name the first counts. */
function definitionsOf(tree: Root): Definitions {
  const urls = new Map<string, string>()
  const [ofLinks, ofImages] = [new Set<string>(), new Set<string>()]
  for (const node of nodesOf(tree)) {
    if (node.type === 'definition' && !urls.has(node.identifier)) urls.set(node.identifier, node.url)
    if (node.type === 'linkReference') ofLinks.add(node.identifier)
    if (node.type === 'imageReference') ofImages.add(node.identifier)
  }
  return new Map([...urls].map(([name, url]) => [name, {url, isOfImages: ofImages.has(name) && !ofLinks.has(name)}]))
}

function linkOf(node: AnyLink, definitions: Definitions, source: Source): Link | undefined {
  const span = spanOf(node)
  const url = 'url' in node ? node.url : definitions.get(node.identifier)?.url
  if (span === undefined || url === undefined) return undefined
  const urlStart = urlStartOf(node, url, source.text)
  const urlPlace = urlStart === undefined || url === '' ? undefined : source.place(urlStart, urlStart + url.length)
  return {url, place: source.place(span.start, span.end), urlPlace}
}

/** Where the address begins in the text; undefined if it does not stand there verbatim (a reference, an escape, `www.` without a scheme). */
function urlStartOf(node: AnyLink, url: string, text: string): number | undefined {
  const span = spanOf(node)
  if (span === undefined || node.type === 'linkReference' || node.type === 'imageReference') return undefined
  const start = node.type === 'link' ? (resourceStart(node, text) ?? span.start) : afterLabel(node, text, span)
  if (start === undefined) return undefined
  const bare = text[start] === '<' ? start + 1 : start
  return bare + url.length <= span.end && text.startsWith(url, bare) ? bare : undefined
}

/** After `](` and blanks; undefined in an autolink, which is its address. */
function resourceStart(node: LinkNode, text: string): number | undefined {
  const span = spanOf(node)
  if (span === undefined || text[span.start] !== '[') return undefined
  const last = node.children.at(-1)
  const labelEnd = last === undefined ? span.start + 1 : spanOf(last)?.end
  if (labelEnd === undefined || !text.startsWith('](', labelEnd)) return undefined
  return skipBlanks(text, labelEnd + 2)
}

/** After `[label]:` or `![label](`. Brackets that are not escaped come in pairs, and only in an image's label. */
function afterLabel({type}: Definition | Image, text: string, {start, end}: Span): number | undefined {
  let open = 0
  for (let index = type === 'image' ? start + 1 : start; index < end; index += 1) {
    if (text[index] === '\\') index += 1
    else if (text[index] === '[') open += 1
    else if (text[index] === ']') open -= 1
    if (open === 0) return text[index + 1] === (type === 'image' ? '(' : ':') ? skipBlanks(text, index + 2) : undefined
  }
  return undefined
}

/** More than any tag before the address in it. */
const longestTag = 300

/**
 * `<a href=https://…>` within a paragraph, where the parser does not know a tag whose address has a slash and no quotes, and takes all up to a
 * blank for a literal address.
 */
function bareAttribute(node: AnyLink, {text, place}: Source): {readonly tag: string; readonly link: Link} | undefined {
  const span = node.type === 'link' ? spanOf(node) : undefined
  if (span === undefined || text[span.start - 1] !== '=') return undefined
  const before = text.slice(Math.max(0, span.start - longestTag), span.start)
  const tag = /<(a|img)\s(?:[^<>]*\s)?(?:href|src)\s*=$/i.exec(before)?.[1]?.toLowerCase()
  if (tag === undefined) return undefined
  const [url = ''] = /^[^\s>"'`]*/.exec(text.slice(span.start, span.end)) ?? []
  const end = text.slice(0, span.end + longestTag).indexOf('>', span.start)
  const urlPlace = place(span.start, span.start + url.length)
  return {
    tag,
    link: {url, urlPlace, place: place(span.start - before.length + before.lastIndexOf('<'), end === -1 ? span.end : end + 1)},
  }
}

function skipBlanks(text: string, from: number): number {
  let index = from
  while (/[ \t\n\r]/.test(text[index] ?? '')) index += 1
  return index
}

/**
 * Finds literal addresses that the parser placed nowhere (those behind a bracket that nothing closes): each is looked for in the text that
 * it stands in, behind everything that has a place. `pass` has to see every node in order.
 */
function strayPlaces(source: Source) {
  let holder: Span | undefined
  let from = 0
  return {
    pass(node: Nodes): void {
      const span = spanOf(node)
      if (span === undefined) return
      if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
        holder = span
        from = span.start
      } else if (holder !== undefined && (!('children' in node) || node.type === 'link')) from = Math.max(from, span.end)
    },
    find(node: AnyLink): Link | undefined {
      if (node.type !== 'link' || holder === undefined || node.position !== undefined) return undefined
      const [child] = node.children
      const written = child?.type === 'text' ? child.value : node.url
      const at = source.text.slice(0, holder.end).indexOf(written, from)
      // Where it is may be unknown, but never nowhere: after one that is not found there is nothing left to look in.
      const before = Math.min(from, holder.end - 1)
      // What is not found once (it may be escaped) is not looked for again: a text of such addresses would take the square of the time.
      from = at === -1 ? holder.end : at + written.length
      if (at === -1) return {url: node.url, place: source.place(before, holder.end), urlPlace: undefined}
      const place = source.place(at, from)
      return {url: node.url, place, urlPlace: written === node.url ? place : undefined}
    },
  }
}

/** In a list item or a quote HTML is not in one piece in the text, so that its lines are looked for one by one. */
function htmlLinks(node: Html, source: Source): Record<'links' | 'images', Link[]> {
  const span = spanOf(node)
  if (span === undefined || !/<[a-z]+[\s/]/i.test(node.value)) return {links: [], images: []}
  const offset = offsetsIn(source.text, span, node.value)
  const placed = ({url, start, end, urlStart}: HtmlAddress): Link => {
    const [from, to] = [offset(start), offset(end - 1)]
    const place = from === undefined || to === undefined ? source.place(span.start, span.end) : source.place(from, to + 1)
    const at = urlStart === undefined || url.includes('\n') ? undefined : offset(urlStart)
    return {url, place, urlPlace: at === undefined ? undefined : source.place(at, at + url.length)}
  }
  const {links, images} = readHtml(node.value)
  return {links: links.map(placed), images: images.map(placed)}
}

/** Where in the text a piece of a node's value stands: undefined everywhere if its lines are not the text's, marks of quotes and indents aside. */
function offsetsIn(text: string, {start, end}: Span, value: string): (at: number) => number | undefined {
  if (text.startsWith(value, start)) return at => start + at
  const starts: number[] = []
  const shifts: number[] = []
  let [at, from] = [start, 0]
  for (const line of value.split(/\r\n|\n|\r/)) {
    const lineEnd = endOfLine(text, at, end)
    if (!text.slice(at, lineEnd).endsWith(line)) return () => undefined
    starts.push(from)
    shifts.push(lineEnd - line.length - from)
    from += line.length + endingLength(value, from + line.length)
    at = lineEnd + endingLength(text, lineEnd)
  }
  return at => at + (shifts[lastAtMost(starts, at)] ?? 0)
}

function endOfLine(text: string, from: number, end: number): number {
  let index = from
  while (index < end && text[index] !== '\n' && text[index] !== '\r') index += 1
  return index
}

const endingLength = (text: string, at: number): number => (text.startsWith('\r\n', at) ? 2 : 1)
