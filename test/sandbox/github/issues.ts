import {emit} from './events.ts'
import {mentions} from './mentions.ts'
import {presentTopic} from './present/remark.ts'
import {presentRepository} from './present/repository.ts'
import {refusal} from './refuse.ts'
import {checkLength, notifyOfMentions} from './remarks.ts'
import {
  type Account,
  hasRole,
  type Label,
  nextNumber,
  nodeId,
  notify,
  type PullState,
  place,
  type RepoState,
  type Topic,
  type World,
} from './world.ts'

/** What an issue says. Absent parts stay as they are. */
export interface IssueText {
  readonly title?: string | undefined
  readonly body?: string | undefined
}

/** Why an issue was closed, or that it was opened again. */
export type StateReason = NonNullable<Topic['stateReason']>

/** Opens an issue: its people are notified. */
export function createIssue(
  world: World,
  repo: RepoState,
  by: Account,
  {title, body = '', labels = []}: {readonly title: string; readonly body?: string; readonly labels?: readonly string[]},
): Topic {
  refuseIfDisabled(repo)
  checkTitle(title)
  checkLength(body, 'Issue')
  const id = world.newId()
  const nowMs = world.now()
  const topic: Topic = {
    kind: 'issue',
    id,
    nodeId: nodeId('I', id),
    repo,
    number: nextNumber(repo),
    author: by,
    title,
    body,
    state: 'open',
    stateReason: undefined,
    locked: false,
    createdMs: nowMs,
    updatedMs: nowMs,
    closedMs: undefined,
    closedBy: undefined,
    edited: undefined,
    labels: labels.map(name => labelOf(world, repo, name).name),
    turns: [],
    comments: [],
    reactions: [],
    stamp: world.stamp(),
  }
  repo.topics.set(topic.number, topic)
  world.nodes.set(topic.nodeId, topic)
  notify(world, {kind: 'issue opened', by: by.login, where: place(topic), mentions: mentions(body)})
  emit(world, 'issues.opened', repo, by, {issue: presentTopic(world, topic)})
  return topic
}

/** Changes what an issue says. It notifies nobody but whom it mentions anew. */
export function editIssue(world: World, topic: Topic, by: Account, text: IssueText): void {
  const {title = topic.title, body = topic.body} = text
  checkTitle(title)
  checkLength(body, 'Issue')
  const changes = {
    ...(title === topic.title ? {} : {title: {from: topic.title}}),
    ...(body === topic.body ? {} : {body: {from: topic.body}}),
  }
  if (Object.keys(changes).length === 0) return
  notifyOfMentions(world, topic, by, topic.body, body)
  if (body !== topic.body) topic.edited = {by, atMs: world.now()}
  Object.assign(topic, {title, body, updatedMs: world.now()})
  emit(world, 'issues.edited', topic.repo, by, {issue: presentTopic(world, topic), changes})
}

/** Closes an issue or opens it again, which notifies; another reason for what is closed already notifies nobody. */
export function turnIssue(
  world: World,
  topic: Topic,
  by: Account,
  state: Topic['state'],
  reason: Topic['stateReason'] = state === 'closed' ? 'completed' : 'reopened',
): void {
  if (state === topic.state) {
    if (state === 'closed') topic.stateReason = reason
    return
  }
  const isClosed = state === 'closed'
  const atMs = world.now()
  topic.turns.push({kind: isClosed ? 'closed' : 'reopened', id: world.newId(), by, atMs, reason})
  Object.assign(topic, {
    state,
    stateReason: reason,
    closedMs: isClosed ? atMs : undefined,
    closedBy: isClosed ? by : undefined,
    updatedMs: atMs,
  })
  notify(world, {kind: isClosed ? 'issue closed' : 'issue reopened', by: by.login, where: place(topic), mentions: []})
  emit(world, isClosed ? 'issues.closed' : 'issues.reopened', topic.repo, by, {issue: presentTopic(world, topic)})
}

