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
  if (text === undefined || settings.extends === undefined) return {settings, mistakes}

  const theirs = await loadExtended(octokit, ref, settings.extends, signal)
  if (typeof theirs !== 'string') return {settings: extendSettings(settings, theirs), mistakes}
  return {settings, mistakes: [...mistakes, mistakeAt(text, settingsPath, ['extends'], theirs)]}
}

/** What another repository sets on its default branch, or why nothing of it may hold. What is wrong there is told there. */
async function loadExtended(
  octokit: Octokit,
  ref: RepositoryRef,
  named: string,
  signal: AbortSignal,
): Promise<Settings | string> {
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
    return readSettings(file.text, settingsPath).settings
  } catch (error) {
    // A 403 that is no limit is an owner who lets nobody in from here: that must not stop all work on this list.
    if (!(error instanceof PostponedError) && (isGone(error) || statusOf(error) === 403)) return unreachable
    throw error
  }
}
