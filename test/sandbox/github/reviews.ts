import {emit} from './events.ts'
import {everything} from './lag.ts'
import {mentions} from './mentions.ts'
import {presentPull} from './present/pull.ts'
import {presentLineComment, presentReview} from './present/remark.ts'
import type {Review} from './pull.ts'
import {invalid, refusal} from './refuse.ts'
import {checkBody, checkLength, newRemark} from './remarks.ts'
import {type Anchor, findAnchor} from './threads.ts'
import {
  type Account,
  hasRole,
  type LineComment,
  nodeId,
  notify,
  type PullState,
  place,
  type ReviewState,
  type ThreadState,
  type World,
} from './world.ts'

export interface NewReview {
  readonly commitId?: string | undefined
  readonly body?: string | undefined
  /** Without one the review stays pending: only its author sees it. */
  readonly event?: 'COMMENT' | 'APPROVE' | 'REQUEST_CHANGES' | undefined
  readonly comments?: readonly NewLineComment[] | undefined
}

export interface NewLineComment extends Anchor {
  readonly body: string
}

/** Creates a review with all of its comments, or nothing at all. */
export async function createReview(world: World, pull: PullState, author: Account, review: NewReview): Promise<ReviewState> {
  refuseIfLocked(pull, author)
  if (pull.reviews.some(({state, author: other}) => state === 'PENDING' && other === author)) {
    throw invalid('User can only have one pending review per pull request')
  }
  const {body = '', event, comments = []} = review
  checkLength(body, 'PullRequestReview')
  if (event !== undefined) checkEvent(pull, author, event, body, comments.length)
  const commitId = review.commitId ?? pull.head.now
  const files = await filesAt(world, pull, commitId)
  const anchored = comments.map(comment => {
    checkBody(comment.body, 'PullRequestReviewComment')
    return {comment, at: findAnchor(files, comment)}
  })

  const state = addReview(world, pull, author, commitId, body)
  for (const {comment, at} of anchored) {
    const {side, startSide, diffHunk, spot} = at
    startThread(world, state, {path: comment.path, side, startSide, subject: 'line', diffHunk, spot}, comment.body)
  }
  if (event !== undefined) submitReview(world, state, event, body)
  return state
}

/** Makes a pending review public: this is what notifies people. */
export function submitReview(world: World, review: ReviewState, event: NonNullable<NewReview['event']>, body: string): void {
  const {pull, author} = review
  if (review.state !== 'PENDING') throw invalid('Can not submit a review that was submitted')
  const comments = commentsOf(review)
  checkEvent(pull, author, event, body, comments.length)
  review.state = event === 'COMMENT' ? 'COMMENTED' : event === 'APPROVE' ? 'APPROVED' : 'CHANGES_REQUESTED'
  review.body = body
  review.submittedMs = world.now()
  review.stamp = world.stamp()
  const said = mentions([body, ...comments.map(comment => comment.body.now)].join('\n\n'))
  notify(world, {kind: 'review', by: author.login, where: place(pull), mentions: said})
  tellReview(world, review)
}

/** Takes a pending review back. One that was submitted stays for ever. */
export function deletePendingReview(world: World, review: ReviewState): void {
  if (review.state !== 'PENDING') throw invalid('Can not delete a non-pending pull request review')
  review.pull.reviews.splice(review.pull.reviews.indexOf(review), 1)
  for (const {thread} of commentsOf(review)) review.pull.threads.splice(review.pull.threads.indexOf(thread), 1)
  world.nodes.delete(review.nodeId)
}

/** One comment on a line, without a review of one's own making: GitHub makes one around it. */
export async function addLineComment(
  world: World,
  pull: PullState,
  author: Account,
  comment: NewLineComment & {readonly commitId: string; readonly subject?: 'line' | 'file' | undefined},
): Promise<LineComment> {
  refuseIfLocked(pull, author)
  checkBody(comment.body, 'PullRequestReviewComment')
  const files = await filesAt(world, pull, comment.commitId)
  const isFile = comment.subject === 'file'
  if (isFile && !files.some(({path}) => path === comment.path)) throw invalid('Path could not be resolved')
  const at = isFile
    ? {
        side: 'RIGHT' as const,
        startSide: undefined,
        diffHunk: '',
        spot: {line: undefined, startLine: undefined, position: undefined},
      }
    : findAnchor(files, comment)
  const review = addReview(world, pull, author, comment.commitId, '')
  const subject = isFile ? 'file' : 'line'
  const made = startThread(world, review, {path: comment.path, ...at, subject}, comment.body)
  publish(world, review)
  notify(world, {kind: 'comment', by: author.login, where: place(pull), mentions: mentions(comment.body)})
  return made
}

