import type {Link as LinkNode, ListItem, List as ListNode, Nodes, Root} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import type {DocumentLinks} from './links.ts'
import type {Contents, ContentsItem} from './list.ts'
import type {Outline} from './sections.ts'
import type {Source} from './source.ts'
import {spanOf} from './span.ts'

/** The contents, and every list that leads around in the document (contents of parts too): none of them holds entries. */
export interface FoundContents {
  readonly contents: Contents | undefined
  readonly lists: ReadonlySet<ListNode>
}

/** A list at the top of the document, with what its links lead to. */
interface Candidate {
  readonly node: ListNode
  readonly section: number
  readonly named: boolean
  readonly items: number
  readonly inside: number
  readonly outside: number
  readonly byTool: boolean
}

/** From this share of `#` links on a list is contents, whatever it is called. */
const insideShare = 0.8

/** Finds the contents: the list under a heading such as "Contents", else the first one of which over 80 % of the links are `#…`. */
export function contentsOf(tree: Root, outline: Outline, source: Source, links: DocumentLinks): FoundContents {
  const candidates = candidatesOf(tree, outline)
  const guides = candidates.filter(isGuide)
  const best = guides.find(({named}) => named) ?? guides.find(({items}) => items >= 3)
  const lists = new Set(guides.map(({node}) => node))
  if (best === undefined) return {contents: undefined, lists}
  // Contents that are cut into several lists of one section are one.
  const parts = guides.filter(({section, byTool}) => section === best.section && byTool === best.byTool)
  const spans = parts.map(({node}) => spanOf(node)).filter(span => span !== undefined)
  const [first, last] = [spans[0], spans.at(-1)]
  if (first === undefined || last === undefined) return {contents: undefined, lists}
  return {
    contents: {
      place: source.place(first.start, last.end),
      section: best.section,
      items: parts.flatMap(({node}) => itemsOf(node, 0, source, links)),
      byTool: best.byTool,
    },
    lists,
  }
}

/** Plain text is contents only where a heading says so. */
const isGuide = ({named, inside, outside, items}: Candidate): boolean =>
  inside + outside === 0 ? named && items >= 3 : inside / (inside + outside) > insideShare && (named || inside >= 3)

function candidatesOf(tree: Root, {sections, ofHeading}: Outline): Candidate[] {
  const found: Candidate[] = []
  let section = 0
  let tool = false
  for (const node of tree.children) {
    if (node.type === 'heading') section = ofHeading.get(node) ?? section
    if (node.type === 'html') tool = insideToolMarks(node.value, tool)
    if (node.type !== 'list') continue
    const named = isContentsTitle(sections[section]?.title ?? '')
    found.push({node, section, named, byTool: tool, ...countLinks(node)})
  }
  return found
}

function countLinks(list: ListNode): {items: number; inside: number; outside: number} {
  const counts = {items: 0, inside: 0, outside: 0}
  visit(list, node => {
    if (node.type === 'listItem') counts.items += 1
    if (node.type === 'linkReference') counts.outside += 1
    if (node.type === 'link') counts[node.url.startsWith('#') ? 'inside' : 'outside'] += 1
  })
  return counts
}

const contentsTitle =
  /^(?:table of contents?|contents?(?: table)?|index|toc|table des matières|inhalt(?:sverzeichnis)?|índice|indice|sumário|目录|目錄|目次|索引|목차|содержание|оглавление|зміст|içindekiler|daftar isi|mục lục)$/iu

/** Is a heading's title that of contents, whatever decorates it? */
const isContentsTitle = (title: string): boolean =>
  contentsTitle.test(
    title
      .replaceAll(/[^\p{L}\p{M}\s]/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

const toolStart = /<!--[^>]{0,60}?(?:start doctoc|start (?:of )?toc|\btoc\b|\bts\b|mktoc|markdowntoc|vim-markdown-toc)/i
const toolEnd = /<!--[^>]{0,60}?(?:end doctoc|\/toc\b|tocstop|end (?:of )?toc|\bte\b|\/markdowntoc)/i

/** Between a tool's marks (doctoc, markdown-toc, gh-md-toc, VS Code's) contents are the tool's. */
function insideToolMarks(html: string, before: boolean): boolean {
  if (toolEnd.test(html)) return false
  return toolStart.test(html) || before
}

function itemsOf(list: ListNode, depth: number, source: Source, links: DocumentLinks): ContentsItem[] {
  return list.children.flatMap(item => itemOf(item, depth, source, links))
}

function itemOf(item: ListItem, depth: number, source: Source, links: DocumentLinks): ContentsItem[] {
  const nested = item.children.filter(child => child.type === 'list').flatMap(child => itemsOf(child, depth + 1, source, links))
  const paragraph = item.children[0]
  const span = spanOf(paragraph)
  if (paragraph?.type !== 'paragraph' || span === undefined) return nested
  const text = textOf(paragraph, {includeHtml: false, includeImageAlt: false}).replaceAll(/\s+/g, ' ').trim()
  const link = guideIn(paragraph)
  return [
    {
      text,
      target: link?.url,
      targetPlace: link && links.ofNode.get(link)?.urlPlace,
      place: source.place(span.start, span.end),
      depth,
    },
    ...nested,
  ]
}

/** The link of an item: its first one with `#`, else its first one. */
function guideIn(paragraph: Nodes): LinkNode | undefined {
  const links: LinkNode[] = []
  visit(paragraph, 'link', link => {
    links.push(link)
  })
  return links.find(({url}) => url.startsWith('#')) ?? links[0]
}
