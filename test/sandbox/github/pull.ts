import {pressAction, rerequest, rerequestSuite, runsOf} from './check-runs.ts'
import {emit} from './events.ts'
import {git, setRef} from './git.ts'
import {pullUrl} from './present/pull.ts'
import {branchMoved, closePull, commit, ofPull, refresh} from './pushes.ts'
import {refusal} from './refuse.ts'
import {addReaction, addTopicComment, checkBody, deleteRemark, mayEdit, notifyOfMentions} from './remarks.ts'
import type {FileEdit, Files} from './repository.ts'
import {createReview, findLineComment, mayResolve, reply, setResolved} from './reviews.ts'
import {applySuggestion} from './suggestion.ts'
import {
  type Account,
  account,
  type CheckRunState,
  hasRole,
  inTurn,
  type LineComment,
  type PullState,
  place,
  type Remark,
  type ReviewState,
  type ThreadState,
  type TopicComment,
  type World,
} from './world.ts'

/** A file of a pull request, as `GET /pulls/{n}/files` tells of it. */
export interface ChangedFile {
  readonly path: string
  readonly previousPath: string | undefined
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly additions: number
  readonly deletions: number
  /** From the first `@@` on. Undefined: binary, unchanged, or too large for GitHub to show. */
  readonly patch: string | undefined
}

export interface Review {
  readonly id: number
  readonly nodeId: string
  readonly author: string
  readonly state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED'
  readonly body: string
  readonly commitId: string
  readonly submittedMs: number | undefined
}

export type ReactionContent = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes'

/** A comment on a line. Those that start a thread carry the thread. */
export interface Comment {
  readonly id: number
  readonly nodeId: string
  readonly reviewId: number
  readonly author: string
  readonly body: string
  readonly createdMs: number
  readonly updatedMs: number
  /** Why it is folded, as GraphQL says it (`OUTDATED`), or undefined. */
  readonly minimized: string | undefined
  readonly reactions: readonly {readonly login: string; readonly content: string}[]
}

/** The first comment of a thread, with its thread. */
export interface Thread extends Comment {
  readonly threadId: string
  readonly path: string
  readonly side: 'RIGHT' | 'LEFT'
  /** Where it stands on today's head; undefined once outdated. */
  readonly line: number | undefined
  /** Only of comments on several lines. */
  readonly startLine: number | undefined
  readonly originalLine: number | undefined
  readonly originalStartLine: number | undefined
  readonly outdated: boolean
  readonly resolved: boolean
  readonly resolvedBy: string | undefined
  readonly replies: readonly Comment[]
}

export interface CheckRun {
  readonly id: number
  readonly name: string
  readonly headSha: string
  readonly status: string
  readonly conclusion: string | null
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
  readonly externalId: string | null
  readonly detailsUrl: string | null
  readonly annotations: readonly {
    readonly path: string
    readonly line: number
    readonly level: string
    readonly message: string
  }[]
  readonly actions: readonly {readonly label: string; readonly description: string; readonly identifier: string}[]
  readonly startedMs: number
  readonly completedMs: number | undefined
}

/** A pull request: what a person sees of it, and what people do to it. Acts are done when their promise resolves; webhooks follow. */
export interface Pull {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly author: string
  /** Of the API: `http://127.0.0.1:4000/api/v3/repos/ada/ants/pulls/1`. */
  readonly url: string
  readonly branch: string
  base(): {readonly branch: string; readonly sha: string}
  head(): string
  state(): 'open' | 'closed'
  draft(): boolean
  merged(): boolean
  files(): readonly ChangedFile[]
  /** The whole unified diff, as git makes it. */
  diff(): Promise<string>
  /** A file at head, undefined where there is none. */
  text(path: string): Promise<string | undefined>
  reviews(): readonly Review[]
  /** Comments on lines, one a thread, with their replies. Pending ones are not seen. */
  comments(): readonly Thread[]
  /** Comments of the conversation, on no line. */
  conversation(): readonly Comment[]
  /** Of head, newest first. */
  checkRuns(): readonly CheckRun[]

