import {diffIndices} from 'node-diff3'

/** Pairs of lines that a comparison may look at: far more than any list needs, and a fraction of a second. */
export const enoughPairs = 50_000_000

/** Lines with their ends, whatever these are. Only a line feed ends one: git and GitHub count so. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/**
 * Names for lines, so that hardly two of a text are the same: a line that occurs more than once is known by the one before it that
 * does not, and its number since. node-diff3 takes cubic time where lines repeat (152 s for 4,900 blank ones), and blank lines mean
 * nothing but their neighbours.
 */
export function distinct(...texts: readonly (readonly string[])[]): string[][] {
  const repeated = new Set(texts.flatMap(repeatedLines))
  const numbers = new Map<string, number>()
  const numberOf = (line: string) => {
    const number = numbers.get(line) ?? numbers.size
    numbers.set(line, number)
    return number
  }
  const named = (lines: readonly string[]) => {
    let anchor = -1
    let since = new Map<number, number>()
    return lines.map(line => {
      const number = numberOf(line)
      if (!repeated.has(line)) {
        anchor = number
        since = new Map()
        return `${number}`
      }
      const count = (since.get(number) ?? 0) + 1
      since.set(number, count)
      return `${number} ${anchor} ${count}`
    })
  }
  return texts.map(named)
}

function repeatedLines(lines: readonly string[]): string[] {
  const seen = new Set<string>()
  return lines.filter(line => seen.has(line) || !seen.add(line))
}

/** From lines of the base to the lines of head on which they still stand, both from 1. */
export function keptLines(base: string[], head: string[]): ReadonlyMap<number, number> {
  const kept = new Map<number, number>()
  let from = 0
  let to = 0
  const keep = (until: number) => {
    for (; from < until; from += 1, to += 1) kept.set(from + 1, to + 1)
  }
  for (const {buffer1, buffer2} of diffIndices(base, head)) {
    keep(buffer1[0])
    from = buffer1[0] + buffer1[1]
    to = buffer2[0] + buffer2[1]
  }
  keep(base.length)
  return kept
}
