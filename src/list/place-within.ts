import type {Place, Point} from '../markdown/place.ts'

/** The place of a part of a text that stands at `place`, from `start` to `end` in it; the text may have several lines. */
export function placeWithin({text, place}: {readonly text: string; readonly place: Place}, start: number, end: number): Place {
  const point = (at: number): Point => {
    const lines = text.slice(0, at).split(/\r\n|\n|\r/)
    const last = lines.at(-1)?.length ?? 0
    return {
      line: place.start.line + lines.length - 1,
      column: lines.length === 1 ? place.start.column + at : last + 1,
      offset: place.start.offset + at,
    }
  }
  return {start: point(start), end: point(end)}
}
