import type {Finding} from '../findings/finding.ts'
import type {Situation} from './situation.ts'
import {canSuggest, type Lines} from './spot.ts'
import {suggestedLines} from './suggestion.ts'

/** The lines to suggest in place of these, if the list wants that and GitHub can apply them. */
export function suggestionOn(
  lines: Lines,
  path: string,
  findings: readonly Finding[],
  {files, limits}: Situation,
): string[] | undefined {
  const file = files.find(candidate => candidate.path === path)
  if (file === undefined || limits.suggestions === false || !canSuggest(lines, file.hunks, file.head)) return undefined
  return suggestedLines(file.head, lines, findings)
}
