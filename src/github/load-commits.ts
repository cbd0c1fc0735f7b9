import {type Commit, commitsThatTell} from '../list/generated.ts'
import {isGone, statusOf} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** The last commits to a file that lead to `at`, newest first. None where GitHub can't tell. */
export async function loadCommits(
  octokit: Octokit,
  {owner, repo}: PullRef,
  path: string,
  at: string,
  signal: AbortSignal,
): Promise<readonly Commit[]> {
  try {
    const {data} = await octokit.rest.repos.listCommits({
      owner,
      repo,
      sha: at,
      path,
      per_page: commitsThatTell,
      request: {signal},
    })
    return data.map(({author, commit}) => ({
      author: author?.login ?? commit.author?.email ?? commit.author?.name ?? '',
      subject: commit.message.split('\n', 1)[0] ?? '',
    }))
  } catch (error) {
    // 409: there is no commit at all.
    if (isGone(error) || statusOf(error) === 409) return []
    throw error
  }
}
