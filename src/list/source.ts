import type {VFile} from 'vfile'
import type {Place, Point} from '../markdown/place.ts'

/** A document's text, and where in it an offset stands. */
export interface Source {
  readonly text: string
  /** From `start` to `end`, offsets in UTF-16 units. */
  place(start: number, end: number): Place
}

/** The text of a document with an index of its lines. A leading byte order mark is not part of it: Markdown's offsets start behind it. */
function sourceOf(document: string): Source {
  const text = document.startsWith('\uFEFF') ? document.slice(1) : document
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({index, 0: ending}) => index + ending.length)]
  // Whoever asks for one place asks for one nearby next: most often on the same line.
  let line = 0
  const isOn = (offset: number): boolean =>
    (starts[line] ?? 0) <= offset && offset < (starts[line + 1] ?? Number.POSITIVE_INFINITY)
  const pointAt = (offset: number): Point => {
    if (!isOn(offset)) line = lastAtMost(starts, offset)
    return {line: line + 1, column: offset - (starts[line] ?? 0) + 1, offset}
  }
  return {text, place: (start, end) => ({start: pointAt(start), end: pointAt(end)})}
}

const known = new WeakMap<VFile, Source>()

/** The text of a file, once for all who turn offsets into places. */
export function fileSource(file: VFile): Source {
  const source = known.get(file) ?? sourceOf(String(file))
  known.set(file, source)
  return source
}

/** The index of the last number that is not above a limit, in ascending numbers that start with 0. */
export function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
