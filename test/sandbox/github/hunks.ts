/** A line of a diff. `left` and `right` are its numbers in the old and the new file, where it is in them. */
export interface DiffLine {
  readonly kind: ' ' | '+' | '-'
  readonly left: number | undefined
  readonly right: number | undefined
  readonly text: string
  /** GitHub's old way to count: lines below the first `@@`. */
  readonly position: number
}

export interface DiffHunk {
  readonly header: string
  readonly lines: readonly DiffLine[]
}

export type Side = 'LEFT' | 'RIGHT'

/** Reads a patch as git writes it, from the first `@@` on. */
export function readHunks(patch: string): readonly DiffHunk[] {
  const hunks: {header: string; lines: DiffLine[]}[] = []
  let left = 0
  let right = 0
  for (const [index, line] of patch.split('\n').entries()) {
    const start = /^@@ -(?<left>\d+)(?:,\d+)? \+(?<right>\d+)(?:,\d+)? @@/.exec(line)?.groups
    const lines = hunks.at(-1)?.lines
    if (start !== undefined) {
      left = Number(start['left'])
      right = Number(start['right'])
      hunks.push({header: line, lines: []})
    } else if (line.startsWith('+')) {
      lines?.push({kind: '+', left: undefined, right: right++, text: line.slice(1), position: index})
    } else if (line.startsWith('-')) {
      lines?.push({kind: '-', left: left++, right: undefined, text: line.slice(1), position: index})
    } else if (line.startsWith(' ')) {
      lines?.push({kind: ' ', left: left++, right: right++, text: line.slice(1), position: index})
    }
  }
  return hunks
}

/** Whether a line of the diff is this line of a file's side. */
export const isLine = (line: DiffLine, side: Side, number: number): boolean =>
  (side === 'LEFT' ? line.left : line.right) === number

/** The hunk that shows a line, if one does. */
export const hunkOf = (hunks: readonly DiffHunk[], side: Side, number: number): DiffHunk | undefined =>
  hunks.find(({lines}) => lines.some(line => isLine(line, side, number)))

/** The part of a hunk that GitHub shows above a comment: from its header down to the line. */
export function diffHunkText(hunk: DiffHunk, side: Side, number: number): string {
  const last = hunk.lines.findIndex(line => isLine(line, side, number))
  return [hunk.header, ...hunk.lines.slice(0, last + 1).map(({kind, text}) => `${kind}${text}`)].join('\n')
}

/** Where a line of the old file is in the new one; undefined if it was changed or is gone. `hunks` must have context. */
export function moveLine(hunks: readonly DiffHunk[], number: number): number | undefined {
  let shift = 0
  for (const {lines} of hunks) {
    for (const line of lines) {
      if (line.left === number) return line.right
      if (line.left !== undefined && line.left > number) return number + shift
      if (line.kind === '+') shift++
      if (line.kind === '-') shift--
    }
  }
  return number + shift
}
