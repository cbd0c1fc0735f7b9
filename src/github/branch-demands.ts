import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** Whether a branch's rules let nothing be merged while a conversation is unresolved. Ask only where it makes a difference. */
export async function demandsResolvedThreads(
  octokit: Octokit,
  ref: PullRef,
  branch: string,
  signal: AbortSignal,
): Promise<boolean> {
  const {owner, repo} = ref
  const {data} = await octokit.rest.repos.getBranchRules({owner, repo, branch, per_page: 100, request: {signal}})
  return data.some(rule => rule.type === 'pull_request' && rule.parameters?.required_review_thread_resolution === true)
}