/** Deletes an issue for good. Its number is not given again. */
export function deleteIssue(world: World, topic: Topic, by: Account): void {
  leave(world, topic, 'deleted')
  emit(world, 'issues.deleted', topic.repo, by, {issue: presentTopic(world, topic)})
}

/** Moves an issue to another repository, where it gets another number; whoever asks for it here is sent on. */
export function transferIssue(world: World, topic: Topic, to: RepoState, by: Account): Topic {
  refuseIfDisabled(to)
  const id = world.newId()
  const moved: Topic = {...topic, id, nodeId: nodeId('I', id), repo: to, number: nextNumber(to), comments: []}
  moved.comments.push(...topic.comments.map(comment => ({...comment, topic: moved})))
  for (const comment of moved.comments) world.nodes.set(comment.nodeId, comment)
  leave(world, topic, moved)
  to.topics.set(moved.number, moved)
  world.nodes.set(moved.nodeId, moved)
  const change = {new_issue: presentTopic(world, moved), new_repository: presentRepository(world, to)}
  emit(world, 'issues.transferred', topic.repo, by, {issue: presentTopic(world, topic), changes: change})
  return moved
}

function leave(world: World, topic: Topic, to: Topic | 'deleted'): void {
  const {repo, number} = topic
  repo.topics.delete(number)
  repo.gone.set(number, to)
  world.nodes.delete(topic.nodeId)
  for (const {nodeId} of topic.comments) world.nodes.delete(nodeId)
}

/** From now on only who may write can comment; or everybody again. */
export function lockIssue(world: World, topic: Topic, by: Account, locked: boolean): void {
  if (topic.locked === locked) return
  topic.locked = locked
  emit(world, locked ? 'issues.locked' : 'issues.unlocked', topic.repo, by, {issue: presentTopic(world, topic)})
}

/** Gives an issue exactly these labels. A label that the repository does not have is made. */
export function setLabels(world: World, topic: Topic, by: Account, names: readonly string[]): void {
  const {repo} = topic
  const wanted = [...new Set(names.map(name => labelOf(world, repo, name).name))]
  const [added, removed] = [
    wanted.filter(name => !topic.labels.includes(name)),
    topic.labels.filter(name => !wanted.includes(name)),
  ]
  topic.labels = wanted
  const tell = (event: 'issues.labeled' | 'issues.unlabeled', name: string) =>
    emit(world, event, repo, by, {issue: presentTopic(world, topic), label: labelOf(world, repo, name)})
  for (const name of added) tell('issues.labeled', name)
  for (const name of removed) tell('issues.unlabeled', name)
}

/** A repository's label by its name, whatever its case; made where there is none, in grey. */
export function labelOf(world: World, repo: RepoState, name: string): Label {
  const known = repo.labels.get(name.toLowerCase())
  if (known !== undefined) return known
  return addLabel(world, repo, {name, color: 'ededed', description: null})
}

export function addLabel(world: World, repo: RepoState, label: Omit<Label, 'id'>): Label {
  if (label.name.trim() === '' || [...label.name].length > 50)
    throw refusal(422, 'Validation Failed', {errors: [{resource: 'Label', field: 'name'}]})
  const made = {...label, id: world.newId()}
  repo.labels.set(label.name.toLowerCase(), made)
  return made
}

/** Whoever wrote an issue, people with triage or more, and bots may change it. */
export const mayChangeIssue = ({author, repo}: Topic | PullState, who: Account): boolean =>
  author === who || who.type === 'Bot' || hasRole(repo, who.login, 'triage')

export function refuseIfDisabled(repo: RepoState): void {
  if (!repo.hasIssues) throw refusal(410, 'Issues has been disabled in this repository.')
}

function checkTitle(title: string): void {
  if (title.trim() === '')
    throw refusal(422, 'Validation Failed', {errors: [{resource: 'Issue', field: 'title', code: 'missing_field'}]})
}
