import {clearHabits} from '../findings/clear-habits.ts'
import type {Finding} from '../findings/finding.ts'
import type {Inspection} from '../findings/inspection.ts'
import {lintList} from '../findings/lint-list.ts'
import {suggestDescriptions} from '../findings/suggest-descriptions.ts'
import type {Settings} from '../settings/settings.ts'
import {type Asking, onCommandLine} from './ask-links.ts'
import {type CheckedLinks, checkedLinks, noLinks} from './checked-links.ts'
import {passOver} from './generated-lists.ts'

/**
 * Everything that is to be said about files as they are. Whoever names a file says by that that it is a list, but not that it is kept by
 * hand: one that a tool writes is passed over with a note. `outside` undefined: links are none of this run's business.
 */
export async function inspectFiles(
  outside: Asking | undefined,
  files: readonly {readonly path: string; readonly text: string}[],
  settings: Settings,
  signal: AbortSignal,
): Promise<Inspection> {
  const {byHand, aside} = passOver(files, settings)
  const lists = byHand.map(file => lintWhole(file, settings))

  const all = lists.map(({path, list}) => ({path, base: undefined, result: list}))
  const {
    links,
    notes,
    findings: told,
    factsOf,
  } = outside === undefined ? noLinks : await checkedLinks(outside, all, settings, onCommandLine, signal)
  return {
    paths: [...lists.map(({path}) => path), ...aside.paths],
    findings: lists.flatMap(list => [...withSuggestions(list, factsOf), ...(told.get(list.path) ?? [])].toSorted(byPlace)),
    links,
    notes: [...aside.notes, ...lists.flatMap(({notes}) => notes), ...notes],
  }
}

/** A list, and what is told of it as a whole. */
function lintWhole(file: {readonly path: string; readonly text: string}, {rules = {}}: Settings) {
  const {list, findings, conventions} = lintList(file, {rules})
  const entries = list.entries.length
  return {...file, rules, list, conventions, ...clearHabits({path: file.path, entries}, findings, rules)}
}

const withSuggestions = (list: ReturnType<typeof lintWhole>, factsOf: CheckedLinks['factsOf']): readonly Finding[] =>
  suggestDescriptions(list, list, factsOf)

const byPlace = (a: Finding, b: Finding): number => a.place.start.offset - b.place.start.offset
