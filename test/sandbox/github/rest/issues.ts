import type {components} from '@octokit/openapi-types'
import {type Context, Hono} from 'hono'
import {z} from 'zod'
import {emit} from '../events.ts'
import {mentions} from '../mentions.ts'
import {presentReaction, presentTopic, presentTopicComment} from '../present/remark.ts'
import {notFound, refusal} from '../refuse.ts'
import {addReaction, addTopicComment, checkLength, deleteRemark, editRemark, mayEdit, notifyOfMentions} from '../remarks.ts'
import {findLineComment} from '../reviews.ts'
import {nodeId, notify, place, pullsOf, type Reaction, type Topic, type TopicComment} from '../world.ts'
import {type Body, bodyOf, type Env, findTopic, lack, needs, readBody, readId, send, sendNothing, sendPage} from './route.ts'

type Schemas = components['schemas']
const commentBody = bodyOf<Body<'issues/create-comment'>>()(z.strictObject({body: z.string()}))

const content = z.enum(['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'])

const reactionBody = bodyOf<Body<'reactions/create-for-issue-comment'>>()(z.strictObject({content}))

const state = z.enum(['open', 'closed'])

/** What GitHub takes of an issue and this stand-in does not keep. */
const unkept = {
  assignee: z.unknown().optional(),
  assignees: z.unknown().optional(),
  milestone: z.unknown().optional(),
  labels: z.unknown().optional(),
  type: z.unknown().optional(),
  issue_field_values: z.unknown().optional(),
}

const issueBody = bodyOf<Body<'issues/create'>>()(
  z.strictObject({title: z.union([z.string(), z.number()]), body: z.string().optional(), ...unkept}),
)

const updateBody = bodyOf<Body<'issues/update'>>()(
  z.strictObject({
    title: z.union([z.string(), z.number()]).nullish(),
    body: z.string().nullish(),
    state: state.optional(),
    state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish(),
    duplicate_issue_id: z.unknown().optional(),
    ...unkept,
  }),
)

function refuseUnkept(c: Context<Env>, rest: Readonly<Record<string, unknown>>): void {
  const [key] = Object.keys(rest)
  if (key !== undefined) throw lack(c, `${key} of an issue`)
}

/** Issues and conversations: comments on no line, and reactions to whatever was said. */
export const issueRoutes = new Hono<Env>()

// The conversation of a pull request is open to either permission.
const canRead = needs('issues:read', 'pull_requests:read')
const canWrite = needs('issues:write', 'pull_requests:write')

issueRoutes.get('/repos/:owner/:repo/issues', needs('issues:read'), c => {
  const {repo, world, view} = c.var
  refuseIfDisabled(c)
  const {state = 'open', creator} = c.req.query()
  const listed = [...repo.topics.values()]
    .filter(topic => (state === 'all' || topic.state === state) && view.sees(topic.stamp))
    .filter(topic => creator === undefined || topic.author.login === creator)
    .toReversed()
  return sendPage<Topic, Schemas['issue']>(c, listed, topic => presentTopic(world, topic))
})

issueRoutes.post('/repos/:owner/:repo/issues', needs('issues:write'), c => {
  const {repo, world} = c.var
  refuseIfDisabled(c)
  const {title: given, body = '', ...rest} = readBody(c, issueBody)
  refuseUnkept(c, rest)
  const title = String(given)
  checkLength(body, 'Issue')
  if (title.trim() === '')
    throw refusal(422, 'Validation Failed', {errors: [{resource: 'Issue', field: 'title', code: 'missing_field'}]})
  const id = world.newId()
  const nowMs = world.now()
  const topic: Topic = {
    kind: 'issue',
    id,
    nodeId: nodeId('I', id),
    repo,
    number: Math.max(0, ...repo.topics.keys()) + 1,
    author: world.bot,
    title,
    body,
    state: 'open',
    stateReason: undefined,
    locked: false,
    createdMs: nowMs,
    updatedMs: nowMs,
    closedMs: undefined,
    comments: [],
    reactions: [],
    stamp: world.stamp(),
  }
  repo.topics.set(topic.number, topic)
  world.nodes.set(topic.nodeId, topic)
  notify(world, {kind: 'issue opened', by: world.bot.login, where: place(topic), mentions: mentions(body)})
  emit(world, 'issues.opened', repo, world.bot, {issue: presentTopic(world, topic)})
  return send<Schemas['issue']>(c, presentTopic(world, topic), 201)
})

issueRoutes.get('/repos/:owner/:repo/issues/:number{[0-9]+}', canRead, c => {
  const topic = findTopic(c)
  if (topic.kind === 'issue') refuseIfDisabled(c)
  return send<Schemas['issue']>(c, presentTopic(c.var.world, topic))
})

