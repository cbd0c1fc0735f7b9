import type {Finding} from './finding.ts'
import {fixOf} from './fix-of.ts'
import {withoutCrossing} from './without-crossing.ts'

/** A text, and the findings whose fixes are in it. */
export interface Fixed {
  readonly text: string
  readonly applied: readonly Finding[]
}

/**
 * A text with the fixes of its findings, and not a character changed beside them.
 *
 * Of two that meet the first one wins, since the other was thought out for a text that is no more: whoever looks again finds out whether
 * it is still needed. Line ends are those of the text.
 */
export function applyFixes(text: string, findings: readonly Finding[]): Fixed {
  const applied: Finding[] = []
  const pieces: string[] = []
  let done = 0
  let last: Edit | undefined
  for (const edit of editsOf(text, findings)) {
    if (last !== undefined && meet(last, edit)) continue
    pieces.push(text.slice(done, edit.start), edit.replacement)
    applied.push(edit.finding)
    done = edit.end
    last = edit
  }
  return {text: [...pieces, text.slice(done)].join(''), applied}
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly finding: Finding
}

/** From top to bottom; those that would change nothing are left out. */
function editsOf(text: string, findings: readonly Finding[]): readonly Edit[] {
  const edits = findings.flatMap(finding => {
    const fix = fixOf(finding, text)
    if (fix === undefined) return []
    const [start, end] = [fix.place.start.offset, fix.place.end.offset]
    const replacement = withLineEnds(fix.text, text, end)
    return text.slice(start, end) === replacement ? [] : [{start, end, replacement, finding}]
  })
  return withoutCrossing(edits).toSorted((one, other) => one.start - other.start || one.end - other.end)
}

/** Do they overlap? Of two that touch, one that only puts something in has no certain place before or after the other. */
function meet(first: Edit, second: Edit): boolean {
  if (second.start < first.end) return true
  const isInsertion = ({start, end}: Edit): boolean => start === end
  return second.start === first.end && (isInsertion(first) || isInsertion(second))
}

/** Rules write `\n`; a text of Windows keeps its own. */
function withLineEnds(replacement: string, text: string, at: number): string {
  if (!replacement.includes('\n')) return replacement
  const after = text.indexOf('\n', at)
  const near = after === -1 ? text.lastIndexOf('\n', at) : after
  return near > 0 && text[near - 1] === '\r' ? replacement.replaceAll(/\r?\n/g, '\r\n') : replacement
}
