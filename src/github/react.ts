import {isGone, statusOf} from './is-gone.ts'
import {LostAnswerError, PostponedError} from './limiter.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** Puts a reaction to a comment on an issue: seen, done, or not understood. One that is there already stays one. Where GitHub says no nothing is lost. */
export async function react(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  commentId: string,
  content: 'eyes' | 'rocket' | 'confused',
  signal: AbortSignal,
): Promise<void> {
  try {
    // In the address, since a number would lose the last digits of a large id.
    await octokit.request(`POST /repos/{owner}/{repo}/issues/comments/${encodeURIComponent(commentId)}/reactions`, {
      owner,
      repo,
      content,
      request: {signal},
    })
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof PostponedError) throw error
    if (!(error instanceof LostAnswerError || isGone(error) || [403, 422].includes(statusOf(error) ?? 0))) throw error
  }
}
