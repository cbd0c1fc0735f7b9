/** Nobody means a name by a text longer than this; comparing takes time by both lengths. */
const longest = 100

/** The one of `names` that was most likely meant by `typed`, or undefined if none is near. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  if (typed.length > longest) return undefined
  const wanted = plain(typed)
  let best: {readonly name: string; readonly distance: number} | undefined
  for (const name of names) {
    const candidate = plain(name)
    const distance = candidate === wanted ? 0 : edits(wanted, candidate)
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3))
    if (distance <= allowed && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = {name, distance}
  }
  return best?.name
}

/** `fail_on`, `fail-on` and `failon` mean the same. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]/g, '')

/** How many letters must be added, taken away, changed or swapped with their neighbour (optimal string alignment). */
function edits(from: string, to: string): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({length: to.length + 1}, (_, column) => column)
  for (let line = 1; line <= from.length; line++) {
    const next = [line]
    for (let column = 1; column <= to.length; column++) {
      const same = from[line - 1] === to[column - 1]
      const swapped = line > 1 && column > 1 && from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1]
      next.push(
        Math.min(
          at(next, column - 1) + 1,
          at(row, column) + 1,
          at(row, column - 1) + (same ? 0 : 1),
          swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = row
    row = next
  }
  return at(row, to.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY
