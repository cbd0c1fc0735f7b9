import type {FileChange} from '../findings/change.ts'
import {generatedFinding, generatedNote, generatedRule} from '../findings/generated-finding.ts'
import type {Inspection} from '../findings/inspection.ts'
import {type Commit, type Generated, generatedByComment, generatedByHistory} from '../list/generated.ts'
import {looksLikeList} from '../list/is-list.ts'
import {changesSource, generatedBySettings} from '../settings/generated.ts'
import type {Settings} from '../settings/settings.ts'

/** A change to lists, as far as it was read. `paths`: of all files that it touches, if more are known than `files`. */
export interface ReadChange {
  readonly files: readonly FileChange[]
  readonly paths?: readonly string[]
  readonly notes: readonly string[]
}

/** The last commits to a file in what a change is judged against, newest first. */
export type CommitsTo = (path: string, signal: AbortSignal) => Promise<readonly Commit[]>

/** What there is to say of lists that nobody lints. */
type Aside = Pick<Inspection, 'paths' | 'findings' | 'notes'>

/** How we know, without asking anybody, that a tool writes this file. */
const knownGenerated = ({generated}: Settings, path: string, text: string): Generated | undefined =>
  generated === undefined ? generatedByComment(text, path) : generatedBySettings(generated, path)

/** Parts the lists that a tool writes from those kept by hand: they are not linted, and a change by hand is told where to go instead. */
export function setAside(
  change: ReadChange,
  settings: Settings,
): {readonly byHand: readonly FileChange[]; readonly aside: Aside} {
  const byHand: FileChange[] = []
  const told: Aside[] = []
  for (const file of change.files) {
    const {path, tip, head} = file
    const after = knownGenerated(settings, path, head)
    const before = tip === undefined ? after : knownGenerated(settings, path, tip)
    const generated = after ?? before
    if (generated === undefined || !isList(file, settings)) byHand.push(file)
    // A change that begins or ends it knows what it does.
    else told.push(sayOf(file, generated, change, settings, tip !== undefined && before !== undefined && after !== undefined))
  }
  return {byHand, aside: joined(told)}
}

/** Parts files that a tool writes from those kept by hand, where nobody changes anything. */
export function passOver<File extends {readonly path: string; readonly text: string}>(
  files: readonly File[],
  settings: Settings,
): {readonly byHand: readonly File[]; readonly aside: Aside} {
  const byHand: File[] = []
  const told: Aside[] = []
  for (const file of files) {
    const generated = knownGenerated(settings, file.path, file.text)
    if (generated === undefined) byHand.push(file)
    else told.push({paths: [file.path], findings: [], notes: [generatedNote(file.path, generated)]})
  }
  return {byHand, aside: joined(told)}
}

const isList = ({path, tip, head}: FileChange, {files}: Settings): boolean =>
  files !== undefined || [tip, head].some(text => text !== undefined && looksLikeList(text, path))

/** A change that goes to the source, too, is what is wanted. */
function sayOf(file: FileChange, generated: Generated, change: ReadChange, {rules}: Settings, isOld: boolean): Aside {
  const {path} = file
  const changed = change.paths ?? change.files.map(({path}) => path)
  const isByHand = isOld && !changesSource(generated, path, changed)
  const findings = isByHand ? generatedFinding(file, generated, rules?.['generated']) : []
  return {paths: [path], findings, notes: findings.length > 0 ? [] : [generatedNote(path, generated)]}
}

const joined = (asides: readonly Aside[]): Aside => ({
  paths: asides.flatMap(({paths}) => paths),
  findings: asides.flatMap(({findings}) => findings),
  notes: asides.flatMap(({notes}) => notes),
})

/** Nobody changes more lists at once and has something to be told in all of them. */
const mostHistories = 10

/**
 * The same inspection, in which lists whose history shows that a tool writes them are set aside, too. Only where there is something to
 * tell is anybody asked, and only where neither the settings nor a comment had the word.
 */
export async function setAsideByHistory(
  inspection: Inspection,
  change: ReadChange,
  settings: Settings,
  commitsTo: CommitsTo,
  signal: AbortSignal,
): Promise<Inspection> {
  if (settings.generated !== undefined) return inspection
  const blamed = new Set(inspection.findings.filter(({rule}) => rule !== generatedRule).map(({path}) => path))
  const doubtful = change.files.filter(({path, tip}) => blamed.has(path) && tip !== undefined).slice(0, mostHistories)
  const asides = await Promise.all(
    doubtful.map(async file => {
      const generated = generatedByHistory(await commitsTo(file.before ?? file.path, signal))
      return generated === undefined ? [] : [sayOf(file, generated, change, settings, true)]
    }),
  )
  const {paths, findings, notes} = joined(asides.flat())
  const isAside = (path: string): boolean => paths.includes(path)
  if (paths.length === 0) return inspection
  return {
    ...inspection,
    findings: [...inspection.findings.filter(({path}) => !isAside(path)), ...findings],
    links: inspection.links
      .map(link => ({...link, occurrences: link.occurrences.filter(({path}) => !isAside(path))}))
      .filter(({occurrences}) => occurrences.length > 0),
    notes: [...inspection.notes, ...notes],
  }
}
