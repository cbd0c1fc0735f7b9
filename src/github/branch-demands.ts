import {statusOf} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/**
 * Whether a branch's rules let nothing be merged while a conversation is unresolved. Ask only where it makes a difference.
 *
 * Private repositories of free accounts have no rules (403), nor have older servers (404): these demand nothing.
 */
export async function demandsResolvedThreads(
  octokit: Octokit,
  ref: PullRef,
  branch: string,
  signal: AbortSignal,
): Promise<boolean> {
  const {owner, repo} = ref
  try {
    const {data} = await octokit.rest.repos.getBranchRules({owner, repo, branch, per_page: 100, request: {signal}})
    return data.some(rule => rule.type === 'pull_request' && rule.parameters?.required_review_thread_resolution === true)
  } catch (error) {
    const status = statusOf(error)
    if (status !== 403 && status !== 404) throw error
    return false
  }
}
