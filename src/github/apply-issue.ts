import type {IssueOperation} from '../health/issue-plan.ts'
import {isGone, statusOf} from './is-gone.ts'
import {PostponedError} from './limiter.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** `number`: of the issue that was created. `gone`: it is there no more. `refused`: GitHub lets us do no such thing here, and that is no error. */
export type IssueApplied =
  | {readonly kind: 'done'; readonly number?: number}
  | {readonly kind: 'gone'}
  | {readonly kind: 'refused'; readonly why: string}

/**
 * Does one step of a plan, once: a lost answer is an error (`LostAnswerError`), and whoever comes next looks before writing again.
 */
export async function applyIssue(
  octokit: Octokit,
  ref: RepositoryRef,
  operation: IssueOperation,
  signal: AbortSignal,
): Promise<IssueApplied> {
  try {
    return await send(octokit, ref, operation, signal)
  } catch (error) {
    if (error instanceof PostponedError) throw error
    if (isGone(error)) return {kind: 'gone'}
    // Archived meanwhile, a permission withdrawn, or a block by whoever owns it.
    if (error instanceof Error && statusOf(error) === 403) return {kind: 'refused', why: error.message}
    throw error
  }
}

async function send(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  operation: IssueOperation,
  signal: AbortSignal,
): Promise<IssueApplied> {
  const {issues} = octokit.rest
  const about = {owner, repo, request: {signal}}
  switch (operation.kind) {
    case 'create issue': {
      const {title, body, label} = operation
      // A label that there is none of is made by this; one that can't be made must not keep the issue from people.
      const labelled = {...about, title, body, ...(label === undefined ? {} : {labels: [label]})}
      const {data} = await issues.create(labelled).catch((error: unknown) => {
        if (label === undefined || statusOf(error) !== 422) throw error
        return issues.create({...about, title, body})
      })
      return {kind: 'done', number: data.number}
    }
    case 'edit issue':
      await issues.update({...about, issue_number: operation.number, body: operation.body})
      return {kind: 'done'}
    case 'close issue':
      await issues.update({...about, issue_number: operation.number, state: 'closed', state_reason: 'completed'})
      return {kind: 'done'}
    case 'reopen issue':
      await issues.update({...about, issue_number: operation.number, state: 'open', state_reason: 'reopened'})
      return {kind: 'done'}
  }
}