/** Answers in a thread. */
export function reply(world: World, to: LineComment, author: Account, body: string): LineComment {
  const {thread} = to
  const {pull} = thread
  refuseIfLocked(pull, author)
  checkBody(body, 'PullRequestReviewComment')
  const review = addReview(world, pull, author, pull.head.now, '')
  const first = thread.comments[0] ?? to
  const comment: LineComment = {
    kind: 'line comment',
    thread,
    review,
    replyTo: first,
    ...newRemark(world, 'PRRC', author, body),
  }
  world.nodes.set(comment.nodeId, comment)
  thread.comments.push(comment)
  publish(world, review)
  notify(world, {kind: 'reply', by: author.login, where: place(pull), mentions: mentions(body)})
  return comment
}

/** Marks a thread as settled, or takes that back. Only the pull request's author and people with write access may. */
export function setResolved(world: World, thread: ThreadState, by: Account, resolved: boolean): void {
  if ((thread.resolvedBy !== undefined) === resolved) return
  thread.resolvedBy = resolved ? by : undefined
  const comments = thread.comments.map(comment => presentLineComment(world, comment, everything))
  emit(world, resolved ? 'pull_request_review_thread.resolved' : 'pull_request_review_thread.unresolved', thread.pull.repo, by, {
    pull_request: presentPull(world, thread.pull, everything),
    thread: {node_id: thread.nodeId, comments},
  })
}

export const mayResolve = (thread: ThreadState, who: Account): boolean =>
  thread.pull.author === who || hasRole(thread.pull.repo, who.login, 'write')

export const commentsOf = (review: ReviewState): readonly LineComment[] =>
  review.pull.threads.flatMap(({comments}) => comments.filter(comment => comment.review === review))

/** A comment on a line, wherever it is in a pull request. */
export const findLineComment = (pull: PullState, id: number): LineComment | undefined =>
  pull.threads.flatMap(({comments}) => comments).find(comment => comment.id === id)

function checkEvent(pull: PullState, author: Account, event: string, body: string, comments: number): void {
  if (event !== 'COMMENT' && pull.author === author) {
    throw invalid(`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`)
  }
  if (event === 'APPROVE' || body.trim() !== '' || (event === 'COMMENT' && comments > 0)) return
  throw invalid(`Body can't be blank`)
}

// A conversation that is locked takes nothing more from those who can't write to the repository, the app among them.
function refuseIfLocked(pull: PullState, author: Account): void {
  if (pull.locked && !hasRole(pull.repo, author.login, 'write')) throw invalid('Conversation is locked')
}

/** The diff that comments on a commit are placed in. Only commits of the pull request have one. */
async function filesAt(world: World, pull: PullState, commitId: string) {
  if (!/^[\da-f]{40}$/.test(commitId)) throw invalid('Commit oid is invalid')
  if (commitId === pull.change.head) return pull.change.files
  if (!pull.change.ahead.includes(commitId)) throw invalid('Commit is not part of the pull request')
  const tip = pull.repo.branches.get(pull.baseBranch)
  if (tip === undefined) throw refusal(422, 'The base branch is gone')
  return (await world.compare(pull.repo, tip, commitId)).files
}

function addReview(world: World, pull: PullState, author: Account, commitId: string, body: string): ReviewState {
  const id = world.newId()
  const review: ReviewState = {
    kind: 'review',
    id,
    nodeId: nodeId('PRR', id),
    pull,
    author,
    state: 'PENDING',
    body,
    commitId,
    submittedMs: undefined,
    stamp: world.stamp(),
  }
  pull.reviews.push(review)
  world.nodes.set(review.nodeId, review)
  return review
}

type NewThread = Pick<ThreadState, 'path' | 'side' | 'startSide' | 'subject' | 'diffHunk'> & {
  readonly spot: Omit<ThreadState['original'], 'commitId'>
}

function startThread(world: World, review: ReviewState, {spot, ...rest}: NewThread, body: string): LineComment {
  const {pull, commitId} = review
  const original = {commitId, ...spot}
  const thread: ThreadState = {
    kind: 'thread',
    nodeId: nodeId('PRRT', world.newId()),
    pull,
    ...rest,
    original,
    now: commitId === pull.change.head ? original : undefined,
    resolvedBy: undefined,
    comments: [],
  }
  const comment: LineComment = {
    kind: 'line comment',
    thread,
    review,
    replyTo: undefined,
    ...newRemark(world, 'PRRC', review.author, body),
  }
  thread.comments.push(comment)
  pull.threads.push(thread)
  world.nodes.set(thread.nodeId, thread)
  world.nodes.set(comment.nodeId, comment)
  return comment
}

function publish(world: World, review: ReviewState): void {
  review.state = 'COMMENTED' satisfies Review['state']
  review.submittedMs = world.now()
  tellReview(world, review)
}

function tellReview(world: World, review: ReviewState): void {
  const {pull, author} = review
  pull.updatedMs = world.now()
  const pull_request = presentPull(world, pull, everything)
  const shown = presentReview(world, review)
  emit(world, 'pull_request_review.submitted', pull.repo, author, {
    pull_request,
    review: {...shown, state: shown.state.toLowerCase()},
  })
  for (const comment of commentsOf(review)) {
    const parts = {comment: presentLineComment(world, comment, everything), pull_request}
    emit(world, 'pull_request_review_comment.created', pull.repo, author, parts)
  }
}
