import type {components} from '@octokit/openapi-types'
import {type Context, Hono} from 'hono'
import {z} from 'zod'
import {addLabel, createIssue, editIssue, labelOf, lockIssue, refuseIfDisabled, setLabels, turnIssue} from '../issues.ts'
import {presentLabel, presentReaction, presentTopic, presentTopicComment} from '../present/remark.ts'
import {notFound, refusal} from '../refuse.ts'
import {addReaction, addTopicComment, deleteRemark, editRemark, mayEdit} from '../remarks.ts'
import {findLineComment} from '../reviews.ts'
import {type Label, pullsOf, type Reaction, type Topic, type TopicComment} from '../world.ts'
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
  type: z.unknown().optional(),
  issue_field_values: z.unknown().optional(),
}

/** Names, or objects with one. */
const labels = z.array(
  z.union([
    z.string(),
    z.object({
      id: z.unknown().optional(),
      name: z.string().nullish(),
      description: z.string().nullish(),
      color: z.string().nullish(),
    }),
  ]),
)

const namesOf = (given: z.output<typeof labels>): string[] =>
  given.flatMap(label => (typeof label === 'string' ? label : (label.name ?? [])))

const issueBody = bodyOf<Body<'issues/create'>>()(
  z.strictObject({title: z.union([z.string(), z.number()]), body: z.string().optional(), labels: labels.optional(), ...unkept}),
)

