/** A point in a text, as unist counts: `line` and `column` from 1, `offset` from 0, columns and offsets in UTF-16 units. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A stretch of a text. `end` is exclusive; `start` equal to `end` is a place between two characters. */
export interface Place {
  readonly start: Point
  readonly end: Point
}
