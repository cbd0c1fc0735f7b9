import type {Generated} from '../list/generated.ts'
import {code} from '../markdown/message.ts'
import type {Place} from '../markdown/place.ts'
import type {FileChange} from './change.ts'
import type {Finding} from './finding.ts'
import {fingerprint} from './fingerprint.ts'
import {linesOf} from './lines.ts'
import {mergeIntoTip} from './merge-into-tip.ts'
import {type SeveritySetting, severitySet} from './severity-set.ts'

/** A change by hand to what a tool writes. */
export const generatedRule = 'generated'

/** Told once of a change by hand to a generated list, on the first line that it added: which file to edit instead. */
export function generatedFinding(file: FileChange, generated: Generated, setting: SeveritySetting | undefined): Finding[] {
  const severity = severitySet(setting, 'warning')
  if (severity === 'off') return []
  const {path, head} = file
  const place = placeOfLine(head, firstChanged(file))
  return [
    {
      rule: generatedRule,
      severity,
      message: message(generated),
      path,
      place,
      anchor: place,
      expected: [],
      other: undefined,
      subject: {name: path.split('/').at(-1) ?? path, key: generatedRule},
      fingerprint: fingerprint(generatedRule, path, generatedRule),
    },
  ]
}

/** Which file to edit instead, as far as that is known. */
function message(generated: Generated): string {
  const {by, sources} = generated
  if (sources.length > 0) return `A tool writes this file, so edit ${sources.map(source => code(source)).join(' or ')} instead`
  if (by === 'history')
    return `A tool seems to write this file (most of its commits say ${code(generated.subject)}), so edit what it is written from instead`
  const who = by === 'comment' ? 'A comment at its beginning says' : 'The settings say'
  return `${who} that a tool writes this file, so edit what it is written from instead`
}

/** Said of a generated list that was passed over, as a whole sentence. */
export function generatedNote(path: string, {sources}: Generated): string {
  const instead = sources.length === 0 ? '' : ` from ${sources.map(source => code(source)).join(' and ')}`
  return `${code(path)} was not looked at: a tool writes it${instead}.`
}

/** The first line that a change added, or beside which it took some away; from 1. */
function firstChanged(file: FileChange): number {
  const {head, hunks} = file
  const added = hunks.flatMap(hunk => hunk.added)
  if (added.length > 0) return Math.min(...added)
  const [hunk] = hunks
  if (hunk !== undefined) return Math.max(hunk.lines.start, hunk.deletedAfter[0] ?? 0)
  const {isNew, headLine, text} = mergeIntoTip(file)
  for (let line = 1; line <= linesOf(text).length; line += 1) if (isNew(line)) return headLine(line) ?? line
  return Math.min(1, head.length)
}

function placeOfLine(text: string, line: number): Place {
  const lines = linesOf(text)
  const offset = lines.slice(0, Math.max(0, line - 1)).join('').length
  const length = (lines[line - 1] ?? '').replace(/\r?\n$/, '').length
  return {
    start: {line: Math.max(1, line), column: 1, offset},
    end: {line: Math.max(1, line), column: length + 1, offset: offset + length},
  }
}
