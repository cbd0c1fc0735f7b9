import type {Table, TableCell, TableForm, TableRow} from '../../src/list/list.ts'
import {blanksAround, isOpenEnd} from '../../src/list/table-forms.ts'
import type {Place, Point} from '../../src/markdown/place.ts'
import type {Told} from '../rule.ts'

/** Nearly all rows are full, so that a cell that lacks is a mistake. */
export const filledShare = 0.98

/** How many cells more than half of a table's rows have: where most have one that nobody sees, it is the table's way. */
export function usualCount({rows}: Table): number | undefined {
  const counts = new Map<number, number>()
  for (const {cells} of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].find(([, times]) => times * 2 > rows.length)?.[0]
}

/** A row with more cells than the header loses some on the page; one with fewer lacks something, where others don't. */
export function cellCount(row: TableRow, expected: number, usual: number | undefined, form: TableForm | undefined): Told[] {
  const count = row.cells.length
  if (count === expected || count === usual) return []
  if (count < expected && (form === undefined || form.full < filledShare * form.rows)) return []
  const empty = row.cells.filter(({text}) => text === '')
  const isFixable =
    count === expected + 1 && empty.length === 1 && form?.columns.every(({cells, filled}) => filled >= filledShare * cells)
  const [surplus] = isFixable ? empty : []
  return [
    {
      message: `Unexpected ${count} ${count === 1 ? 'cell' : 'cells'}, expected ${expected} as in the head of the table`,
      place: surplus === undefined ? row.place : {start: surplus.inner.start, end: shifted(surplus.inner.end, 1)},
      ...(surplus === undefined ? {} : {expected: ['']}),
    },
  ]
}

/** The first and the last pipe of a row. */
export function pipes(row: TableRow, {isOpened, isClosed, before, after, columns}: TableForm): Told[] {
  const told: Told[] = []
  const last = row.cells.at(-1)
  if (isOpened?.value === true && !row.isOpened) {
    told.push({
      message: 'Unexpected row without a pipe before it, expected one as in the rest of the list',
      place: {start: row.place.start, end: row.place.start},
      expected: [before?.value === 'none' ? '|' : '| '],
    })
  }
  if (isClosed?.value === true && !row.isClosed && last !== undefined && row.cells.length === columns.length) {
    told.push({
      message: 'Unexpected row without a pipe at its end, expected one as in the rest of the list',
      place: {start: last.place.end, end: row.place.end},
      expected: [after?.value === 'none' ? '|' : ' |'],
    })
  }
  return told
}

/** Blanks beside pipes: one finding a row, from the first wrong ones to the last. */
export function padding(row: TableRow, form: TableForm, text: string): Told[] {
  const edits = row.cells.flatMap((cell, index) => blanksOf(cell, index, row, form))
  const [first, last] = [edits[0], edits.at(-1)]
  if (first === undefined || last === undefined) return []
  const pieces = edits.map(({text: blanks}, index) => {
    const from = edits[index]?.end.offset ?? 0
    return blanks + text.slice(from, edits[index + 1]?.start.offset ?? from)
  })
  const isMissing = edits.every(({start, end}) => start.offset === end.offset)
  const wanted = (form.before ?? form.after)?.value === 'none' ? 'none' : 'one'
  return [
    {
      message: `Unexpected ${isMissing ? 'cell without a blank' : 'blanks'} beside a pipe, expected ${wanted} as in the rest of the list`,
      place: {start: first.start, end: last.end},
      expected: [pieces.join('')],
    },
  ]
}

interface Edit extends Place {
  readonly text: string
}

/** What should stand around a cell where it does not. */
function blanksOf(cell: TableCell, index: number, row: TableRow, form: TableForm): Edit[] {
  const around = blanksAround(cell)
  if (around === undefined) return []
  const before = index === 0 && !row.isOpened ? undefined : blanksInstead(around.before, form.before?.value)
  const after = isOpenEnd(row, cell) ? undefined : blanksInstead(around.after, form.after?.value)
  return [
    ...(before === undefined ? [] : [{start: cell.inner.start, end: cell.place.start, text: before}]),
    ...(after === undefined ? [] : [{start: cell.place.end, end: cell.inner.end, text: after}]),
  ]
}

function blanksInstead(count: number, wanted: 'none' | 'one' | 'some' | undefined): string | undefined {
  if (wanted === 'none') return count > 0 ? '' : undefined
  if (wanted === 'one') return count === 1 ? undefined : ' '
  return wanted === 'some' && count === 0 ? ' ' : undefined
}

const shifted = ({line, column, offset}: Point, by: number): Point => ({line, column: column + by, offset: offset + by})
