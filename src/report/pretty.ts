import type {Finding} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {reasonOf} from '../verdict/reasons.ts'
import {markedLine} from './marked-line.ts'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'
import {count, inOrder, linkSummary, type Tally, tally} from './tally.ts'

/** Unverified links that are shown of each reason; the rest is counted. */
const shownPerReason = 3

/** What is shown beside what was found. */
interface More {
  /** How many problems are mended. */
  readonly fixed?: number
  /** Whether every link that was not verified is named, and every one that was not asked for, with all its places. */
  readonly verbose?: boolean
}

/** The report for a person at a terminal. `texts`: of the files that findings are in, by path, so that the place can be shown. */
export function pretty(
  inspection: Inspection,
  texts: ReadonlyMap<string, string>,
  reader: Reader,
  {fixed = 0, verbose = false}: More = {},
): string {
  const lines = new Map([...texts].map(([path, text]) => [path, text.split(/\r\n?|\n/)]))
  const total = tally(inspection)
  return [
    ...inOrder(inspection.findings, inspection.paths).map(found => finding(found, lines.get(found.path), reader)),
    ...unproven(inspection.links, reader, verbose),
    ...(verbose ? leftOut(inspection.links, reader) : []),
    summary(inspection, total, reader, fixed),
  ]
    .map(block => `${block}\n`)
    .join('\n')
}

function finding(
  {rule, severity, message, path, place, other, expected, suggested}: Finding,
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
    ...(suggested === undefined ? [] : [colors.dim(`  Perhaps: add \`${printable(suggested.text)}\``)]),
    ...(other === undefined ? [] : [colors.dim(`  See also ${printable(path)}:${other.start.line}:${other.start.column}`)]),
  ].join('\n')
}

/** Links that could not be verified, folded by reason: no problems, but who wonders can read why. */
function unproven(links: readonly CheckedLink[], {colors}: Reader, verbose: boolean): readonly string[] {
  const open = links.filter(({verdict}) => verdict.kind === 'unverified' || verdict.kind === 'refused')
  if (open.length === 0) return []
  const title = `${count(open.length, 'link')} could not be verified (not a problem):`
  return [colors.dim([title, ...byReason(open, verbose)].join('\n'))]
}

/** Links that nobody was asked about. */
function leftOut(links: readonly CheckedLink[], {colors}: Reader): readonly string[] {
  const ignored = links.filter(({verdict}) => verdict.kind === 'ignored')
  if (ignored.length === 0) return []
  return [colors.dim([`${count(ignored.length, 'link')} left out:`, ...byReason(ignored, true)].join('\n'))]
}

function byReason(links: readonly CheckedLink[], verbose: boolean): readonly string[] {
  const groups = [...Map.groupBy(links, ({verdict}) => reasonOf(verdict))].toSorted(([, a], [, b]) => b.length - a.length)
  return groups.flatMap(([reason, group]) => {
    const shown = verbose ? group : group.slice(0, shownPerReason)
    return [
      `  ${reason}`,
      ...shown.map(({url, occurrences}) => `    ${shortened(printable(url))}  ${where(occurrences, verbose)}`),
      ...(group.length > shown.length ? [`    and ${count(group.length - shown.length, 'other')}`] : []),
    ]
  })
}

/** A picture may be all in its address. */
const shortened = (url: string): string => (url.length > longestUrl ? `${url.slice(0, longestUrl)}…` : url)

const longestUrl = 300

function where(occurrences: CheckedLink['occurrences'], verbose: boolean): string {
  const places = occurrences.map(({path, place: {start}}) => `${printable(path)}:${start.line}:${start.column}`)
  if (verbose) return places.join(', ')
  return `${places[0] ?? ''}${places.length > 1 ? ` (${places.length} times)` : ''}`
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
    ...(inspection.links.length > 0 ? [linkSummary(inspection.links, total, colors)] : []),
  ].join('\n')
}
