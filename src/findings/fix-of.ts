import type {Place} from '../markdown/place.ts'
import type {Finding} from './finding.ts'

/** What a fix replaces, and by what. */
export interface Fix {
  readonly place: Place
  readonly text: string
}

/** What people are offered to click: the fix of a finding or, where there is none, what is suggested. */
export const offerOf = (finding: Finding, text: string): Fix | undefined => fixOf(finding, text) ?? finding.suggested

/** The one thing that would put a finding right, if there is exactly one. `text` is the document that its places are in. */
export function fixOf({place, expected, swap}: Finding, text: string): Fix | undefined {
  const [only, ...others] = expected
  if (only !== undefined) return others.length > 0 ? undefined : {place, text: only}
  if (swap === undefined) return undefined
  const {first, second} = swap
  const part = (start: number, end: number) => text.slice(start, end)
  return {
    place: {start: first.start, end: second.end},
    text:
      part(second.start.offset, second.end.offset) +
      part(first.end.offset, second.start.offset) +
      part(first.start.offset, first.end.offset),
  }
}
