import type {Finding} from '../findings/finding.ts'
import {offerOf} from '../findings/fix-of.ts'
import {linesOf} from '../findings/lines.ts'
import {withoutCrossing} from '../findings/without-crossing.ts'
import {isSuggestible} from '../markdown/suggestible.ts'
import {compareText} from './numbered.ts'
import type {Lines} from './spot.ts'

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly finding: Finding
}

/**
 * The lines that should stand in place of `start` to `end` of head, with all fixes of these findings that go together; undefined where
 * nothing changes that a suggestion can change (a missing line end at the end of a file can't be).
 */
export function suggestedLines(head: string, {start, end}: Lines, findings: readonly Finding[]): string[] | undefined {
  const all = linesOf(head)
  const old = all.slice(start - 1, end)
  if (old.length !== end - start + 1) return undefined
  const from = lengthOf(all.slice(0, start - 1))
  const to = from + lengthOf(old)

  const edits = findings.flatMap(finding => editOf(finding, head)).filter(edit => from <= edit.start && edit.end <= to)
  const fixed = applied(head, {start: from, end: to}, withoutCrossing(edits))
  // Else the line after them would be drawn up.
  if (fixed !== '' && old.at(-1)?.endsWith('\n') === true && !fixed.endsWith('\n')) return undefined

  const lines = withoutEnds(linesOf(fixed))
  const before = withoutEnds(old)
  const isSame = lines.length === before.length && lines.every((line, index) => line === before[index])
  return isSame || !isSuggestible(lines) ? undefined : lines
}

/** A fix that takes away all that a line holds takes the line away. */
function editOf(finding: Finding, head: string): Edit[] {
  const fix = offerOf(finding, head)
  if (fix === undefined) return []
  const {text} = fix
  const {start, end} = {start: fix.place.start.offset, end: fix.place.end.offset}
  const isWhole = (start === 0 || head[start - 1] === '\n') && head[end] === '\n'
  return [{start, end: text === '' && isWhole && end > start ? end + 1 : end, text, finding}]
}

/** Of fixes that overlap the first one counts: the others are still told in words. */
function applied(head: string, {start, end}: {readonly start: number; readonly end: number}, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let done = start
  let last: Edit | undefined
  for (const edit of edits.toSorted(
    (one, other) => one.start - other.start || one.end - other.end || compareText(one.text, other.text),
  )) {
    if (edit.start < done || (last?.start === edit.start && !isBeforeDeletion(last, edit))) continue
    pieces.push(head.slice(done, edit.start), edit.text)
    done = edit.end
    last = edit
  }
  return [...pieces, head.slice(done, end)].join('')
}

/** What is put in where something is taken away: both can be had. */
const isBeforeDeletion = (one: Edit, other: Edit): boolean => one.start === one.end && other.text === ''

const lengthOf = (lines: readonly string[]): number => lines.reduce((length, line) => length + line.length, 0)

const withoutEnds = (lines: readonly string[]): string[] => lines.map(line => line.replace(/\n$/, ''))
