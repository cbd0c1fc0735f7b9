import {
  createIssue,
  deleteIssue,
  editIssue,
  lockIssue,
  mayChangeIssue,
  type StateReason,
  setLabels,
  transferIssue,
  turnIssue,
} from './issues.ts'
import {type Comment, type ReactionContent, showRemark} from './pull.ts'
import {refusal} from './refuse.ts'
import {addReaction, addTopicComment, deleteRemark, editRemark, mayEdit} from './remarks.ts'
import type {Role} from './repository.ts'
import {type Account, account, fullName, hasRole, type RepoState, type Topic, type TopicComment, type World} from './world.ts'

/** An issue: what a person sees of it, and what people do to it. Acts are done when their promise resolves; webhooks follow. */
export interface Issue {
  readonly repository: string
  readonly number: number
  readonly title: string
  readonly body: string
  readonly author: string
  readonly state: 'open' | 'closed'
  /** Why it is closed, or that it was opened again. */
  readonly stateReason: StateReason | undefined
  readonly closedBy: string | undefined
  /** Whoever changed its body last. */
  readonly editor: string | undefined
  readonly locked: boolean
  readonly labels: readonly string[]
  readonly createdMs: number
  readonly updatedMs: number
  readonly closedMs: number | undefined
  readonly comments: readonly Comment[]
  /** All that was closed and reopened, oldest first. */
  readonly turns: readonly {
    readonly kind: 'closed' | 'reopened'
    readonly by: string
    readonly atMs: number
    readonly reason: StateReason | undefined
  }[]

  edit(text: {title?: string; body?: string}, login?: string): Promise<void>
  close(reason?: 'completed' | 'not_planned' | 'duplicate', login?: string): Promise<void>
  reopen(login?: string): Promise<void>
  comment(body: string, login?: string): Promise<number>
  editComment(commentId: number, body: string, login?: string): Promise<void>
  deleteComment(commentId: number, login?: string): Promise<void>
  react(commentId: number, content: ReactionContent, login?: string): Promise<void>
  delete(login?: string): Promise<void>
  /** Moves it to another repository, and gives what it is there. */
  transfer(to: string, login?: string): Promise<Issue>
  lock(login?: string): Promise<void>
  unlock(login?: string): Promise<void>
  label(names: readonly string[], login?: string): Promise<void>
}

/** An issue, as people see and use it; who acts is the repository's owner unless somebody is named. Rejects with what GitHub would say. */
export function openIssueHandle(world: World, topic: Topic): Issue {
  const {repo} = topic
  const actor = (login: string | undefined, least: Role): Account => {
    const who = login === undefined ? repo.owner : account(world, login)
    if (least === 'triage' ? !mayChangeIssue(topic, who) : !hasRole(repo, who.login, least))
      throw refusal(403, `${who.login} may not do this to an issue of ${repo.owner.login}`)
    refuseIfArchived(repo)
    return who
  }
  const commentBy = (id: number, login: string | undefined): {comment: TopicComment; who: Account} => {
    const comment = commentOf(topic, id)
    const who = login === undefined ? repo.owner : account(world, login)
    if (!mayEdit(comment, who)) throw refusal(403, `${who.login} may not change this comment`)
    return {comment, who}
  }
  return {
    get repository() {
      return fullName(repo)
    },
    number: topic.number,
    get title() {
      return topic.title
    },
    get body() {
      return topic.body
    },
    author: topic.author.login,
    get state() {
      return topic.state
    },
    get stateReason() {
      return topic.stateReason
    },
    get closedBy() {
      return topic.closedBy?.login
    },
    get editor() {
      return topic.edited?.by.login
    },
    get locked() {
      return topic.locked
    },
    get labels() {
      return topic.labels
    },
    createdMs: topic.createdMs,
    get updatedMs() {
      return topic.updatedMs
    },
    get closedMs() {
      return topic.closedMs
    },
    get comments() {
      return topic.comments.map(comment => showRemark(comment, 0))
    },
    get turns() {
      return topic.turns.map(({kind, by, atMs, reason}) => ({kind, by: by.login, atMs, reason}))
    },

    edit: async (text, login) => editIssue(world, topic, actor(login, 'triage'), text),
    close: async (reason = 'completed', login) => turnIssue(world, topic, actor(login, 'triage'), 'closed', reason),
    reopen: async login => turnIssue(world, topic, actor(login, 'triage'), 'open'),
    comment: async (body, login) =>
      addTopicComment(world, topic, login === undefined ? repo.owner : account(world, login), body).id,
    async editComment(id, body, login) {
      const {comment, who} = commentBy(id, login)
      editRemark(world, comment, who, body)
    },
    async deleteComment(id, login) {
      const {comment, who} = commentBy(id, login)
      deleteRemark(world, comment, who)
    },
    async react(id, content, login) {
      addReaction(world, commentOf(topic, id), login === undefined ? repo.owner : account(world, login), content)
    },
    delete: async login => deleteIssue(world, topic, actor(login, 'admin')),
    async transfer(to, login) {
      const target = world.repositories.find(each => `${each.owner.login}/${each.name}` === to)
      if (target === undefined) throw refusal(404, 'Not Found')
      return openIssueHandle(world, transferIssue(world, topic, target, actor(login, 'write')))
    },
    lock: async login => lockIssue(world, topic, actor(login, 'write'), true),
    unlock: async login => lockIssue(world, topic, actor(login, 'write'), false),
    label: async (names, login) => setLabels(world, topic, actor(login, 'triage'), names),
  }
}

/** Somebody opens an issue, whoever may see the repository. */
export function openIssue(
  world: World,
  repo: RepoState,
  {title, body = ''}: {title: string; body?: string},
  login?: string,
): Issue {
  refuseIfArchived(repo)
  const who = login === undefined ? repo.owner : account(world, login)
  if (!hasRole(repo, who.login, 'read')) throw refusal(404, 'Not Found')
  return openIssueHandle(world, createIssue(world, repo, who, {title, body}))
}

function refuseIfArchived({archived}: RepoState): void {
  if (archived) throw refusal(403, 'This repository was archived so it is read-only.')
}

function commentOf({comments}: Topic, id: number): TopicComment {
  const comment = comments.find(each => each.id === id)
  if (comment === undefined) throw refusal(404, 'Not Found')
  return comment
}
