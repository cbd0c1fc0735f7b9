import type picocolors from 'picocolors'
import type {Finding} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {reasonOf} from '../verdict/reasons.ts'
import {excerpt} from './excerpt.ts'
import {printable} from './printable.ts'
import {count, inOrder, linkSummary, type Tally, tally} from './tally.ts'

/** For whom the report is. */
export interface Reader {
  /** `createColors(true or false)` of picocolors. */
  readonly colors: ReturnType<typeof picocolors.createColors>
  /** How wide the terminal is, in cells. */
  readonly columns: number
}

/** Unverified links that are shown of each reason; the rest is counted. */
const shownPerReason = 3

/** The report for a person at a terminal. `texts`: of the files that findings are in, by path, so that the place can be shown. */
export function pretty(inspection: Inspection, texts: ReadonlyMap<string, string>, reader: Reader): string {
  const lines = new Map([...texts].map(([path, text]) => [path, text.split(/\r\n?|\n/)]))
  const total = tally(inspection)
  return [
    ...inOrder(inspection.findings, inspection.paths).map(found => finding(found, lines.get(found.path), reader)),
    ...unproven(inspection.links, reader),
    summary(inspection, total, reader),
  ]
    .map(block => `${block}\n`)
    .join('\n')
}

function finding(
  {rule, severity, message, path, place, other, expected}: Finding,
  lines: readonly string[] | undefined,
  reader: Reader,
): string {
  const {colors} = reader
  const {line, column} = place.start
  const level = severity === 'error' ? colors.red(severity) : colors.yellow(severity)
  return [
    `${colors.bold(`${printable(path)}:${line}:${column}`)} ${level} ${colors.dim(printable(rule))}`,
    `  ${printable(message)}`,
    ...(lines === undefined ? [] : source(place, lines, expected, reader)),
    ...(other === undefined ? [] : [colors.dim(`  See also ${printable(path)}:${other.start.line}:${other.start.column}`)]),
  ].join('\n')
}

/** The line, a mark under the place, and the fix behind it: `~~ → ` - `` */
function source(
  {start, end}: Finding['place'],
  lines: readonly string[],
  expected: readonly string[],
  {colors, columns}: Reader,
): readonly string[] {
  const text = lines[start.line - 1]
  if (text === undefined) return []
  const lastLine = end.column === 1 && end.line > start.line ? end.line - 1 : end.line
  const gutter = String(start.line)
  const room = Math.max(20, columns - gutter.length - 6)
  const {
    text: shown,
    indent,
    length,
  } = excerpt(text, start.column - 1, end.line === start.line ? end.column - 1 : text.length, room)
  const mark = length === 0 ? '^' : '~'.repeat(length)
  const more = lastLine === start.line ? '' : ` to line ${lastLine}`
  const margin = `  ${' '.repeat(gutter.length)} ${colors.dim('│')} `
  const {beside, below} = fix(expected)
  return [
    `  ${colors.dim(`${gutter} │`)} ${shown}`,
    `${margin}${' '.repeat(indent)}${colors.red(mark)}${more}${beside === undefined ? '' : colors.green(` → ${beside}`)}`,
    ...below.map(line => `${margin}${colors.green(line)}`),
  ]
}

/** What could stand there instead: short things beside the mark, long ones below it. */
function fix(expected: readonly string[]): {readonly beside: string | undefined; readonly below: readonly string[]} {
  if (expected.length === 0) return {beside: undefined, below: []}
  const [only] = expected
  if (expected.length === 1 && only !== undefined && (only.includes('\n') || only.length > 60)) {
    const lines = only.replace(/\n$/, '').split('\n')
    return {beside: undefined, below: lines.map((line, index) => `${index === 0 ? '→' : ' '} ${printable(line)}`)}
  }
  return {beside: expected.map(text => (text === '' ? 'delete this' : `\`${printable(text)}\``)).join(' or '), below: []}
}

/** Links that could not be verified, folded by reason: no problems, but who wonders can read why. */
function unproven(links: readonly CheckedLink[], {colors}: Reader): readonly string[] {
  const open = links.filter(({verdict}) => verdict.kind === 'unverified' || verdict.kind === 'refused')
  if (open.length === 0) return []
  const groups = [...Map.groupBy(open, ({verdict}) => reasonOf(verdict))].toSorted(([, a], [, b]) => b.length - a.length)
  const lines = groups.flatMap(([reason, group]) => [
    `  ${reason}`,
    ...group.slice(0, shownPerReason).map(({url, occurrences}) => `    ${printable(url)}  ${where(occurrences)}`),
    ...(group.length > shownPerReason ? [`    and ${count(group.length - shownPerReason, 'other')}`] : []),
  ])
  return [colors.dim([`${count(open.length, 'link')} could not be verified (not a problem):`, ...lines].join('\n'))]
}

function where(occurrences: CheckedLink['occurrences']): string {
  const [first] = occurrences
  if (first === undefined) return ''
  const more = occurrences.length > 1 ? ` (${occurrences.length} times)` : ''
  return `${printable(first.path)}:${first.place.start.line}:${first.place.start.column}${more}`
}

function summary(inspection: Inspection, total: Tally, {colors}: Reader): string {
  const {errors, warnings} = total
  const lists = count(total.files, 'file')
  const both = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(words => words !== false)
  const verdict =
    both.length > 0
      ? (errors > 0 ? colors.red : colors.yellow)(`${both.join(', ')} in ${lists}`)
      : total.files === 0
        ? 'No list was checked'
        : colors.green(`No problems in ${lists}`)
  return [
    ...inspection.notes.map(note => printable(note)),
    verdict,
    ...(inspection.links.length > 0 ? [linkSummary(inspection.links, total)] : []),
  ].join('\n')
}
