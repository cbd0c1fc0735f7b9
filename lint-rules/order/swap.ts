import type {Entry} from '../../src/list/list.ts'
import type {Place} from '../../src/markdown/place.ts'

/** More text than this nobody moves at once. */
const longest = 20_000

const blankLine = /\n[ \t]{0,100}\r?\n|\r[ \t]{0,100}\r/

/** An entry, and those between which it belongs. */
interface Move {
  readonly entry: Entry
  readonly before: Entry | undefined
  readonly after: Entry | undefined
}

/** The entry's lines and those that it has to pass; undefined where they are no whole lines, are numbered, or have blank ones between them. */
export function swapOf({entry, before, after}: Move, text: string): {readonly first: Place; readonly second: Place} | undefined {
  const own = wholeLines(entry.whole, text)
  const down = before !== undefined && before.place.start.offset > entry.place.start.offset
  const target = down ? before : after
  const there = target && wholeLines(target.whole, text)
  if (own === undefined || there === undefined) return undefined
  const passed = down ? lineEndAfter(own, text) : lineEndAfter(there, text)
  if (passed === undefined) return undefined

  const [first, second] = down ? [own, {start: passed, end: there.end}] : [{start: there.start, end: lineBefore(own, text)}, own]
  if (first.end.offset < first.start.offset || second.end.offset < second.start.offset) return undefined
  const all = text.slice(first.start.offset, second.end.offset)
  return all.length > longest || blankLine.test(all) ? undefined : {first, second}
}

/** From the start of the first line to the end of the last one, if nothing else stands on them. */
function wholeLines({start, end}: Place, text: string): Place | undefined {
  const from = start.offset - (start.column - 1)
  if (text.slice(from, start.offset).trim() !== '' || /\d/.test(text[start.offset] ?? '')) return undefined
  const rest = /^[ \t]{0,1000}(?=[\r\n]|$)/.exec(text.slice(end.offset, end.offset + 1001))?.[0]
  if (rest === undefined) return undefined
  return {
    start: {line: start.line, column: 1, offset: from},
    end: {line: end.line, column: end.column + rest.length, offset: end.offset + rest.length},
  }
}

/** Where the line below begins. */
function lineEndAfter({end}: Place, text: string): Place['start'] | undefined {
  const ending = /^(?:\r\n|\n|\r)/.exec(text.slice(end.offset, end.offset + 2))?.[0]
  return ending === undefined ? undefined : {line: end.line + 1, column: 1, offset: end.offset + ending.length}
}

/** Where the line above ends. */
function lineBefore({start}: Place, text: string): Place['end'] {
  const ending = /(?:\r\n|\n|\r)$/.exec(text.slice(Math.max(0, start.offset - 2), start.offset))?.[0] ?? ''
  const end = start.offset - ending.length
  const from = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1
  return {line: start.line - 1, column: end - from + 1, offset: end}
}
