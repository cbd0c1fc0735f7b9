import {emit} from './events.ts'
import {everything, lagged, write} from './lag.ts'
import {mentions} from './mentions.ts'
import {presentPull} from './present/pull.ts'
import {presentLineComment, presentTopic, presentTopicComment} from './present/remark.ts'
import type {ReactionContent} from './pull.ts'
import {invalid, refusal} from './refuse.ts'
import {
  type Account,
  hasRole,
  type LineComment,
  nodeId,
  notify,
  type PullState,
  place,
  type Reaction,
  type Remark,
  type Topic,
  type TopicComment,
  type World,
} from './world.ts'

/** What GitHub takes as a body: something to see, and not more than it stores. */
export function checkBody(body: string, what: string): void {
  if (body.trim() === '') throw invalid({resource: what, code: 'missing_field', field: 'body', message: "body can't be blank"})
  checkLength(body, what)
}

/** At most 65,536 characters, hidden ones included. */
export function checkLength(body: string, what: string): void {
  if ([...body].length <= 65_536) return
  throw invalid({resource: what, code: 'custom', field: 'body', message: 'body is too long (maximum is 65536 characters)'})
}

/** The parts that all remarks share. */
export function newRemark(world: World, prefix: string, author: Account, body: string): Remark {
  const id = world.newId()
  const atMs = world.now()
  return {
    id,
    nodeId: nodeId(prefix, id),
    author,
    body: lagged(body),
    createdMs: atMs,
    updatedMs: atMs,
    minimized: undefined,
    reactions: [],
    stamp: world.stamp(),
  }
}

/** Says something in a conversation. */
export function addTopicComment(world: World, topic: Topic, author: Account, body: string): TopicComment {
  checkBody(body, 'IssueComment')
  if (topic.locked && !hasRole(topic.repo, author.login, 'write')) {
    throw refusal(403, 'Unable to create comment because issue is locked.')
  }
  const comment: TopicComment = {kind: 'topic comment', topic, ...newRemark(world, 'IC', author, body)}
  world.nodes.set(comment.nodeId, comment)
  topic.comments.push(comment)
  topic.updatedMs = world.now()
  notify(world, {kind: 'comment', by: author.login, where: place(topic), mentions: mentions(body)})
  emit(world, 'issue_comment.created', topic.repo, author, {
    comment: presentTopicComment(world, comment, everything),
    issue: presentTopic(world, topic),
  })
  return comment
}

/** Changes what someone said. Notifies only whom it mentions anew. */
export function editRemark(world: World, remark: TopicComment | LineComment, editor: Account, body: string): void {
  checkBody(body, remark.kind === 'topic comment' ? 'IssueComment' : 'PullRequestReviewComment')
  const from = remark.body.now
  write(remark.body, body, world.stamp())
  remark.updatedMs = world.now()
  const topic = topicOf(remark)
  notifyOfMentions(world, topic, editor, from, body)
  const changes = {body: {from}}
  if (remark.kind === 'topic comment') {
    const parts = {changes, comment: presentTopicComment(world, remark, everything), issue: presentTopic(world, topic)}
    emit(world, 'issue_comment.edited', topic.repo, editor, parts)
  } else {
    const parts = {
      changes,
      comment: presentLineComment(world, remark, everything),
      pull_request: presentPull(world, remark.thread.pull, everything),
    }
    emit(world, 'pull_request_review_comment.edited', topic.repo, editor, parts)
  }
}

/** An edit that mentions someone new tells them. */
export function notifyOfMentions(world: World, topic: Topic, by: Account, before: string, after: string): void {
  const old = new Set(mentions(before))
  const added = mentions(after).filter(login => !old.has(login))
  if (added.length > 0) notify(world, {kind: 'edit adds a mention', by: by.login, where: place(topic), mentions: added})
}

export function deleteRemark(world: World, remark: TopicComment | LineComment, by: Account): void {
  const topic = topicOf(remark)
  world.nodes.delete(remark.nodeId)
  if (remark.kind === 'topic comment') {
    topic.comments.splice(topic.comments.indexOf(remark), 1)
    const parts = {comment: presentTopicComment(world, remark, everything), issue: presentTopic(world, topic)}
    emit(world, 'issue_comment.deleted', topic.repo, by, parts)
    return
  }
  const {thread} = remark
  const {pull} = thread
  thread.comments.splice(thread.comments.indexOf(remark), 1)
  if (thread.comments.length === 0) {
    pull.threads.splice(pull.threads.indexOf(thread), 1)
    world.nodes.delete(thread.nodeId)
  }
  const parts = {comment: presentLineComment(world, remark, everything), pull_request: presentPull(world, pull, everything)}
  emit(world, 'pull_request_review_comment.deleted', topic.repo, by, parts)
}

/** Reacts; the same reaction twice is one. No event tells of it. */
export function addReaction(
  world: World,
  on: {readonly reactions: Reaction[]},
  user: Account,
  content: ReactionContent,
): {reaction: Reaction; isNew: boolean} {
  const known = on.reactions.find(reaction => reaction.user === user && reaction.content === content)
  if (known !== undefined) return {reaction: known, isNew: false}
  const reaction = {id: world.newId(), user, content, createdMs: world.now()}
  on.reactions.push(reaction)
  return {reaction, isNew: true}
}

export const topicOf = (remark: TopicComment | LineComment): Topic | PullState =>
  remark.kind === 'topic comment' ? remark.topic : remark.thread.pull

/** Only who wrote something, or may write to the repository, may change or remove it. */
export function mayEdit(remark: TopicComment | LineComment, who: Account): boolean {
  return remark.author === who || hasRole(topicOf(remark).repo, who.login, 'write')
}
