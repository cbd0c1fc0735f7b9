import type {Finding} from './finding.ts'

interface Edit {
  readonly start: number
  readonly end: number
  readonly finding: Finding
}

/** Edits without those that move lines in which another one changes a word: the word first, else neither could be shown. */
export function withoutCrossing<One extends Edit>(edits: readonly One[]): readonly One[] {
  const words = edits.filter(edit => !isMove(edit)).toSorted((one, other) => one.start - other.start)
  if (words.length === edits.length) return edits
  /** The furthest end of all that begin before one: what a move must not reach into from above. */
  const ends: number[] = []
  for (const {end} of words) ends.push(Math.max(ends.at(-1) ?? 0, end))
  return edits.filter(edit => {
    if (!isMove(edit)) return true
    const before = countBelow(words, edit.end)
    return before === 0 || (ends[before - 1] ?? 0) < edit.start
  })
}

const isMove = ({finding}: Edit): boolean => finding.expected.length === 0 && finding.swap !== undefined

/** How many begin at `limit` or before. */
function countBelow(edits: readonly Edit[], limit: number): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.start ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