  push(
    files: Readonly<Record<string, FileEdit>>,
    options?: {message?: string; author?: string /** Rewrites the branch: one commit on the base's tip. */; rebase?: true},
  ): Promise<string>
  comment(login: string, body: string): Promise<number>
  reply(commentId: number, login: string, body: string): Promise<number>
  review(
    login: string,
    review: {
      body?: string
      event: 'COMMENT' | 'APPROVE' | 'REQUEST_CHANGES'
      comments?: readonly {path: string; line: number; body: string}[]
    },
  ): Promise<number>
  deleteComment(commentId: number, login: string): Promise<void>
  resolve(threadId: string, login: string): Promise<void>
  unresolve(threadId: string, login: string): Promise<void>
  react(commentId: number, login: string, content: ReactionContent): Promise<void>
  minimize(commentId: number, login: string, classifier: string): Promise<void>
  /** Commits the suggestion as the button does; rejects with what GitHub would say where it can't be applied. Resolves with the new head. */
  applySuggestion(commentId: number, login: string): Promise<string>
  edit(change: {title?: string; body?: string}, login?: string): Promise<void>
  changeBase(branch: string, login?: string): Promise<void>
  markReady(login?: string): Promise<void>
  convertToDraft(login?: string): Promise<void>
  close(login?: string): Promise<void>
  reopen(login?: string): Promise<void>
  merge(login?: string): Promise<string>
  lock(login?: string): Promise<void>
  unlock(login?: string): Promise<void>
  /** Asks for the check run again, as its button does. */
  rerequest(checkRunId: number, login?: string): Promise<void>
  /** Asks for all checks of head again. */
  rerequestAll(login?: string): Promise<void>
  /** Presses a button of the check run. */
  pressAction(checkRunId: number, identifier: string, login?: string): Promise<void>
}

/** A pull request, as people see and use it. */
export function openPullHandle(world: World, pull: PullState): Pull {
  const {repo} = pull
  const author = (login: string | undefined): Account => (login === undefined ? pull.author : account(world, login))
  const maintainer = (login: string | undefined): Account => (login === undefined ? repo.owner : account(world, login))
  return {
    number: pull.number,
    get title() {
      return pull.title
    },
    get body() {
      return pull.body
    },
    author: pull.author.login,
    get url() {
      return pullUrl(world, pull)
    },
    branch: pull.headBranch,
    base: () => ({branch: pull.baseBranch, sha: repo.branches.get(pull.baseBranch) ?? pull.baseSha}),
    head: () => pull.head.now,
    state: () => pull.state,
    draft: () => pull.draft,
    merged: () => pull.merged !== undefined,
    files: () => pull.change.files,
    diff: async () =>
      (await git(repo.folder, ['diff-tree', '-r', '-M', '-p', pull.change.mergeBase ?? '', pull.change.head])).out.toString(),
    text: path => repo.objects.text(pull.head.now, path),
    reviews: () => pull.reviews.filter(({state}) => state !== 'PENDING').map(showReview),
    comments: () => pull.threads.filter(isPublic).map(showThread),
    conversation: () => pull.comments.map(comment => showRemark(comment, 0)),
    checkRuns: () => runsOf(repo, pull.head.now).map(showRun),

    push: (files, options = {}) =>
      push(
        world,
        pull,
        files,
        options.message ?? `Change ${Object.keys(files).join(', ')}`,
        author(options.author),
        options.rebase,
      ),
    comment: async (login, body) => addTopicComment(world, pull, account(world, login), body).id,
    reply: async (commentId, login, body) => reply(world, lineComment(pull, commentId), account(world, login), body).id,
    review: async (login, review) => (await createReview(world, pull, account(world, login), review)).id,
    async deleteComment(commentId, login) {
      const remark = anyComment(pull, commentId)
      const who = account(world, login)
      if (!mayEdit(remark, who)) throw refusal(403, `${login} may not delete this comment`)
      deleteRemark(world, remark, who)
    },
    resolve: async (threadId, login) => resolve(world, pull, threadId, account(world, login), true),
    unresolve: async (threadId, login) => resolve(world, pull, threadId, account(world, login), false),
    async react(commentId, login, content) {
      addReaction(world, anyComment(pull, commentId), account(world, login), content)
    },
    async minimize(commentId, login, classifier) {
      const remark = anyComment(pull, commentId)
      if (!mayEdit(remark, account(world, login))) throw refusal(403, `${login} may not fold this comment`)
      remark.minimized = classifier.toLowerCase()
    },
    applySuggestion: (commentId, login) => apply(world, pull, lineComment(pull, commentId), account(world, login)),
    edit: async (change, login) => edit(world, pull, change, author(login)),
    changeBase: (branch, login) => changeBase(world, pull, branch, maintainer(login)),
    async markReady(login) {
      pull.draft = false
      emit(world, 'pull_request.ready_for_review', repo, author(login), ofPull(world, pull))
    },
    async convertToDraft(login) {
      pull.draft = true
      emit(world, 'pull_request.converted_to_draft', repo, author(login), ofPull(world, pull))
    },
    async close(login) {
      closePull(world, pull, author(login))
    },
    reopen: login => reopen(world, pull, author(login)),
    merge: login => merge(world, pull, maintainer(login)),
    async lock(login) {
      pull.locked = true
      emit(world, 'pull_request.locked', repo, maintainer(login), ofPull(world, pull))
    },
    async unlock(login) {
      pull.locked = false
      emit(world, 'pull_request.unlocked', repo, maintainer(login), ofPull(world, pull))
    },
    async rerequest(checkRunId, login) {
      rerequest(world, checkRun(pull, checkRunId), author(login))
    },
    async rerequestAll(login) {
      rerequestSuite(world, repo, pull.head.now, author(login))
    },
    async pressAction(checkRunId, identifier, login) {
      const who = maintainer(login)
      if (!hasRole(repo, who.login, 'write')) throw refusal(403, `${who.login} does not see this button`)
      pressAction(world, checkRun(pull, checkRunId), identifier, who)
    },
  }
}

