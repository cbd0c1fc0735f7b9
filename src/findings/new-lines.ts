import type {FileChange} from './change.ts'
import {distinct, enoughPairs, keptLines, linesOf} from './lines.ts'

/**
 * Which lines of head a change wrote (from 1). GitHub's hunks say which ones it added; where it shows none, the texts are compared.
 *
 * A line that the change took away elsewhere, and that says the same but for its indentation, its bullet or the padding of its cells,
 * was moved: nobody wrote it. A copy is new, since the first one is still there.
 */
export function newLines(mergeBase: string | undefined, head: string, hunks: FileChange['hunks']): (line: number) => boolean {
  const lines = linesOf(head)
  const base = linesOf(mergeBase ?? '')
  const added = hunks.length > 0 ? new Set(hunks.flatMap(hunk => hunk.added)) : addedLines(base, lines)
  if (added.size === 0 || base.length === 0) return line => added.has(line)

  const gone = new Map<string, number>()
  const count = (text: string, by: number) => gone.set(text, (gone.get(text) ?? 0) + by)
  for (const line of base) count(said(line), 1)
  for (const [index, line] of lines.entries()) if (!added.has(index + 1)) count(said(line), -1)

  const written = new Set<number>()
  for (const number of [...added].toSorted((one, other) => one - other)) {
    const text = said(lines[number - 1] ?? '')
    if ((gone.get(text) ?? 0) > 0) count(text, -1)
    else written.add(number)
  }
  return line => written.has(line)
}

/** What a line says, wherever it stands and however deep. */
function said(line: string): string {
  const text = line.trim().replace(/^(?:(?:[-*+]|\d{1,9}[.)])\s+)+/, '')
  if (!text.includes('|')) return text
  // A table is padded anew as soon as one of its cells grows.
  return text
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ?\| ?/g, '|')
    .replaceAll(/^\||\|$/g, '')
}

/** Lines of head that the base does not have at their place. */
function addedLines(base: readonly string[], head: readonly string[]): ReadonlySet<number> {
  const shortest = Math.min(base.length, head.length)
  let start = 0
  while (start < shortest && base[start] === head[start]) start += 1
  let end = 0
  while (end < shortest - start && base.at(-1 - end) === head.at(-1 - end)) end += 1

  const before = base.slice(start, base.length - end)
  const after = head.slice(start, head.length - end)
  const kept = before.length * after.length > enoughPairs ? keptAnywhere(before, after) : keptInOrder(before, after)
  return new Set(after.flatMap((_, index) => (kept.has(index) ? [] : [start + index + 1])))
}

function keptInOrder(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  const [old = [], now = []] = distinct(before, after)
  return new Set([...keptLines(old, now).values()].map(line => line - 1))
}

/** Texts too long to be compared: the first ones of lines that are alike are the old ones. */
function keptAnywhere(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  const old = new Map<string, number>()
  for (const line of before) old.set(line, (old.get(line) ?? 0) + 1)
  const kept = new Set<number>()
  for (const [index, line] of after.entries()) {
    const left = old.get(line) ?? 0
    if (left > 0) kept.add(index)
    old.set(line, left - 1)
  }
  return kept
}
