import type {Finding} from '../findings/finding.ts'
import {code} from '../markdown/message.ts'
import {extendSettings} from '../settings/extend-settings.ts'
import {mistakeAt, readSettings} from '../settings/read-settings.ts'
import type {Settings} from '../settings/settings.ts'
import {isGone, statusOf} from './is-gone.ts'
import {PostponedError} from './limiter.ts'
import {loadText} from './load-text.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** Where a repository may set something. */
export const settingsPath = '.github/listkeeper.yml'

export interface LoadedSettings {
  readonly settings: Settings
  readonly mistakes: readonly Finding[]
  /** Whether there is a file at all. */
  readonly isThere: boolean
  /** Nobody can say what people want: the file can't be read as a whole, or what it extends, or whether it wants an issue. */
  readonly isUnclear: boolean
}

/**
 * The settings at the tip of a branch, with what is wrong in them. Without a file: none.
 *
 * `base` is the base branch and nothing else, so that a pull request can't change the rules that it is judged by.
 */
export async function loadSettings(
  octokit: Octokit,
  ref: RepositoryRef,
  base: string,
  signal: AbortSignal,
): Promise<LoadedSettings> {
  const file = await loadText(octokit, ref, settingsPath, `refs/heads/${base}`, signal)
  const text = file.kind === 'text' ? file.text : undefined
  const {settings, mistakes} = readSettings(text, settingsPath)
  const isThere = file.kind !== 'none'
  const isUnclear = leavesOpen(mistakes) || (isThere && text === undefined)
  if (text === undefined || settings.extends === undefined) return {settings, mistakes, isThere, isUnclear}

  const theirs = await loadExtended(octokit, ref, settings.extends, signal)
  if (typeof theirs !== 'string')
    return {
      settings: extendSettings(settings, theirs.settings),
      mistakes,
      isThere,
      isUnclear: isUnclear || leavesOpen(theirs.mistakes),
    }
  const unreachable = mistakeAt(text, settingsPath, ['extends'], theirs)
  return {settings, mistakes: [...mistakes, unreachable], isThere, isUnclear: true}
}

/** Of a mistake in one setting the others hold nevertheless; where none can be read, or whether an issue is wanted, all may be meant otherwise. */
const leavesOpen = (mistakes: readonly Finding[]): boolean =>
  mistakes.some(({subject}) => ['', 'extends', 'issue', 'issue.enabled'].includes(subject.key))

/** What another repository sets on its default branch, or why nothing of it may hold. What is wrong there is told there. */
async function loadExtended(
  octokit: Octokit,
  ref: RepositoryRef,
  named: string,
  signal: AbortSignal,
): Promise<ReturnType<typeof readSettings> | string> {
  const [owner = '', repo = ''] = named.split('/')
  const unreachable = `${code('extends')} names ${code(named)}, which can't be read, so nothing of it applies`
  try {
    const {data, status} = await octokit.rest.repos.get({owner, repo, request: {signal}})
    if (Number(status) !== 200) return unreachable
    // Under its name of today, which may be another owner's. Ours to read is not theirs to be told of.
    const isSameOwner = data.owner.login.toLowerCase() === ref.owner.toLowerCase()
    if (data.private && !isSameOwner) return unreachable
    const there = {...ref, owner: data.owner.login, repo: data.name}
    const file = await loadText(octokit, there, settingsPath, `refs/heads/${data.default_branch}`, signal)
    if (file.kind !== 'text')
      return `${code('extends')} names ${code(named)}, which has no ${code(settingsPath)} on its default branch, so nothing of it applies`
    return readSettings(file.text, settingsPath)
  } catch (error) {
    // A 403 that is no limit is an owner who lets nobody in from here: that must not stop all work on this list.
    if (!(error instanceof PostponedError) && (isGone(error) || statusOf(error) === 403)) return unreachable
    throw error
  }
}
