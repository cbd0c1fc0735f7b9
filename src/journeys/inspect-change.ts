import type {FileChange} from '../findings/change.ts'
import type {Finding} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {introduced} from '../findings/introduced.ts'
import {type Linted, lintList} from '../findings/lint-list.ts'
import {type Merge, mergeIntoTip} from '../findings/merge-into-tip.ts'
import {headPlaces} from '../findings/place-on-head.ts'
import {suggestDescriptions} from '../findings/suggest-descriptions.ts'
import {isList} from '../list/is-list.ts'
import type {List} from '../list/list.ts'
import {code} from '../markdown/message.ts'
import type {Settings} from '../settings/settings.ts'
import {type Asking, onPullRequest} from './ask-links.ts'
import {type CheckedLinks, checkedLinks, noLinks} from './checked-links.ts'
import {type ReadChange, setAside} from './generated-lists.ts'

/**
 * What a change to lists introduces: what merging it would bring, judged against today's tip, on the lines of head.
 *
 * Whether a file is a list the settings say (then `change` holds only such files), else its content does. `outside` undefined: links are
 * none of this run's business.
 */
export async function inspectChange(
  outside: Asking | undefined,
  change: ReadChange,
  settings: Settings,
  signal: AbortSignal,
): Promise<Inspection> {
  const {byHand, aside} = setAside(change, settings)
  const found = await inspectLists(outside, byHand, settings, signal)
  return {
    ...found,
    paths: [...found.paths, ...aside.paths],
    findings: [...found.findings, ...aside.findings],
    notes: [...change.notes, ...aside.notes, ...found.notes],
  }
}

async function inspectLists(
  outside: Asking | undefined,
  files: readonly FileChange[],
  settings: Settings,
  signal: AbortSignal,
): Promise<Inspection> {
  const lists = files
    .map(file => judge(file, settings))
    .filter(({path, base, result}) => settings.files !== undefined || [base, result].some(list => list && isList(list, path)))

  const {
    links,
    notes,
    findings: told,
    factsOf,
  } = outside === undefined ? noLinks : await checkedLinks(outside, lists, settings, onPullRequest, signal)
  return {
    paths: lists.map(({path}) => path),
    entries: lists.reduce((sum, list) => sum + touchedEntries(list), 0),
    findings: lists.flatMap(list => [...ruleFindings(list, settings, factsOf), ...toldOfLinks(list, told)].toSorted(byPlace)),
    links: onHead(links, lists),
    notes: [...lists.flatMap(caveats), ...notes],
  }
}

/** What is otherwise with a list than people would expect. */
function caveats({path, merge, isUnshown}: JudgedList): string[] {
  return [
    ...(merge.kind === 'conflict'
      ? [`${code(path)} can't be merged into the base branch as it is, so it was judged against where this change began.`]
      : []),
    ...(isUnshown
      ? [`GitHub shows no lines of ${code(path)}, since it or this change is too large, so nothing is said on them.`]
      : []),
  ]
}

/** A list before and after the change, and what its rules say of both. */
interface JudgedList {
  readonly path: string
  readonly base: List | undefined
  readonly result: List
  readonly linted: {readonly base: Linted | undefined; readonly result: Linted}
  readonly merge: Merge
  readonly head: string
  readonly isUnshown: boolean
}

/** Both sides are judged by what the list itself does before the change: a pull request can't outvote it. */
function judge(file: FileChange, settings: Settings): JudgedList {
  const {path, head} = file
  const rules = settings.rules ?? {}
  const merge = mergeIntoTip(file)
  const base = merge.base === undefined ? undefined : lintList({path, text: merge.base}, {rules})
  const result = lintList(
    {path, text: merge.text},
    {rules, isNew: merge.isNew, ...(base === undefined ? {} : {conventions: base.conventions})},
  )
  return {
    path,
    base: base?.list,
    result: result.list,
    linted: {base, result},
    merge,
    head,
    isUnshown: file.isUnshown === true,
  }
}

/** What the rules say to the change, with what GitHub knows where a description is missing. */
function ruleFindings(
  {path, linted, merge, head}: JudgedList,
  {rules = {}}: Settings,
  factsOf: CheckedLinks['factsOf'],
): readonly Finding[] {
  const result = suggestDescriptions(linted.result, {path, text: merge.text, rules}, factsOf)
  return introduced({base: linted.base?.findings ?? [], result}, merge, head)
}

const toldOfLinks = ({path, merge, head}: JudgedList, told: CheckedLinks['findings']): readonly Finding[] =>
  introduced({base: [], result: told.get(path) ?? []}, merge, head)

/** Entries that stand, at least in part, on lines which the change wrote. */
const touchedEntries = ({result, merge}: JudgedList): number =>
  result.entries.filter(({place: {start, end}}) => {
    for (let line = start.line; line <= end.line; line++) if (merge.isNew(line)) return true
    return false
  }).length

/** The links' places in head instead of the text that merging would bring. */
function onHead(links: readonly CheckedLink[], lists: readonly JudgedList[]): CheckedLink[] {
  // Once a list: a list may have thousands of links.
  const places = new Map(lists.map(({path, merge, head}) => [path, headPlaces(merge, head)]))
  return links.map(link => ({
    ...link,
    occurrences: link.occurrences.flatMap(({path, place, isImage = false}) => {
      const there = places.get(path)?.placeOnHead(place)
      return there === undefined ? [] : [{path, place: there, isImage}]
    }),
  }))
}

const byPlace = (a: Finding, b: Finding): number => a.anchor.start.offset - b.anchor.start.offset
