import {descriptionEnd} from './final-stop.ts'
import type {Convention, Table, TableCell, TableColumn, TableForm, TableRow} from './list.ts'
import {majority} from './majority.ts'

/** Fewer rows, of all tables with one header, show nothing. */
const fewestRows = 8

/** A column has a closed vocabulary if so few values make up so much of at least so many cells. */
const vocabulary = {values: 12, share: 0.95, cells: 25, longest: 40}

/** What nearly all rows do. */
const nearlyAll = 0.95

/** What belongs together: tables of one header. */
export const headerOf = ({header}: Table): string => header.cells.map(({text}) => text.toLowerCase()).join(' | ')

/** How tables are written, those with the same header taken together. Only tables of entries have a form. */
export function tableFormsOf(tables: readonly Table[]): ReadonlyMap<string, TableForm> {
  const forms = new Map<string, TableForm>()
  for (const [header, pool] of Map.groupBy(tables, headerOf)) {
    const rows = pool.flatMap(table => table.rows)
    const columns = pool[0]?.header.cells.length ?? 0
    if (rows.length < fewestRows || rows.filter(({entry}) => entry !== undefined).length * 2 < rows.length) continue
    forms.set(header, {
      rows: rows.length,
      full: rows.filter(({cells}) => cells.length === columns).length,
      isOpened: clear(rows.map(({isOpened}) => isOpened)),
      isClosed: clear(rows.map(({isClosed}) => isClosed)),
      before: blanksOf(rows.flatMap(({cells}) => cells.flatMap(cell => blanksAround(cell)?.before ?? []))),
      after: blanksOf(
        rows.flatMap(row => row.cells.flatMap(cell => (isOpenEnd(row, cell) ? [] : (blanksAround(cell)?.after ?? [])))),
      ),
      columns: columnsOf(rows, columns),
    })
  }
  return forms
}

/** Nothing closes the last cell of a row: what stands behind it is the line's end. */
export const isOpenEnd = (row: TableRow, cell: TableCell): boolean => !row.isClosed && cell === row.cells.at(-1)

/** How many blanks stand at both ends of a cell that holds something. */
export function blanksAround({text, place, inner}: TableCell): {readonly before: number; readonly after: number} | undefined {
  if (text === '') return undefined
  return {before: place.start.offset - inner.start.offset, after: inner.end.offset - place.end.offset}
}

function blanksOf(counts: readonly number[]): TableForm['before'] {
  const of = counts.length
  if (of < 3 * fewestRows) return undefined
  for (const [value, count] of [
    ['none', counts.filter(blanks => blanks === 0).length],
    ['one', counts.filter(blanks => blanks === 1).length],
    ['some', counts.filter(blanks => blanks > 0).length],
  ] as const) {
    if (count >= nearlyAll * of) return {value, count, of}
  }
  return undefined
}

const clear = (cases: readonly boolean[]): Convention<boolean> | undefined => majority(cases, fewestRows, nearlyAll)

function columnsOf(rows: readonly TableRow[], count: number): TableColumn[] {
  // Where cells are missing or too many, nobody knows which one this is.
  const full = rows.filter(({cells}) => cells.length === count)
  return Array.from({length: count}, (_, index) => columnOf(full.flatMap(({cells}) => cells[index] ?? [])))
}

function columnOf(cells: readonly TableCell[]): TableColumn {
  const told = cells.filter(isProse)
  const openings = told.flatMap(cell => openingOf(cell) ?? [])
  return {
    cells: cells.length,
    filled: cells.filter(({text}) => text !== '').length,
    values: valuesOf(cells),
    finalStop: majority(
      told.flatMap(cell => singleEnd(cell)?.stop ?? []),
      fewestRows,
      nearlyAll,
    ),
    capital: majority(openings.map(isUpper), fewestRows, nearlyAll),
    openers: new Set(openings.filter(isUpper).map(word => word.toLowerCase())),
  }
}

/** Values with their counts, where a few of them make up (nearly) all of a column. */
function valuesOf(cells: readonly TableCell[]): ReadonlyMap<string, number> | undefined {
  const counts = new Map<string, number>()
  let filled = 0
  for (const {text} of cells) {
    if (text === '') continue
    filled += 1
    if (text.length <= vocabulary.longest) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const top = [...counts.values()].toSorted((one, other) => other - one).slice(0, vocabulary.values)
  const covered = top.reduce((sum, count) => sum + count, 0)
  return filled >= vocabulary.cells && covered >= vocabulary.share * filled ? counts : undefined
}

/** Is a cell a description, and no value? It has three words. */
export function isProse({masked}: TableCell): boolean {
  let words = 0
  for (const [word] of masked.slice(0, 400).matchAll(/\S+/g)) {
    // Nearly all letters are plain ones, which are found sooner.
    if (/[a-z]/i.test(word) || /\p{L}/u.test(word)) words += 1
    if (words === 3) return true
  }
  return false
}

/** How a cell of one sentence ends. */
export function singleEnd(cell: TableCell): ReturnType<typeof descriptionEnd> {
  const end = descriptionEnd(cell)
  return end?.sort === 'sentence' ? end : undefined
}

/** The word with which a cell begins, where it is one that has a case and only its first letter can be a capital. */
export const openingOf = ({masked}: TableCell): string | undefined =>
  /^\p{L}\p{Ll}{1,30}(?=[\s,])/u.exec(masked.slice(0, 40))?.[0]

const isUpper = (word: string): boolean => /^\p{Lu}/u.test(word)
