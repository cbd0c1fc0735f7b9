import {readSettings} from '../settings/read-settings.ts'
import {loadText} from './load-text.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** Where a repository may set something. */
const settingsPath = '.github/listkeeper.yml'

/**
 * The settings at the tip of a branch, with what is wrong in them. Without a file: none.
 *
 * `base` is the base branch and nothing else, so that a pull request can't change the rules that it is judged by.
 */
export async function loadSettings(
  octokit: Octokit,
  ref: PullRef,
  base: string,
  signal: AbortSignal,
): Promise<ReturnType<typeof readSettings>> {
  const file = await loadText(octokit, ref, settingsPath, `refs/heads/${base}`, signal)
  return readSettings(file.kind === 'text' ? file.text : undefined, settingsPath)
}
