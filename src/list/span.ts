import type {Node} from 'unist'

/** Where a node stands, as offsets: `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Undefined for nodes that a parser placed nowhere (some literal links of GFM). */
export function spanOf(node: Node | undefined): Span | undefined {
  const start = node?.position?.start.offset
  const end = node?.position?.end.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}
