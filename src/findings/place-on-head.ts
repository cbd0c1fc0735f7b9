import type {Place, Point} from '../markdown/place.ts'
import type {Merge} from './merge-into-tip.ts'

/** Where places of a merge's text stand in head. */
export interface HeadPlaces {
  /** The same characters in head; undefined where the lines at its ends are not head's. */
  readonly placeOnHead: (place: Place) => Place | undefined
  /** Does head hold at `onHead` what the text holds at `place`? Only then may a fix replace it. */
  readonly isSameText: (place: Place, onHead: Place) => boolean
  /** Lines of the text that `place` touches, as git counts them, `end` inclusive. */
  readonly linesOf: (place: Place) => {readonly start: number; readonly end: number}
}

/**
 * Finds places of a merge's text in head.
 *
 * Lines are counted anew, since Markdown also ends one at a lone carriage return and git and GitHub don't.
 */
export function headPlaces(merge: Pick<Merge, 'text' | 'headLine'>, head: string): HeadPlaces {
  const {text, headLine} = merge
  const textStarts = lineStarts(text)
  const headStarts = text === head ? textStarts : lineStarts(head)

  /** The line of the text that holds the character before which (or after which, at its end) `offset` stands, moved to head. */
  const move = (offset: number, by: number): Point | undefined => {
    const line = lineAt(textStarts, by)
    const there = headLine(line)
    const from = textStarts[line - 1]
    const to = there === undefined ? undefined : headStarts[there - 1]
    if (from === undefined || to === undefined) return undefined
    return pointAt(headStarts, Math.min(to + offset - from, head.length))
  }
  const linesOf = ({start, end}: Place) => ({
    start: lineAt(textStarts, start.offset),
    end: lineAt(textStarts, Math.max(start.offset, end.offset - 1)),
  })

  return {
    linesOf,
    isSameText: (place, onHead) =>
      head.slice(onHead.start.offset, onHead.end.offset) === text.slice(place.start.offset, place.end.offset),
    placeOnHead: place => {
      const isPoint = place.start.offset === place.end.offset
      // After the last line end there is no line: its place is that of the end before it.
      const isAtEnd = place.start.offset === text.length && text.length > 0
      const start = move(place.start.offset, isAtEnd ? text.length - 1 : place.start.offset)
      const end = isPoint ? start : move(place.end.offset, place.end.offset - 1)
      return start === undefined || end === undefined || end.offset < start.offset ? undefined : {start, end}
    },
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return starts
}

/** From 1. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}

function pointAt(starts: readonly number[], offset: number): Point {
  const line = lineAt(starts, offset)
  return {line, column: offset - (starts[line - 1] ?? 0) + 1, offset}
}
