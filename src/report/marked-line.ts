import stringWidth from 'string-width'
import type {Place} from '../markdown/place.ts'
import {excerpt} from './excerpt.ts'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'

/** The line, a mark under the place, and what to do there. */
export function markedLine(
  place: Place,
  lines: readonly string[],
  expected: readonly string[],
  {colors, columns}: Reader,
): readonly string[] {
  const {start, end} = place
  const text = lines[start.line - 1]
  if (text === undefined) return []
  const gutter = String(start.line)
  const room = Math.max(20, columns - gutter.length - 6)
  const from = start.column - 1
  const to = end.line === start.line ? end.column - 1 : text.length
  const whole = excerpt(text, from, to, room)
  const {above, beside, below} = fixShown(place, lines, expected, room, whole.length)
  // What stands beside the mark needs room, too; so does a mark between two characters.
  const words = (beside === undefined ? 0 : stringWidth(beside) + arrow.length) + (whole.length === 0 ? 1 : 0)
  const {
    text: shown,
    indent,
    length,
  } = whole.indent + whole.length + words > room ? excerpt(text, from, to, Math.max(20, room - words)) : whole

  const margin = `  ${' '.repeat(gutter.length)} ${colors.dim('│')} `
  const green = (line: string): string => `${margin}${colors.green(line)}`
  const lastLine = lastLineOf(place)
  const more = lastLine === start.line ? '' : ` to line ${lastLine}`
  const mark = `${colors.red(length === 0 ? '^' : '~'.repeat(length))}${more}${beside === undefined ? '' : colors.green(`${arrow}${beside}`)}`
  const isOnlyBetween = start.offset === end.offset && above.length + below.length > 0
  return [
    ...above.map(green),
    `  ${colors.dim(`${gutter} │`)} ${shown}`,
    ...(isOnlyBetween ? [] : [`${margin}${' '.repeat(indent)}${mark}`]),
    ...below.map(green),
  ]
}

const arrow = ' → '

/** What could stand at a place, in words beside its mark, or as lines above or below. */
interface FixShown {
  readonly above: readonly string[]
  readonly beside: string | undefined
  readonly below: readonly string[]
}

/** Longer than this no fix stands beside a mark. */
const longestBeside = 60

/** Short things stand beside the mark. Of a long one the line is shown as it will be, and lines that are added where they will be. */
function fixShown(place: Place, lines: readonly string[], expected: readonly string[], room: number, marked: number): FixShown {
  const [only] = expected
  const most = Math.min(longestBeside, room - marked - 5)
  if (only === undefined || expected.length > 1 || !(only.includes('\n') || only.length > most)) {
    const words = expected.map(text => inWords(place, text))
    return {above: [], beside: words.length === 0 ? undefined : words.join(' or '), below: []}
  }
  const {start, end} = place
  const isInsertion = start.offset === end.offset
  const before = (lines[start.line - 1] ?? '').slice(0, start.column - 1)
  const after = (lines[end.line - 1] ?? '').slice(end.column - 1)
  const cut = (line: string, from = 0): string => excerpt(line, from, from, room - 2).text
  const signed = (sign: string, text: string): readonly string[] =>
    text
      .replace(/\n$/, '')
      .split('\n')
      .map(
        (line, index) =>
          `${index === 0 || sign === '+' ? sign : ' '} ${cut(line, index === 0 ? Math.min(before.length, line.length) : 0)}`,
      )

  if (isInsertion && before === '' && only.endsWith('\n')) return {above: signed('+', only), beside: undefined, below: []}
  if (isInsertion && after === '' && only.startsWith('\n'))
    return {above: [], beside: undefined, below: signed('+', only.slice(1))}
  const isWholeLines = end.column === 1 && end.line > start.line && only.endsWith('\n')
  return {above: [], beside: undefined, below: signed('→', `${before}${only}${isWholeLines ? '' : after}`)}
}

function inWords(place: Place, text: string): string {
  const {start, end} = place
  if (start.offset === end.offset) return `add \`${printable(text)}\``
  if (text !== '') return `\`${printable(text)}\``
  if (start.column > 1 || end.column > 1) return 'delete this'
  return lastLineOf(place) === start.line ? 'delete this line' : 'delete these lines'
}

/** The last line of which a place holds something. */
const lastLineOf = ({start, end}: Place): number => (end.column === 1 && end.line > start.line ? end.line - 1 : end.line)
