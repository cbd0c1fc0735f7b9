import type {AlignType, PhrasingContent, Table, TableCell, TableRow} from 'mdast'
import {type Defined, parseBare} from './parse-bare.ts'
import {movedBy} from './parse-move.ts'
import {between, inline, type Line} from './plain-line.ts'

/** A cell, and where its content begins in its line; `children` undefined where it holds more than words and links. */
interface Cell {
  readonly line: Line
  readonly start: number
  readonly end: number
  readonly content: string
  readonly contentStart: number
  readonly children: readonly PhrasingContent[] | undefined
}

/** A table whose cells are cut apart, but for the odd ones not yet read. */
export interface CutTable {
  readonly align: readonly AlignType[]
  readonly rows: readonly (readonly Cell[])[]
  /** How many lines it fills. */
  readonly height: number
}

/** Does a table begin at a line: one with a bar, above one of dashes? */
export const isTableAt = (lines: readonly Line[], at: number): boolean =>
  lines[at]?.text.includes('|') === true && alignOf(lines[at + 1]?.text ?? '') !== undefined

/** Cuts the table that begins at a line; undefined if it is not in a plain form. */
export function cutTable(lines: readonly Line[], at: number): CutTable | undefined {
  const [head, delimiter] = [lines[at], lines[at + 1]]
  const align = alignOf(delimiter?.text ?? '')
  if (head === undefined || align === undefined || !/^[|\p{L}]/u.test(head.text)) return undefined
  const rows: (readonly Cell[])[] = []
  let height = 0
  for (let line = lines[at]; line !== undefined; line = lines[at + height]) {
    // A blank line ends a table, as a heading does.
    if (line.text === '' || /^#{1,6} /.test(line.text)) break
    height += 1
    if (line === delimiter) continue
    // In a cell a bar may be written with a backslash.
    if ((line !== head && !line.text.startsWith('|')) || /\\| $/.test(line.text)) return undefined
    const cells = cellsOf(line)
    if (cells.length !== align.length) return undefined
    rows.push(cells)
  }
  // One without rows ends with its dashes.
  return rows.length < 2 ? undefined : {align, rows, height}
}

function alignOf(delimiter: string): AlignType[] | undefined {
  if (!/^\|?(?: {0,20}:?-{1,400}:? {0,20}\|){1,100}(?: {0,20}:?-{1,400}:?)?$/.test(delimiter)) return undefined
  const cells = delimiter.replaceAll(/^\||\|$/g, '').split('|')
  return cells.map(cell => {
    const [left, right] = [cell.trim().startsWith(':'), cell.trim().endsWith(':')]
    if (left) return right ? 'center' : 'left'
    return right ? 'right' : null
  })
}

/** A cell begins with the bar before it; the last one has the bar behind it as well. */
function cellsOf(line: Line): Cell[] {
  const {text} = line
  const bars = Array.from(text.matchAll(/\|/g), ({index}) => index)
  const starts = text.startsWith('|') ? bars : [0, ...bars]
  const last = text.endsWith('|') ? starts.slice(0, -1) : starts
  return last.map((start, index) => {
    const next = index + 1 < last.length ? (last[index + 1] ?? text.length) : text.length
    const inner = text[start] === '|' ? start + 1 : start
    const innerEnd = index + 1 === last.length && text.endsWith('|') ? next - 1 : next
    // Other blanks, of which \u00A0 is one, are part of what a cell says.
    let [contentStart, contentEnd] = [inner, innerEnd]
    while (contentStart < contentEnd && text[contentStart] === ' ') contentStart += 1
    while (contentStart < contentEnd && text[contentEnd - 1] === ' ') contentEnd -= 1
    return {
      line,
      start,
      end: next,
      content: text.slice(contentStart, contentEnd),
      contentStart,
      children: inline({...line, text: text.slice(0, contentEnd)}, contentStart),
    }
  })
}

/** The table as a tree, and its odd cells as a text of their own; undefined if one of them turns out to be more than a cell may be. */
export function readTable(
  {align, rows}: CutTable,
  elsewhere: Defined,
): {readonly table: Table; readonly odd: string} | undefined {
  const odd = rows.flat().filter(({children}) => children === undefined)
  const known = readOddCells(odd, elsewhere)
  if (known === undefined) return undefined
  const children = rows.map(cells => rowOf(cells.map(cell => cellOf(cell, known))))
  const [first, last] = [children[0]?.position, children.at(-1)?.position]
  const table: Table = {type: 'table', align: [...align], children}
  if (first !== undefined && last !== undefined) table.position = {start: {...first.start}, end: {...last.end}}
  return {table, odd: odd.map(({content}) => content).join('\n')}
}

function cellOf(cell: Cell, odd: ReadonlyMap<Cell, readonly PhrasingContent[]>): TableCell {
  const children = [...(cell.children ?? odd.get(cell) ?? [])]
  return {type: 'tableCell', children, position: between(cell.line, cell.start, cell.end)}
}

function rowOf(children: TableCell[]): TableRow {
  const row: TableRow = {type: 'tableRow', children}
  const [first, last] = [children[0]?.position, children.at(-1)?.position]
  if (first !== undefined && last !== undefined) row.position = {start: {...first.start}, end: {...last.end}}
  return row
}

/**
 * Cells with more than words and links, all at once by the parser proper. What a heading says is read as what a cell says, and begins after
 * any number of blanks: so it stands in the cell's own column.
 */
function readOddCells(odd: readonly Cell[], elsewhere: Defined): ReadonlyMap<Cell, readonly PhrasingContent[]> | undefined {
  const read = new Map<Cell, readonly PhrasingContent[]>()
  if (odd.length === 0) return read
  if (odd.some(({contentStart, content}) => contentStart < 2 || content.endsWith('#'))) return undefined
  const lines = odd.map(({contentStart, content}) => `#${' '.repeat(contentStart - 1)}${content}`)
  const {children} = parseBare(lines.join('\n'), elsewhere).tree
  if (children.length !== odd.length) return undefined
  let characters = 0
  for (const [index, cell] of odd.entries()) {
    const heading = children[index]
    if (heading?.type !== 'heading') return undefined
    const distance = {lines: cell.line.index - index, characters: cell.line.offset - characters}
    read.set(
      cell,
      heading.children.map(child => movedBy(child, distance)),
    )
    characters += (lines[index]?.length ?? 0) + 1
  }
  return read
}