const updateBody = bodyOf<Body<'issues/update'>>()(
  z.strictObject({
    title: z.union([z.string(), z.number()]).nullish(),
    body: z.string().nullish(),
    state: state.optional(),
    state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish(),
    duplicate_issue_id: z.unknown().optional(),
    labels: labels.optional(),
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

/** What issues can be listed by; the others are not served. */
const listQueries = ['state', 'creator', 'labels', 'since', 'sort', 'direction', 'page', 'per_page', 'filter']

issueRoutes.get('/repos/:owner/:repo/issues', needs('issues:read'), c => {
  const {repo, world, view} = c.var
  refuseIfDisabled(repo)
  const unserved = Object.keys(c.req.query()).filter(name => !listQueries.includes(name))
  if (unserved.length > 0) throw lack(c, `issues by ${unserved.join(', ')}`)
  const {state = 'open', creator, labels = '', since = '', sort = 'created', direction = 'desc'} = c.req.query()
  const wanted = labels.split(',').filter(Boolean)
  const listed = [...repo.topics.values()]
    .filter(topic => (state === 'all' || topic.state === state) && view.sees(topic.stamp))
    .filter(topic => creator === undefined || topic.author.login === creator)
    .filter(topic => wanted.every(name => topic.labels.includes(name)))
    .filter(({updatedMs}) => since === '' || updatedMs >= Date.parse(since))
    .toSorted((a, b) => key(a) - key(b) || a.number - b.number)
  function key(topic: Topic): number {
    return sort === 'updated' ? topic.updatedMs : sort === 'comments' ? topic.comments.length : topic.createdMs
  }
  const ordered = direction === 'asc' ? listed : listed.toReversed()
  return sendPage<Topic, Schemas['issue']>(c, ordered, topic => presentTopic(world, topic))
})

issueRoutes.post('/repos/:owner/:repo/issues', needs('issues:write'), c => {
  const {repo, world} = c.var
  refuseIfDisabled(repo)
  const {title, body, labels: named, ...rest} = readBody(c, issueBody)
  refuseUnkept(c, rest)
  const topic = createIssue(world, repo, world.bot, {
    title: String(title),
    ...(body === undefined ? {} : {body}),
    labels: namesOf(named ?? []),
  })
  return send<Schemas['issue']>(c, presentTopic(world, topic), 201)
})

issueRoutes.get('/repos/:owner/:repo/issues/:number{[0-9]+}', canRead, c => {
  const topic = findTopic(c)
  if (topic.kind === 'issue') refuseIfDisabled(topic.repo)
  return send<Schemas['issue']>(c, presentTopic(c.var.world, topic))
})

issueRoutes.patch('/repos/:owner/:repo/issues/:number{[0-9]+}', canWrite, c => {
  const {world} = c.var
  const topic = findTopic(c)
  if (topic.kind === 'issue') refuseIfDisabled(topic.repo)
  const {title, body, state, state_reason, labels: named, ...rest} = readBody(c, updateBody)
  refuseUnkept(c, rest)
  editIssue(world, topic, world.bot, {
    title: title == null ? undefined : String(title),
    body: body === null ? '' : body,
  })
  if (named !== undefined) setLabels(world, topic, world.bot, namesOf(named))
  if (state !== undefined) turnIssue(world, topic, world.bot, state, state_reason ?? undefined)
  return send<Schemas['issue']>(c, presentTopic(world, topic))
})

issueRoutes.put('/repos/:owner/:repo/issues/:number{[0-9]+}/lock', canWrite, c => {
  lockIssue(c.var.world, findTopic(c), c.var.world.bot, true)
  return sendNothing()
})

issueRoutes.delete('/repos/:owner/:repo/issues/:number{[0-9]+}/lock', canWrite, c => {
  lockIssue(c.var.world, findTopic(c), c.var.world.bot, false)
  return sendNothing()
})

issueRoutes.get('/repos/:owner/:repo/issues/:number{[0-9]+}/labels', canRead, c => sendLabels(c, findTopic(c)))

for (const method of ['post', 'put'] as const) {
  issueRoutes[method]('/repos/:owner/:repo/issues/:number{[0-9]+}/labels', canWrite, c => {
    const topic = findTopic(c)
    const {labels: named = []} = readBody(c, labelsBody)
    setLabels(c.var.world, topic, c.var.world.bot, [...(method === 'post' ? topic.labels : []), ...namesOf(named)])
    return sendLabels(c, topic)
  })
}

const labelsBody = z.strictObject({labels: labels.optional()})

const sendLabels = (c: Context<Env>, topic: Topic): Response =>
  sendPage<string, Schemas['label']>(c, topic.labels, name =>
    presentLabel(c.var.world, topic.repo, labelOf(c.var.world, topic.repo, name)),
  )

issueRoutes.get('/repos/:owner/:repo/labels', canRead, c =>
  sendPage<Label, Schemas['label']>(c, [...c.var.repo.labels.values()], label => presentLabel(c.var.world, c.var.repo, label)),
)

issueRoutes.post('/repos/:owner/:repo/labels', canWrite, c => {
  const {repo, world} = c.var
  const {name, color = 'ededed', description = null} = readBody(c, labelBody)
  if (repo.labels.has(name.toLowerCase()))
    throw refusal(422, 'Validation Failed', {errors: [{resource: 'Label', code: 'already_exists', field: 'name'}]})
  return send<Schemas['label']>(c, presentLabel(world, repo, addLabel(world, repo, {name, color, description})), 201)
})

issueRoutes.get('/repos/:owner/:repo/labels/:name', canRead, c => {
  const label = c.var.repo.labels.get(c.req.param('name').toLowerCase())
  if (label === undefined) throw notFound()
  return send<Schemas['label']>(c, presentLabel(c.var.world, c.var.repo, label))
})

const labelBody = bodyOf<Body<'issues/create-label'>>()(
  z.strictObject({name: z.string(), color: z.string().optional(), description: z.string().optional()}),
)

issueRoutes.get('/repos/:owner/:repo/issues/:number{[0-9]+}/comments', canRead, c => {
  const {world, view} = c.var
  const seen = findTopic(c).comments.filter(({stamp}) => view.sees(stamp))
  return sendPage(c, seen, comment => presentTopicComment(world, comment, view))
})

issueRoutes.post('/repos/:owner/:repo/issues/:number{[0-9]+}/comments', canWrite, c => {
  const {world, view} = c.var
  const topic = findTopic(c)
  if (topic.kind === 'issue') refuseIfDisabled(topic.repo)
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
