import type {
  BlockContent,
  DefinitionContent,
  Link as LinkNode,
  LinkReference,
  ListItem,
  List as ListNode,
  Root,
  Table,
  TableCell,
  TableRow,
} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {Place} from '../markdown/place.ts'
import {targetOf} from '../url/target.ts'
import {sectionsAside} from './aside.ts'
import {readEntryText} from './grammar.ts'
import type {DocumentLinks} from './links.ts'
import type {Entry, Link, Piece} from './list.ts'
import {type Masked, masked, masks} from './mask.ts'
import type {Outline} from './sections.ts'
import type {Source} from './source.ts'
import {type Span, spanOf} from './span.ts'

/** What entries are read from. */
interface Document {
  readonly source: Source
  readonly outline: Outline
  readonly links: DocumentLinks
  /** Lists that hold no entries: contents. */
  readonly notEntries: ReadonlySet<ListNode>
}

/** Reads all entries: items and nested items of lists, rows of tables; in order. `items` counts what could have been one. */
export function entriesOf(tree: Root, document: Document): {readonly entries: readonly Entry[]; readonly items: number} {
  const entries: Entry[] = []
  let items = 0
  const aside = sectionsAside(document.outline.sections)
  let section = 0
  let groups = 0
  for (const node of tree.children) {
    if (node.type === 'heading') section = document.outline.ofHeading.get(node) ?? section
    if (aside.has(section)) continue
    if (node.type === 'list' && !document.notEntries.has(node)) readItems(node, 0)
    if (node.type === 'table') readRows(node)
  }
  return {entries, items}

  function readItems(list: ListNode, depth: number): void {
    items += list.children.length
    const group = groups
    groups += 1
    for (const item of list.children) {
      const entry = itemEntry(item, {depth, section, group}, document)
      if (entry !== undefined) entries.push(entry)
      for (const child of item.children) if (child.type === 'list') readItems(child, depth + 1)
    }
  }

  function readRows(table: Table): void {
    items += table.children.length - 1
    const group = groups
    groups += 1
    const linkColumn = linkColumnOf(table)
    for (const row of table.children.slice(1)) {
      const entry = rowEntry(row, linkColumn, {depth: 0, section, group}, document)
      if (entry !== undefined) entries.push(entry)
    }
  }
}

/** Where an entry stands in the list. */
type Standing = Pick<Entry, 'depth' | 'section' | 'group'>

function itemEntry(item: ListItem, standing: Standing, document: Document): Entry | undefined {
  const {source} = document
  const [paragraph, ...others] = item.children
  const mask = paragraph?.type === 'paragraph' ? masked(paragraph, source) : undefined
  const whole = spanOf(item)
  const text = mask && readEntryText(mask)
  const link = text && document.links.ofNode.get(text.link.node)
  if (mask === undefined || text === undefined || link === undefined || whole === undefined || isInside(link)) return undefined
  const nested = others.filter(child => child.type === 'list')
  const own = {start: whole.start, end: spanOf(item.children.findLast(child => child.type !== 'list'))?.end ?? whole.end}
  const place = source.place(own.start, own.end)
  return {
    form: 'item',
    name: nameOf(text.link.node),
    link,
    links: linksWithin(own, link, document.links.links),
    namePlace: namePlaceOf(text.link.node, source),
    separator: piece(text.separator, mask, source),
    description: piece(text.description, mask, source) ?? paragraphBelow(others, source),
    suffixes: text.suffixes.flatMap(suffix => piece(suffix, mask, source) ?? []),
    place,
    whole: own.end === whole.end ? place : source.place(whole.start, whole.end),
    ...standing,
    children: nested.reduce((count, list) => count + list.children.length, 0),
    key: targetOf(link.url),
  }
}

/** Nearly all rows of a table name something first and link it in the same column: then what they name are entries. */
const linkedShare = 0.8
const fewestRows = 3

/** The column, not the first one, in which a table links what its first column names. Undefined where it does not. */
function linkColumnOf({children: [, ...rows]}: Table): number | undefined {
  const counts = new Map<number, number>()
  for (const {children} of rows) {
    const column = children.findIndex(cell => linkIn(cell) !== undefined)
    if (column > 0 && hasLetters(children[0])) counts.set(column, (counts.get(column) ?? 0) + 1)
  }
  const [column, count] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? []
  return rows.length >= fewestRows && count !== undefined && count >= linkedShare * rows.length ? column : undefined
}

