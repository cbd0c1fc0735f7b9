import type {TableCell, TableColumn, TableRow} from '../../src/list/list.ts'
import {oneEdit} from '../../src/list/one-edit.ts'
import {placeWithin} from '../../src/list/place-within.ts'
import {openingOf, singleEnd} from '../../src/list/table-forms.ts'
import {code} from '../../src/markdown/message.ts'
import type {Told} from '../rule.ts'
import {stopAtEnd} from '../stop-at-end.ts'
import {filledShare} from './row-shape.ts'

/** Fewer cells show nothing. */
const fewestCells = 25

/** One value dominates another one of the same letters if it is so many times as frequent. */
const dominance = 25

/** An empty cell in a column that has none. */
export function emptyCell(row: TableRow, cell: TableCell, {cells, filled}: TableColumn, title: string): Told[] {
  if (cells < fewestCells || filled < filledShare * cells) return []
  if (row.cells.every(({text}) => text === '')) return []
  return [
    {
      message: `Unexpected empty cell${title === '' ? '' : ` under ${code(title)}`}, expected one that says something as in the rest of the list`,
      place: cell.inner,
    },
  ]
}

/** A value that differs from a far more frequent one in letter case, blanks and signs only, or by a slip of the fingers. */
export function oddValue(cell: TableCell, values: ReadonlyMap<string, number>, title: string): Told[] {
  const count = Math.max(1, values.get(cell.text) ?? 0)
  const dominating = [...values].filter(([, other]) => other >= dominance * count)
  const same = dominating.find(([other]) => other !== cell.text && letters(other) === letters(cell.text) && letters(other) !== '')
  const [meant] = same ?? dominating.find(([other]) => isSlip(cell.text, other)) ?? []
  if (meant === undefined) return []
  return [
    {
      message: `Unexpected ${code(cell.text)}${title === '' ? '' : ` under ${code(title)}`}, expected ${code(meant)} as in the rest of the list`,
      place: cell.place,
      actual: cell.text,
      expected: [meant],
    },
  ]
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{Extended_Pictographic}+#]+/gu, '')

const isSlip = (wrong: string, right: string): boolean =>
  right.length >= 5 &&
  /^[\p{L}`]+$/u.test(wrong) &&
  /^[\p{L}`]+$/u.test(right) &&
  oneEdit(letters(wrong), letters(right)) !== undefined

/** The end and the beginning of a description, as `entry-punctuation` and `entry-casing` look at them in items. */
export function oddDescription(cell: TableCell, {finalStop, capital, openers}: TableColumn): Told[] {
  return [...finalStopOf(cell, finalStop?.value), ...(capital?.value === true ? capitalOf(cell, openers) : [])]
}

function finalStopOf(cell: TableCell, style: 'always' | 'never' | undefined): Told[] {
  const end = singleEnd(cell)
  const told = end && style && stopAtEnd(cell, end, style, ' as in the rest of the list')
  return told === undefined ? [] : [told]
}

/** Only words that the list itself begins with a capital elsewhere: others may be names. */
function capitalOf(cell: TableCell, openers: ReadonlySet<string>): Told[] {
  const word = openingOf(cell)
  if (word === undefined || word !== word.toLowerCase() || !openers.has(word)) return []
  const right = word.charAt(0).toUpperCase() + word.slice(1)
  return [
    {
      message: `Unexpected small letter at the beginning of the description, expected ${code(right)} as in the rest of the list`,
      place: placeWithin(cell, 0, word.length),
      actual: word,
      expected: [right],
    },
  ]
}
