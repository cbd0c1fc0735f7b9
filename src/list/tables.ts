import type {TableCell as CellNode, Root, TableRow as RowNode, Table as TableNode} from 'mdast'
import type {Entry, Table, TableCell, TableRow} from './list.ts'
import {masked, masks} from './mask.ts'
import type {Outline} from './sections.ts'
import type {Source} from './source.ts'
import {spanOf} from './span.ts'

/** Reads the tables at the top of a document. Those of HTML are none. */
export function tablesOf(tree: Root, {source, outline}: {source: Source; outline: Outline}, entries: readonly Entry[]): Table[] {
  const byStart = new Map(entries.filter(({form}) => form === 'row').map(entry => [entry.place.start.offset, entry]))
  const tables: Table[] = []
  let section = 0
  for (const node of tree.children) {
    if (node.type === 'heading') section = outline.ofHeading.get(node) ?? section
    const table = node.type === 'table' ? readTable(node, section, source, byStart) : undefined
    if (table !== undefined) tables.push(table)
  }
  return tables
}

function readTable(node: TableNode, section: number, source: Source, entries: ReadonlyMap<number, Entry>): Table | undefined {
  const span = spanOf(node)
  const [header, ...rows] = node.children.flatMap(row => readRow(row, source, entries) ?? [])
  return header && span && {header, rows, section, place: source.place(span.start, span.end)}
}

function readRow(node: RowNode, source: Source, entries: ReadonlyMap<number, Entry>): TableRow | undefined {
  const span = spanOf(node)
  const [first, last] = [spanOf(node.children[0]), spanOf(node.children.at(-1))]
  if (span === undefined || first === undefined || last === undefined) return undefined
  const isLast = (cell: CellNode) => cell === node.children.at(-1)
  return {
    cells: node.children.flatMap(cell => readCell(cell, isLast(cell), source) ?? []),
    place: source.place(span.start, span.end),
    isOpened: source.text[first.start] === '|',
    isClosed: closingPipe(source.text, last) !== undefined,
    entry: entries.get(span.start),
  }
}

/** The parser's cell begins with the pipe before it; the last one of a row ends with the pipe and the blanks behind it. */
function readCell(node: CellNode, isLast: boolean, source: Source): TableCell | undefined {
  const span = spanOf(node)
  if (span === undefined) return undefined
  const start = span.start + (source.text[span.start] === '|' ? 1 : 0)
  const end = Math.max(start, (isLast ? closingPipe(source.text, span) : undefined) ?? span.end)
  const inner = source.text.slice(start, end)
  const text = inner.trim()
  const from = text === '' ? start : start + inner.indexOf(text)
  return {
    text,
    masked: maskOf(node, text, from, source),
    place: source.place(from, from + text.length),
    inner: source.place(start, end),
  }
}

/** Where the pipe stands that closes a row, if one does. */
function closingPipe(text: string, {start, end}: {start: number; end: number}): number | undefined {
  let at = end - 1
  while (at > start && /[ \t]/.test(text[at] ?? '')) at -= 1
  return at > start && text[at] === '|' && text[at - 1] !== '\\' ? at : undefined
}

function maskOf(node: CellNode, text: string, start: number, source: Source): string {
  if (node.children.every(({type}) => type === 'text')) return text
  const mask = masked(node, source)
  return mask?.start === start && mask.text.length === text.length ? mask.text : masks.code.repeat(text.length)
}
