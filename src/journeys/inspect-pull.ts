import type {FileChange} from '../findings/change.ts'
import type {Finding} from '../findings/finding.ts'
import type {Inspection} from '../findings/inspection.ts'
import {compare, loadChange, loadChangedSettings} from '../github/load-change.ts'
import {loadCommits} from '../github/load-commits.ts'
import type {Pull} from '../github/load-pull.ts'
import {loadSettings} from '../github/load-settings.ts'
import {hidingPrivate} from '../github/repository-answers.ts'
import type {Situation} from '../review/plan-review.ts'
import {readSettings} from '../settings/read-settings.ts'
import type {Asking} from './ask-links.ts'
import {setAsideByHistory} from './generated-lists.ts'
import {inspectChange} from './inspect-change.ts'
import type {Outside} from './outside.ts'

/** What is known of a pull request before the history of its lists is. */
type InspectedPull = Pick<Situation, 'files' | 'limits' | 'settingsPath'> & {
  /** Whether anything was found at all. */
  readonly isClean: boolean
  /** Asks for the history of lists in which something was found: a tool may write them. */
  readonly inspection: (signal: AbortSignal) => Promise<Inspection>
}

/** Reads what a pull request changes, and the settings that hold for it, and looks for what it introduces. */
export async function inspectPull(outside: Outside, pull: Pull, signal: AbortSignal): Promise<InspectedPull> {
  const {octokit, tell} = outside
  const {ref, base} = pull

  const [{settings, mistakes}, comparison] = await Promise.all([
    loadSettings(octokit, ref, base, signal),
    compare(octokit, ref, pull, signal),
  ])
  const [change, newSettings] = await Promise.all([
    loadChange(octokit, ref, comparison, settings.files, signal),
    loadChangedSettings(octokit, ref, comparison, signal),
  ])
  tell('lists read', {files: change.files.length})

  const inspection = await inspectChange(pull.isPrivate ? outside : withoutPrivate(outside), change, settings, signal)
  tell('links checked', {lists: inspection.paths.length, links: inspection.links.length, findings: inspection.findings.length})
  const commitsTo = (path: string, signal: AbortSignal) => loadCommits(octokit, ref, path, comparison.tip, signal)
  const ofSettings = newSettings === undefined ? mistakes : newMistakes(newSettings, mistakes)
  const whole = {...inspection, findings: [...ofSettings, ...inspection.findings]}
  return {
    isClean: whole.findings.length === 0,
    inspection: signal => setAsideByHistory(whole, change, settings, commitsTo, signal),
    files: newSettings === undefined ? change.files : [...change.files, newSettings],
    settingsPath: newSettings?.path,
    limits: {...settings.review, failOn: settings.failOn},
  }
}

/** What is wrong in the settings that the change brings and was not before. They hold only once it is merged. */
function newMistakes({path, head}: FileChange, before: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.map(({fingerprint}) => fingerprint))
  return readSettings(head, path).mistakes.filter(({fingerprint}) => !known.has(fingerprint))
}

/** In a public list strangers read what is said. */
const withoutPrivate = (outside: Outside): Asking =>
  outside.askRepositories === undefined ? outside : {...outside, askRepositories: hidingPrivate(outside.askRepositories)}
