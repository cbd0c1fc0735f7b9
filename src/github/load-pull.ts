import {isGone} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** A pull request as GitHub shows it now. */
export interface Pull {
  readonly kind: 'open'
  /** Under its repository's name of today: who asks by an old name is sent on, but can't write. */
  readonly ref: PullRef
  readonly headSha: string
  /** Name of the base branch. */
  readonly base: string
  readonly draft: boolean
  /** A bot opened it: it reads no review. */
  readonly byBot: boolean
  /** Whether strangers may not see the repository, so that what is said in it is said among those who may. */
  readonly isPrivate: boolean
}

/** There is no review to do, and that is no error: closed, gone, archived, no longer ours to look at, or more than we may do. */
export interface NothingToDo {
  readonly kind: 'nothing to do'
  readonly reason: 'closed' | 'gone' | 'archived' | 'forbidden'
}

/** Looks at a pull request. Fork or not, everything is read through the repository that it wants into. */
export async function loadPull(octokit: Octokit, ref: PullRef, signal: AbortSignal): Promise<Pull | NothingToDo> {
  const {owner, repo, number} = ref
  try {
    const {data, status} = await octokit.rest.pulls.get({owner, repo, pull_number: number, request: {signal}})
    // A redirect that leads nowhere reaches us as an answer.
    if (Number(status) !== 200) return {kind: 'nothing to do', reason: 'gone'}
    if (data.base.repo.archived) return {kind: 'nothing to do', reason: 'archived'}
    if (data.state !== 'open') return {kind: 'nothing to do', reason: 'closed'}
    return {
      kind: 'open',
      ref: {...ref, owner: data.base.repo.owner.login, repo: data.base.repo.name},
      headSha: data.head.sha,
      base: data.base.ref,
      draft: data.draft === true,
      byBot: data.user?.type === 'Bot',
      isPrivate: data.base.repo.private === true,
    }
  } catch (error) {
    if (isGone(error)) return {kind: 'nothing to do', reason: 'gone'}
    throw error
  }
}