issueRoutes.patch('/repos/:owner/:repo/issues/:number{[0-9]+}', canWrite, c => {
  const {world} = c.var
  const topic = findTopic(c)
  if (topic.kind === 'issue') refuseIfDisabled(c)
  const {title: given, body, state = topic.state, state_reason, ...rest} = readBody(c, updateBody)
  refuseUnkept(c, rest)
  const title = String(given ?? topic.title)
  const text = body === undefined ? topic.body : (body ?? '')
  checkLength(text, 'Issue')
  notifyOfMentions(world, topic, world.bot, topic.body, text)
  const isEdited = title !== topic.title || text !== topic.body
  const changes = {title: {from: topic.title}, body: {from: topic.body}}
  const wasState = topic.state
  Object.assign(topic, {title, body: text, state, updatedMs: world.now()})
  if (isEdited) emit(world, 'issues.edited', topic.repo, world.bot, {issue: presentTopic(world, topic), changes})
  if (state !== wasState) changeState(c, topic, state_reason ?? undefined)
  return send<Schemas['issue']>(c, presentTopic(world, topic))
})

function changeState(c: Context<Env>, topic: Topic, reason: Topic['stateReason']): void {
  const {world} = c.var
  const isClosed = topic.state === 'closed'
  topic.closedMs = isClosed ? world.now() : undefined
  topic.stateReason = reason ?? (isClosed ? 'completed' : 'reopened')
  notify(world, {kind: isClosed ? 'issue closed' : 'issue reopened', by: world.bot.login, where: place(topic), mentions: []})
  emit(world, isClosed ? 'issues.closed' : 'issues.reopened', topic.repo, world.bot, {issue: presentTopic(world, topic)})
}

issueRoutes.get('/repos/:owner/:repo/issues/:number{[0-9]+}/comments', canRead, c => {
  const {world, view} = c.var
  const seen = findTopic(c).comments.filter(({stamp}) => view.sees(stamp))
  return sendPage(c, seen, comment => presentTopicComment(world, comment, view))
})

issueRoutes.post('/repos/:owner/:repo/issues/:number{[0-9]+}/comments', canWrite, c => {
  const {world, view} = c.var
  const topic = findTopic(c)
  if (topic.kind === 'issue') refuseIfDisabled(c)
  const {body} = readBody(c, commentBody)
  return send(c, presentTopicComment(world, addTopicComment(world, topic, world.bot, body), view), 201)
})

issueRoutes.get('/repos/:owner/:repo/issues/comments/:id', canRead, c =>
  send(c, presentTopicComment(c.var.world, findComment(c), c.var.view)),
)

issueRoutes.patch('/repos/:owner/:repo/issues/comments/:id', canWrite, c => {
  const {world, view} = c.var
  const comment = findComment(c)
  const {body} = readBody(c, commentBody)
  if (!mayEdit(comment, world.bot)) throw refusal(403, 'Resource not accessible by integration')
  editRemark(world, comment, world.bot, body)
  return send(c, presentTopicComment(world, comment, view))
})

issueRoutes.delete('/repos/:owner/:repo/issues/comments/:id', canWrite, c => {
  const {world} = c.var
  const comment = findComment(c)
  if (!mayEdit(comment, world.bot)) throw refusal(403, 'Resource not accessible by integration')
  deleteRemark(world, comment, world.bot)
  return sendNothing()
})

/** What can be reacted to, by where it is in the API. */
const reactable = {
  '/repos/:owner/:repo/issues/:number{[0-9]+}': findTopic,
  '/repos/:owner/:repo/issues/comments/:id': findComment,
  '/repos/:owner/:repo/pulls/comments/:id': findAnyLineComment,
} satisfies Record<string, (c: Context<Env>) => {readonly reactions: Reaction[]}>

for (const [path, find] of Object.entries(reactable)) {
  issueRoutes.get(`${path}/reactions`, canRead, c =>
    sendPage(c, find(c).reactions, reaction => presentReaction(c.var.world, reaction)),
  )
  issueRoutes.post(`${path}/reactions`, canWrite, c => {
    const {world} = c.var
    const {reaction, isNew} = addReaction(world, find(c), world.bot, readBody(c, reactionBody).content)
    return send(c, presentReaction(world, reaction), isNew ? 201 : 200)
  })
  issueRoutes.delete(`${path}/reactions/:reaction`, canWrite, c => {
    const {reactions} = find(c)
    const at = reactions.findIndex(({id, user}) => id === readId(c, 'reaction') && user === c.var.world.bot)
    if (at === -1) throw notFound()
    reactions.splice(at, 1)
    return sendNothing()
  })
}

function findComment(c: Context<Env>): TopicComment {
  const id = readId(c, 'id')
  const comment = [...c.var.repo.topics.values()].flatMap(({comments}) => comments).find(each => each.id === id)
  if (comment === undefined || !c.var.view.sees(comment.stamp)) throw notFound()
  return comment
}

function findAnyLineComment(c: Context<Env>) {
  const id = readId(c, 'id')
  const comment = pullsOf(c.var.repo)
    .map(pull => findLineComment(pull, id))
    .find(each => each !== undefined)
  if (comment === undefined) throw notFound()
  return comment
}

function refuseIfDisabled(c: Context<Env>): void {
  if (!c.var.repo.hasIssues) throw refusal(410, 'Issues has been disabled in this repository.')
}