function push(
  world: World,
  pull: PullState,
  files: Files,
  message: string,
  who: Account,
  rebase: true | undefined,
): Promise<string> {
  const {headRepo, headBranch} = pull
  return inTurn(headRepo, async () => {
    const parent = rebase === undefined ? headRepo.branches.get(headBranch) : pull.repo.branches.get(pull.baseBranch)
    const sha = await commit(world, headRepo, {branch: headBranch, parent, files, message, author: who})
    await branchMoved(world, headRepo, headBranch, sha, who)
    return sha
  })
}

function resolve(world: World, pull: PullState, threadId: string, who: Account, resolved: boolean): void {
  const thread = pull.threads.find(({nodeId}) => nodeId === threadId)
  if (thread === undefined) throw refusal(404, 'Not Found')
  if (!mayResolve(thread, who)) throw refusal(403, `${who.login} may not resolve this conversation`)
  setResolved(world, thread, who, resolved)
}

async function apply(world: World, pull: PullState, comment: LineComment, who: Account): Promise<string> {
  const {headRepo, author, repo} = pull
  if (who !== author && !hasRole(repo, who.login, 'write')) throw refusal(403, `${who.login} may not commit to this branch`)
  const {path} = comment.thread
  const text = await headRepo.objects.text(pull.head.now, path)
  if (text === undefined) throw refusal(422, 'This suggestion is invalid because the file is gone.')
  const after = applySuggestion(comment, text)
  const from = comment.author
  const message = `Apply suggestion from @${from.login}\n\nCo-authored-by: ${from.login} <${from.id}+${from.login}@users.noreply.github.com>\n`
  const sha = await push(world, pull, {[path]: after}, message, who, undefined)
  setResolved(world, comment.thread, who, true)
  return sha
}

function edit(
  world: World,
  pull: PullState,
  {title = pull.title, body = pull.body}: {title?: string; body?: string},
  who: Account,
): void {
  const changes = {
    ...(title === pull.title ? {} : {title: {from: pull.title}}),
    ...(body === pull.body ? {} : {body: {from: pull.body}}),
  }
  if (title.trim() === '') checkBody(title, 'PullRequest')
  notifyOfMentions(world, pull, who, pull.body, body)
  pull.title = title
  pull.body = body
  pull.updatedMs = world.now()
  emit(world, 'pull_request.edited', pull.repo, who, {...ofPull(world, pull), changes})
}

async function changeBase(world: World, pull: PullState, branch: string, who: Account): Promise<void> {
  const sha = pull.repo.branches.get(branch)
  if (sha === undefined) throw refusal(422, `No branch ${branch}`)
  const changes = {base: {ref: {from: pull.baseBranch}, sha: {from: pull.baseSha}}}
  pull.baseBranch = branch
  pull.baseSha = sha
  pull.updatedMs = world.now()
  await refresh(world, pull)
  emit(world, 'pull_request.edited', pull.repo, who, {...ofPull(world, pull), changes})
}

async function reopen(world: World, pull: PullState, who: Account): Promise<void> {
  const head = pull.headRepo.branches.get(pull.headBranch)
  if (pull.merged !== undefined || head === undefined) throw refusal(422, 'This pull request cannot be reopened')
  pull.state = 'open'
  pull.closedMs = undefined
  pull.updatedMs = world.now()
  await refresh(world, pull)
  emit(world, 'pull_request.reopened', pull.repo, who, ofPull(world, pull))
}

