import type {Definition, Html, Link as LinkNode, LinkReference, Root} from 'mdast'
import {nodesOf} from '../markdown/nodes.ts'
import {readHtml} from './html.ts'
import type {Link} from './list.ts'
import type {Source} from './source.ts'
import {spanOf} from './span.ts'

/** The links of a document, in order, and which node each came from. */
export interface DocumentLinks {
  readonly links: readonly Link[]
  readonly ofNode: ReadonlyMap<LinkNode | LinkReference, Link>
}

/** Collects the links that a reader can follow: Markdown's, definitions, and `<a href>`. Images, code and comments are none. */
export function linksOf(tree: Root, source: Source): DocumentLinks {
  const links: Link[] = []
  const ofNode = new Map<LinkNode | LinkReference, Link>()
  const addresses = addressesOf(tree)
  for (const node of nodesOf(tree)) {
    if (node.type === 'html') links.push(...htmlLinks(node, source))
    if (node.type !== 'link' && node.type !== 'linkReference' && node.type !== 'definition') continue
    const link = linkOf(node, node.type === 'linkReference' ? addresses.get(node.identifier) : node.url, source)
    if (link === undefined) continue
    links.push(link)
    if (node.type !== 'definition') ofNode.set(node, link)
  }
  return {links, ofNode}
}

/** What references lead to; of two definitions the first counts. */
function addressesOf(tree: Root): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>()
  for (const node of nodesOf(tree)) {
    if (node.type === 'definition' && !addresses.has(node.identifier)) addresses.set(node.identifier, node.url)
  }
  return addresses
}

function linkOf(node: LinkNode | LinkReference | Definition, url: string | undefined, source: Source): Link | undefined {
  const span = spanOf(node)
  if (span === undefined || url === undefined) return undefined
  const urlStart = urlStartOf(node, url, source.text)
  const urlPlace = urlStart === undefined || url === '' ? undefined : source.place(urlStart, urlStart + url.length)
  return {url, place: source.place(span.start, span.end), urlPlace}
}

/** Where the address begins in the text; undefined if it does not stand there verbatim (a reference, an escape, `www.` without a scheme). */
function urlStartOf(node: LinkNode | LinkReference | Definition, url: string, text: string): number | undefined {
  const span = spanOf(node)
  if (span === undefined || node.type === 'linkReference') return undefined
  const start = node.type === 'definition' ? definitionUrl(text, span) : (resourceStart(node, text) ?? span.start)
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

/** After `[label]:`, whose label holds no bracket that is not escaped. */
function definitionUrl(text: string, span: {start: number; end: number}): number {
  let index = span.start + 1
  while (index < span.end && text[index] !== ']') index += text[index] === '\\' ? 2 : 1
  return skipBlanks(text, index + 2)
}

function skipBlanks(text: string, from: number): number {
  let index = from
  while (/[ \t\n\r]/.test(text[index] ?? '')) index += 1
  return index
}

/** In a list item or a quote HTML is not in one piece in the text: there the links are the node's, without an address to replace. */
function htmlLinks(node: Html, source: Source): Link[] {
  const span = spanOf(node)
  if (span === undefined || !/<a\s/i.test(node.value)) return []
  const verbatim = source.text.startsWith(node.value, span.start)
  return readHtml(node.value).links.map(({url, start, end, urlStart}) => ({
    url,
    place: verbatim ? source.place(span.start + start, span.start + end) : source.place(span.start, span.end),
    urlPlace:
      verbatim && urlStart !== undefined ? source.place(span.start + urlStart, span.start + urlStart + url.length) : undefined,
  }))
}
