import {isGone} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** Whether somebody has triage or more, hence may decide what is settled. `permission` itself says `read` for triage. */
export async function mayDismiss(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  login: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const {data} = await octokit.rest.repos.getCollaboratorPermissionLevel({owner, repo, username: login, request: {signal}})
    const rights = data.user?.permissions
    return rights?.triage === true || rights?.push === true || rights?.admin === true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}
