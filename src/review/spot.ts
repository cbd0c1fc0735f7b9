import type {FileChange, Hunk} from '../findings/change.ts'
import type {Finding} from '../findings/finding.ts'
import {offerOf} from '../findings/fix-of.ts'
import type {Place} from '../markdown/place.ts'
import {compareText} from './numbered.ts'

/** Lines of head, from 1, both inclusive. */
export interface Lines {
  readonly start: number
  readonly end: number
}

/** Where a comment can stand, and what it tells there. */
export interface Spot extends Lines {
  readonly path: string
  readonly findings: readonly Finding[]
}

/** More than this on one line nobody reads; a marker has its limits too. The rest is told by the check run. */
export const mostFindings = 40

/**
 * The spots on which findings can be told, none overlapping another: findings on the same lines share one. What has no line that
 * GitHub lets us comment on is in none of them.
 */
export function spots(findings: readonly Finding[], files: readonly FileChange[]): Spot[] {
  const byPath = new Map(files.map(file => [file.path, file]))
  const each = findings.flatMap(finding => {
    const file = byPath.get(finding.path)
    const lines = file === undefined ? undefined : linesFor(finding, file)
    return lines === undefined ? [] : [{...lines, path: finding.path, findings: [finding]}]
  })
  const sorted = each.toSorted(
    (one, other) => compareText(one.path, other.path) || one.start - other.start || one.end - other.end,
  )

  const joined: Spot[] = []
  for (const spot of sorted) {
    const last = joined.at(-1)
    const isSame = last !== undefined && last.path === spot.path && spot.start <= last.end
    if (!isSame) joined.push(spot)
    else if (last.findings.length < mostFindings)
      joined[joined.length - 1] = {...last, end: Math.max(last.end, spot.end), findings: [...last.findings, ...spot.findings]}
  }
  return joined
}

/** A move over more lines than this is easier said than read. */
const mostMovedLines = 12

/** All lines that a fix would replace, where GitHub could apply it; else one line to speak on, a touched one rather than its neighbour. */
function linesFor(finding: Finding, {hunks, head}: FileChange): Lines | undefined {
  const {place, anchor, other} = finding
  const fix = offerOf(finding, head)
  const lines = fix && linesOfPlace(fix.place)
  const isClose = lines !== undefined && (finding.swap === undefined || lines.end - lines.start < mostMovedLines)
  if (isClose && canSuggest(lines, hunks, head)) return lines
  const candidates = [anchor, place, ...(other === undefined ? [] : [other])].map(linesOfPlace)
  const line = firstOf(candidates, hunks, addedLines) ?? firstOf(candidates, hunks, shownLines)
  return line === undefined ? undefined : {start: line, end: line}
}

/** Lines of a place; an end at the very start of a line is the end of the one before. */
const linesOfPlace = ({start, end}: Place): Lines => ({
  start: start.line,
  end: end.column === 1 && end.line > start.line ? end.line - 1 : end.line,
})

/** Whether GitHub could apply a suggestion that stands on these lines: in one hunk, nothing deleted between them, no CRLF in the file. */
export const canSuggest = ({start, end}: Lines, hunks: readonly Hunk[], head: string): boolean =>
  !head.includes('\r') &&
  hunks.some(
    ({lines, deletedAfter}) =>
      lines.start <= start && end <= lines.end && !deletedAfter.some(line => start <= line && line < end),
  )

type LinesOfHunk = (hunk: Hunk, within: Lines) => number | undefined

const addedLines: LinesOfHunk = ({added}, {start, end}) => added.find(line => start <= line && line <= end)

const shownLines: LinesOfHunk = ({lines}, {start, end}) => {
  const first = Math.max(lines.start, start)
  return first <= Math.min(lines.end, end) ? first : undefined
}

function firstOf(candidates: readonly Lines[], hunks: readonly Hunk[], find: LinesOfHunk): number | undefined {
  for (const within of candidates)
    for (const hunk of hunks) {
      const line = find(hunk, within)
      if (line !== undefined) return line
    }
  return undefined
}
