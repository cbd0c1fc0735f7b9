import {FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch} from 'diff'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'

/** Lines taken away and added: finding the fewest takes time by their square. With more of them the whole text counts as one change. */
const mostEdits = 4_000

/** What became of a text, as `git apply` and `patch -p1` read it. Empty if nothing did. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const options = {context: 3, maxEditLength: mostEdits}
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, options)
  return formatPatch(patch ?? asOneChange(path, before, after), FILE_HEADERS_ONLY)
}

/** The same for a person at a terminal: coloured, and harmless whatever the text holds. */
export function prettyDiff(diff: string, {colors}: Pick<Reader, 'colors'>): string {
  const color = (line: string): ((text: string) => string) => {
    if (/^(?:---|\+\+\+) /.test(line)) return colors.bold
    if (line.startsWith('@@')) return colors.cyan
    return line.startsWith('+') ? colors.green : line.startsWith('-') ? colors.red : String
  }
  return diff
    .split('\n')
    .map(line => color(line)(printable(line.replace(/\r$/, ''))))
    .join('\n')
}

function asOneChange(path: string, before: string, after: string): StructuredPatch {
  const [old, now] = [linesOf(before), linesOf(after)]
  return {
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [
      {
        oldStart: 1,
        oldLines: old.length,
        newStart: 1,
        newLines: now.length,
        lines: [...old.flatMap(line => marked('-', line)), ...now.flatMap(line => marked('+', line))],
      },
    ],
  }
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

const marked = (sign: '-' | '+', line: string): readonly string[] =>
  line.endsWith('\n') ? [`${sign}${line.slice(0, -1)}`] : [`${sign}${line}`, '\\ No newline at end of file']
