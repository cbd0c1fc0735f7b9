import {parsePatch, type StructuredPatchHunk} from 'diff'
import type {Hunk} from '../findings/change.ts'

/**
 * The hunks of a file's patch as GitHub gives it, in lines of head. None where there is no patch (a large or binary file), or one that
 * can't be read: then nothing can be said on a line of the file.
 */
export function readPatch(patch: string | undefined): readonly Hunk[] {
  if (patch === undefined) return []
  try {
    return parsePatch(patch)
      .flatMap(({hunks}) => hunks)
      .filter(({newLines}) => newLines > 0)
      .map(readHunk)
  } catch {
    return []
  }
}

function readHunk({newStart, newLines, lines}: StructuredPatchHunk): Hunk {
  const added: number[] = []
  const deletedAfter = new Set<number>()
  // The last line of head that was passed.
  let line = newStart - 1
  for (const {0: mark} of lines) {
    if (mark === '-') deletedAfter.add(line)
    else if (mark === '+') added.push(++line)
    else if (mark === ' ') line++
  }
  return {lines: {start: newStart, end: newStart + newLines - 1}, added, deletedAfter: [...deletedAfter]}
}
