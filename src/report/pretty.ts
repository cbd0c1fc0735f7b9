import type {Finding} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {reasonOf} from '../verdict/reasons.ts'
import {markedLine} from './marked-line.ts'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'
import {count, inOrder, linkSummary, type Tally, tally} from './tally.ts'

/** Unverified links that are shown of each reason; the rest is counted. */
const shownPerReason = 3

/** The report for a person at a terminal. `texts`: of the files that findings are in, by path, so that the place can be shown. `fixed`: how many problems are mended. */
export function pretty(inspection: Inspection, texts: ReadonlyMap<string, string>, reader: Reader, fixed = 0): string {
  const lines = new Map([...texts].map(([path, text]) => [path, text.split(/\r\n?|\n/)]))
  const total = tally(inspection)
  return [
    ...inOrder(inspection.findings, inspection.paths).map(found => finding(found, lines.get(found.path), reader)),
    ...unproven(inspection.links, reader),
    summary(inspection, total, reader, fixed),
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
    ...(lines === undefined ? [] : markedLine(place, lines, expected, reader)),
    ...(other === undefined ? [] : [colors.dim(`  See also ${printable(path)}:${other.start.line}:${other.start.column}`)]),
  ].join('\n')
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

function summary(inspection: Inspection, total: Tally, {colors}: Reader, fixed: number): string {
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
    ...(fixed === 0 ? [] : [colors.green(`${count(fixed, 'problem')} fixed`)]),
    verdict,
    ...(inspection.links.length > 0 ? [linkSummary(inspection.links, total)] : []),
  ].join('\n')
}