/** The green button: a merge commit on the base branch. */
function merge(world: World, pull: PullState, who: Account): Promise<string> {
  const {repo} = pull
  if (!hasRole(repo, who.login, 'write')) return Promise.reject(refusal(403, `${who.login} may not merge`))
  return inTurn(repo, async () => {
    const tip = repo.branches.get(pull.baseBranch) ?? ''
    const tree = await mergedTree(pull, tip)
    if (tree === undefined) throw refusal(405, 'Pull Request is not mergeable')
    const unresolved = pull.threads.some(({resolvedBy}) => resolvedBy === undefined)
    if (repo.demandResolution.has(pull.baseBranch) && unresolved) {
      throw refusal(405, 'A conversation must be resolved before this pull request can be merged.')
    }
    const person = ['-c', `user.name=${who.login}`, '-c', `user.email=${who.login}@users.example`]
    const message = `Merge pull request #${pull.number} from ${pull.headRepo.owner.login}/${pull.headBranch}\n\n${pull.title}`
    const {out} = await git(repo.folder, [...person, 'commit-tree', tree, '-p', tip, '-p', pull.head.now, '-m', message])
    const sha = out.toString().trim()
    await setRef(repo.folder, `refs/heads/${pull.baseBranch}`, sha)
    await branchMoved(world, repo, pull.baseBranch, sha, who)
    return sha
  })
}

/** The tree that merging would give; undefined where it conflicts. */
export async function mergedTree(pull: PullState, tip: string): Promise<string | undefined> {
  const {code, out} = await git(pull.repo.folder, ['merge-tree', '--write-tree', tip, pull.head.now], {allow: [1]})
  return code === 0 ? out.toString().trim() : undefined
}

const isPublic = (thread: ThreadState): boolean => thread.comments[0]?.review.state !== 'PENDING'

function lineComment(pull: PullState, id: number): LineComment {
  const comment = findLineComment(pull, id)
  if (comment === undefined) throw refusal(404, 'Not Found')
  return comment
}

function anyComment(pull: PullState, id: number): LineComment | TopicComment {
  return pull.comments.find(comment => comment.id === id) ?? lineComment(pull, id)
}

function checkRun(pull: PullState, id: number): CheckRunState {
  const run = pull.repo.checkRuns.find(each => each.id === id)
  if (run === undefined) throw refusal(404, 'Not Found')
  return run
}

const showReview = (review: ReviewState): Review => ({
  id: review.id,
  nodeId: review.nodeId,
  author: review.author.login,
  state: review.state,
  body: review.body,
  commitId: review.commitId,
  submittedMs: review.submittedMs,
})

/** A comment as people see it. */
export const showRemark = (remark: Remark, reviewId: number): Comment => ({
  id: remark.id,
  nodeId: remark.nodeId,
  reviewId,
  author: remark.author.login,
  body: remark.body.now,
  createdMs: remark.createdMs,
  updatedMs: remark.updatedMs,
  minimized: remark.minimized,
  reactions: remark.reactions.map(({user, content}) => ({login: user.login, content})),
})

function showThread(thread: ThreadState): Thread {
  const [first, ...replies] = thread.comments.map(comment => showRemark(comment, comment.review.id))
  if (first === undefined) throw new Error(`A thread without comments in ${place(thread.pull)}`)
  return {
    ...first,
    threadId: thread.nodeId,
    path: thread.path,
    side: thread.side,
    line: thread.now?.line,
    startLine: thread.now?.startLine,
    originalLine: thread.original.line,
    originalStartLine: thread.original.startLine,
    outdated: thread.now === undefined,
    resolved: thread.resolvedBy !== undefined,
    resolvedBy: thread.resolvedBy?.login,
    replies,
  }
}

/** A check run as people see it. */
export const showRun = (run: CheckRunState): CheckRun => ({
  id: run.id,
  name: run.name,
  headSha: run.headSha,
  status: run.status,
  conclusion: run.conclusion ?? null,
  title: run.title ?? null,
  summary: run.summary ?? null,
  text: run.text ?? null,
  externalId: run.externalId ?? null,
  detailsUrl: run.detailsUrl ?? null,
  annotations: run.annotations.map(({path, start_line, annotation_level, message}) => ({
    path,
    line: start_line,
    level: annotation_level,
    message,
  })),
  actions: run.actions,
  startedMs: run.startedMs,
  completedMs: run.completedMs,
})