const linkIn = ({children}: TableCell): LinkNode | LinkReference | undefined =>
  children.find(child => child.type === 'link' || child.type === 'linkReference')

const hasLetters = (cell: TableCell | undefined): cell is TableCell => cell !== undefined && /\p{L}/u.test(textOf(cell))

/** The entry of a row is in its first cell, in the second after a number or an image, or where the table links what it names first. */
function rowEntry(row: TableRow, linkColumn: number | undefined, standing: Standing, document: Document): Entry | undefined {
  const {source} = document
  const span = spanOf(row)
  const {node, named, column} = rowLink(row, linkColumn, source) ?? {}
  const link = node && document.links.ofNode.get(node)
  if (node === undefined || column === undefined || link === undefined || span === undefined || isInside(link)) return undefined
  const description = row.children.find(
    (cell, index) => index !== column && cell !== named && hasLetters(cell) && (named !== undefined || index > column),
  )
  const told = description && masked(description, source)
  const place = source.place(span.start, span.end)
  return {
    form: 'row',
    name: nameOf(named ?? node),
    link,
    links: linksWithin(span, link, document.links.links),
    namePlace: named === undefined ? namePlaceOf(node, source) : undefined,
    separator: undefined,
    description: told && piece({start: told.start, end: told.start + told.text.length}, told, source),
    suffixes: [],
    place,
    whole: place,
    ...standing,
    children: 0,
    key: targetOf(link.url),
  }
}

interface RowLink {
  readonly node: LinkNode | LinkReference
  readonly column: number
  /** The cell that names the entry, if that is not the link. */
  readonly named: TableCell | undefined
}

function rowLink({children}: TableRow, linkColumn: number | undefined, source: Source): RowLink | undefined {
  for (const [column, cell] of children.slice(0, 2).entries()) {
    const mask = masked(cell, source)
    const node = mask && readEntryText(mask)?.link.node
    if (node === undefined) continue
    if (column === 0 || !/\p{L}/u.test(masked(children[0] ?? cell, source)?.text ?? '')) return {node, column, named: undefined}
    break
  }
  const [named] = children
  const cell = linkColumn === undefined ? undefined : children[linkColumn]
  const node = cell && linkIn(cell)
  return linkColumn === undefined || node === undefined || !hasLetters(named) ? undefined : {node, column: linkColumn, named}
}

/** A link within the document lists nothing. */
const isInside = (link: Link): boolean => link.url.startsWith('#')

const nameOf = (node: Parameters<typeof textOf>[0]): string =>
  textOf(node, {includeHtml: false, includeImageAlt: false}).replaceAll(/\s+/g, ' ').trim()

const piece = (span: Span | undefined, mask: Masked, source: Source): Piece | undefined =>
  span && {
    text: source.text.slice(span.start, span.end),
    masked: mask.text.slice(span.start - mask.start, span.end - mask.start),
    place: source.place(span.start, span.end),
  }

/** A description in a paragraph of its own, below the link. */
function paragraphBelow(blocks: readonly (BlockContent | DefinitionContent)[], source: Source): Piece | undefined {
  const block = blocks.find(({type}) => type !== 'list')
  const span = spanOf(block)
  if (span === undefined) return undefined
  const mask = block?.type === 'paragraph' ? masked(block, source) : undefined
  return piece(span, mask ?? {text: masks.code.repeat(span.end - span.start), start: span.start, links: []}, source)
}

/** What stands between the brackets of a link. */
function namePlaceOf({children}: LinkNode | LinkReference, source: Source): Place | undefined {
  const first = spanOf(children[0])
  const last = spanOf(children.at(-1))
  return first && last && source.place(first.start, last.end)
}

/** All links in a stretch of the text, one of them first. Links are in order, so the stretch's are found by halving. */
function linksWithin({start, end}: Span, first: Link, links: readonly Link[]): Link[] {
  let low = 0
  let high = links.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((links[middle]?.place.start.offset ?? 0) < start) low = middle + 1
    else high = middle
  }
  const within: Link[] = [first]
  for (let index = low; index < links.length; index += 1) {
    const link = links[index]
    if (link === undefined || link.place.start.offset >= end) break
    if (link !== first) within.push(link)
  }
  return within
}
