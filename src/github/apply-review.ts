import type {NewComment, Operation, ReviewPlan} from '../review/plan.ts'
import {type CheckRun, completeCheckRun} from './check-run.ts'
import {statusOf} from './is-gone.ts'
import {LostAnswerError, PostponedError} from './limiter.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** What applying a plan touches. */
export interface Applying {
  readonly octokit: Octokit
  /** Told before a review is created and after its answer, so that a kill in between leaves a trace. */
  readonly history: {
    begin(ref: PullRef, headSha: string, atMs: number, signal: AbortSignal): Promise<void>
    finish(ref: PullRef, reviewId: string | undefined, signal: AbortSignal): Promise<void>
  }
  readonly now: () => number
}

/** `refused`: GitHub takes no such review (422, 403), nothing of it was posted, and what came before it in the plan is done. */
export type Applied = {readonly kind: 'applied'} | {readonly kind: 'refused'; readonly why: string}

/** Does what a plan says, in its order, and decides nothing. `done` hears of each step. */
export async function applyReview(
  outside: Applying,
  ref: PullRef,
  checkRun: CheckRun,
  plan: ReviewPlan,
  done: (operation: Operation) => void,
  signal: AbortSignal,
): Promise<Applied> {
  for (const operation of plan) {
    const refusal = await applyOne(outside, ref, checkRun, operation, signal)
    if (refusal !== undefined) return {kind: 'refused', why: refusal}
    done(operation)
  }
  return {kind: 'applied'}
}

/** Why GitHub refused it, or undefined. */
async function applyOne(
  outside: Applying,
  ref: PullRef,
  checkRun: CheckRun,
  operation: Operation,
  signal: AbortSignal,
): Promise<string | undefined> {
  const {octokit} = outside
  switch (operation.kind) {
    case 'create review':
      return createReview(outside, ref, operation, signal)
    case 'edit comment':
      await unlessDeleted(
        octokit.request(`PATCH ${comment(operation.id)}`, {...named(ref), body: operation.body, request: {signal}}),
      )
      return undefined
    case 'edit review':
      await unlessRefused(
        octokit.request(`PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/${operation.id}`, {
          ...named(ref),
          pull_number: ref.number,
          body: operation.body,
          request: {signal},
        }),
      )
      return undefined
    case 'delete comment':
      await unlessDeleted(octokit.request(`DELETE ${comment(operation.id)}`, {...named(ref), request: {signal}}))
      return undefined
    case 'fold comment':
      await unlessForbidden(
        octokit.graphql(foldMutation, {id: operation.nodeId, reason: operation.reason.toUpperCase(), request: {signal}}),
      )
      return undefined
    case 'unfold comment':
      await unlessForbidden(octokit.graphql(unfoldMutation, {id: operation.nodeId, request: {signal}}))
      return undefined
    case 'complete check run':
      await completeCheckRun(octokit, ref, checkRun, operation.result, signal)
      return undefined
  }
}

/**
 * Creates the review, once: its id, or why GitHub refused it.
 *
 * After a lost answer or a kill `begin` is what is left, and whoever comes next reads before writing. A refusal leaves nothing.
 */
async function createReview(
  {octokit, history, now}: Applying,
  ref: PullRef,
  review: Operation & {kind: 'create review'},
  signal: AbortSignal,
): Promise<string | undefined> {
  await history.begin(ref, review.headSha, now(), signal)
  const sent = await sendReview(octokit, ref, review, signal).catch(async (error: unknown) => {
    if (isRefusal(error)) await history.finish(ref, undefined, signal)
    if (error instanceof Error && [403, 422].includes(statusOf(error) ?? 0)) return {refusal: error.message}
    throw error
  })
  if ('refusal' in sent) return sent.refusal
  await history.finish(ref, sent.id, signal)
  return undefined
}

async function sendReview(
  octokit: Octokit,
  ref: PullRef,
  {headSha, body, comments}: Operation & {kind: 'create review'},
  signal: AbortSignal,
): Promise<{readonly id: string}> {
  const {data} = await octokit.rest.pulls.createReview({
    ...named(ref),
    pull_number: ref.number,
    commit_id: headSha,
    event: 'COMMENT',
    body,
    comments: comments.map(asGitHubWantsIt),
    request: {signal},
  })
  if (data.id === undefined) throw new LostAnswerError(`a review of ${ref.owner}/${ref.repo}#${ref.number}`, undefined)
  return {id: String(data.id)}
}

/** GitHub's own no: it took nothing. */
const isRefusal = (error: unknown): boolean => {
  const status = statusOf(error) ?? 0
  return error instanceof PostponedError || (status >= 400 && status < 500)
}

/** GitHub refuses a review in which `start_line` equals `line`. */
const asGitHubWantsIt = ({path, line, startLine, body}: NewComment) => ({
  path,
  line,
  side: 'RIGHT',
  ...(startLine === undefined || startLine === line ? {} : {start_line: startLine, start_side: 'RIGHT'}),
  body,
})

const named = ({owner, repo}: PullRef) => ({owner, repo})

/** In the address, since a number would lose the last digits of a large id. */
const comment = (id: string) => `/repos/{owner}/{repo}/pulls/comments/${id}`

const foldMutation = `mutation ($id: ID!, $reason: ReportedContentClassifiers!) {
  minimizeComment(input: {subjectId: $id, classifier: $reason}) {clientMutationId}
}`

const unfoldMutation = 'mutation ($id: ID!) {unminimizeComment(input: {subjectId: $id}) {clientMutationId}}'

/** Folding is a kindness: where GitHub says no, or the comment is gone, nothing is lost. */
async function unlessForbidden(request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'GraphqlResponseError')) throw error
  })
}

/** What is hidden in a review is for ourselves: where GitHub lets nobody change it, people are told no less. */
async function unlessRefused(request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if (error instanceof PostponedError || ![403, 404, 422].includes(statusOf(error) ?? 0)) throw error
  })
}

/** What people deleted stays deleted. */
async function unlessDeleted(request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if (statusOf(error) !== 404) throw error
  })
}
