import stringWidth from 'string-width'
import {printable} from './printable.ts'

/** A line as a terminal shows it, and where on it something stands, in cells. */
export interface Excerpt {
  readonly text: string
  /** Cells before the mark. */
  readonly indent: number
  /** Cells of the mark: 0 where it stands between two characters. */
  readonly length: number
}

/** More characters than any terminal has cells: of a line of megabytes nothing else is looked at. */
const around = 1_000

/** Cells of context that stay before a mark where a line does not fit. */
const context = 24

/**
 * A line with a place on it, cut to `room` cells. `from` and `to` are UTF-16 offsets into the line, `to` exclusive.
 *
 * Cells are counted as terminals do: wide characters and emoji take two, a combining mark none.
 */
export function excerpt(line: string, from: number, to: number, room: number): Excerpt {
  const start = Math.max(0, from - around)
  const cells = [...new Intl.Segmenter().segment(line.slice(start, to + around).slice(0, 3 * around))].map(({segment, index}) => {
    const text = printable(segment)
    return {text, width: stringWidth(text), from: start + index, to: start + index + segment.length}
  })
  const marked = cells.filter(cell => cell.from < to && cell.to > from)
  const before = cells.filter(cell => cell.to <= from)
  const after = cells.filter(cell => cell.from >= to)

  const markWidth = Math.min(width(marked), room)
  const near = Math.min(context, Math.floor(room / 2))
  const left = lastThatFit(before, Math.max(near, room - markWidth - Math.min(near, width(after))))
  const cutLeft = left.length < before.length || start > 0
  const right = firstThatFit([...marked, ...after], room - width(left))
  const cutRight = right.length < marked.length + after.length || to + around < line.length
  return {
    text: `${cutLeft ? '…' : ''}${[...left, ...right].map(({text}) => text).join('')}${cutRight ? '…' : ''}`,
    indent: (cutLeft ? 1 : 0) + width(left),
    length: Math.min(markWidth, width(right)),
  }
}

interface Cell {
  readonly text: string
  readonly width: number
}

const width = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0)

function firstThatFit<Fitting extends Cell>(cells: readonly Fitting[], room: number): readonly Fitting[] {
  let taken = 0
  let fitting = 0
  for (const cell of cells) {
    taken += cell.width
    if (taken > room) break
    fitting++
  }
  return cells.slice(0, fitting)
}

const lastThatFit = <Fitting extends Cell>(cells: readonly Fitting[], room: number): readonly Fitting[] =>
  firstThatFit(cells.toReversed(), room).toReversed()
