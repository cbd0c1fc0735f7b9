import type {components} from '@octokit/openapi-types'
import {type Context, Hono} from 'hono'
import {z} from 'zod'
import {git} from '../git.ts'
import {read} from '../lag.ts'
import {presentCommit, presentFile} from '../present/commit.ts'
import {presentPull, presentPullSimple} from '../present/pull.ts'
import {presentLineComment, presentReview} from '../present/remark.ts'
import {mergedTree} from '../pull.ts'
import {notFound, refusal} from '../refuse.ts'
import {checkBody, deleteRemark, editRemark, mayEdit} from '../remarks.ts'
import {addLineComment, commentsOf, createReview, deletePendingReview, findLineComment, reply, submitReview} from '../reviews.ts'
import {isPull, type LineComment, type PullState, pullsOf, type ReviewState} from '../world.ts'
import {type Body, bodyOf, type Env, needs, readBody, readId, send, sendNothing, sendPage} from './route.ts'

type Schemas = components['schemas']
const side = z.enum(['LEFT', 'RIGHT'])
const event = z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT'])

const reviewBody = bodyOf<Body<'pulls/create-review'>>()(
  z.strictObject({
    commit_id: z.string().optional(),
    body: z.string().optional(),
    event: event.optional(),
    comments: z
      .array(
        z.strictObject({
          path: z.string(),
          position: z.number().int().optional(),
          body: z.string(),
          line: z.number().int().optional(),
          side: z.string().optional(),
          start_line: z.number().int().optional(),
          start_side: z.string().optional(),
        }),
      )
      .optional(),
  }),
)

const submitBody = bodyOf<Body<'pulls/submit-review'>>()(z.strictObject({body: z.string().optional(), event}))

const updateReviewBody = bodyOf<Body<'pulls/update-review'>>()(z.strictObject({body: z.string()}))

const commentBody = bodyOf<Body<'pulls/create-review-comment'>>()(
  z.strictObject({
    body: z.string(),
    commit_id: z.string(),
    path: z.string(),
    position: z.number().int().optional(),
    side: side.optional(),
    line: z.number().int().optional(),
    start_line: z.number().int().optional(),
    start_side: z.enum(['LEFT', 'RIGHT', 'side']).optional(),
    in_reply_to: z.number().int().optional(),
    subject_type: z.enum(['line', 'file']).optional(),
  }),
)

const textBody = bodyOf<Body<'pulls/update-review-comment'>>()(z.strictObject({body: z.string()}))

/** Pull requests, their files, reviews and comments on lines. */
export const pullRoutes = new Hono<Env>()

const canRead = needs('pull_requests:read')
const canWrite = needs('pull_requests:write')

pullRoutes.get('/repos/:owner/:repo/pulls', canRead, c => {
  const {repo, world, view} = c.var
  const {state = 'open', head, base, sort, direction} = c.req.query()
  const listed = pullsOf(repo)
    .filter(pull => state === 'all' || pull.state === state)
    .filter(pull => base === undefined || pull.baseBranch === base)
    .filter(pull => head === undefined || `${pull.headRepo.owner.login}:${pull.headBranch}` === head)
    .toSorted((a, b) => (sort === 'updated' ? a.updatedMs - b.updatedMs : a.number - b.number))
  const isAscending = direction === 'asc' || (direction === undefined && sort !== undefined && sort !== 'created')
  return sendPage<PullState, Schemas['pull-request-simple']>(c, isAscending ? listed : listed.toReversed(), pull =>
    presentPullSimple(world, pull, view),
  )
})

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}', canRead, async c => {
  const {world, view} = c.var
  const pull = findPull(c)
  if (/[./](diff|patch)\b/.test(c.req.header('accept') ?? '')) return sendDiff(c, pull)
  const tip = pull.repo.branches.get(pull.baseBranch)
  const mergeable = pull.state === 'closed' || tip === undefined ? null : (await mergedTree(pull, tip)) !== undefined
  return send<Schemas['pull-request']>(c, presentPull(world, pull, view, mergeable))
})

async function sendDiff(c: Context<Env>, pull: PullState): Promise<Response> {
  const {mergeBase, head} = await changeSeen(c, pull)
  const {out} = await git(pull.repo.folder, ['diff-tree', '-r', '-M', '-p', mergeBase ?? '', head])
  if (out.length > 1e6) throw refusal(406, 'Sorry, the diff exceeded the maximum number of lines (20000)')
  return new Response(out.toString(), {headers: {'content-type': 'application/vnd.github.diff; charset=utf-8'}})
}

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/files', canRead, async c => {
  const {world, repo} = c.var
  const {files, head} = await changeSeen(c, findPull(c))
  return sendPage(c, files.slice(0, 3000), file => presentFile(world, repo, head, file))
})

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/commits', canRead, async c => {
  const {world, repo} = c.var
  const {ahead} = await changeSeen(c, findPull(c))
  const commits = await Promise.all(ahead.slice(0, 250).map(sha => repo.objects.commit(sha)))
  return sendPage(
    c,
    commits.filter(commit => commit !== undefined),
    commit => presentCommit(world, repo, commit),
  )
})

// The pull request's change as this request sees it: maybe still that of the old head.
async function changeSeen(c: Context<Env>, pull: PullState) {
  const head = read(pull.head, c.var.view)
  return head === pull.change.head ? pull.change : c.var.world.compare(pull.repo, pull.change.base, head)
}

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews', canRead, c =>
  sendPage(c, reviewsSeen(c, findPull(c)), review => presentReview(c.var.world, review)),
)

pullRoutes.post('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews', canWrite, async c => {
  const {world} = c.var
  const pull = findPull(c)
  const {commit_id, body, event, comments = []} = readBody(c, reviewBody)
  const asked = comments.map(({start_line, start_side, ...rest}) => ({...rest, startLine: start_line, startSide: start_side}))
  const review = await createReview(world, pull, world.bot, {commitId: commit_id, body, event, comments: asked})
  return send(c, presentReview(world, review))
})

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews/:id', canRead, c =>
  send(c, presentReview(c.var.world, findReview(c))),
)

pullRoutes.put('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews/:id', canWrite, c => {
  const review = findReview(c)
  const {body} = readBody(c, updateReviewBody)
  if (review.author !== c.var.world.bot) throw refusal(403, 'Resource not accessible by integration')
  checkBody(body, 'PullRequestReview')
  review.body = body
  return send(c, presentReview(c.var.world, review))
})

pullRoutes.delete('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews/:id', canWrite, c => {
  const review = findReview(c)
  deletePendingReview(c.var.world, review)
  return send(c, presentReview(c.var.world, review))
})

pullRoutes.post('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews/:id/events', canWrite, c => {
  const review = findReview(c)
  const {body = review.body, event} = readBody(c, submitBody)
  submitReview(c.var.world, review, event, body)
  return send(c, presentReview(c.var.world, review))
})

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews/:id/comments', canRead, c =>
  sendPage(c, commentsOf(findReview(c)), comment => presentLineComment(c.var.world, comment, c.var.view)),
)

pullRoutes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/comments', canRead, c =>
  sendPage(c, commentsSeen(c, [findPull(c)]), comment => presentLineComment(c.var.world, comment, c.var.view)),
)

pullRoutes.post('/repos/:owner/:repo/pulls/:number{[0-9]+}/comments', canWrite, async c => {
  const {world, ids, view} = c.var
  const pull = findPull(c)
  const asked = readBody(c, commentBody)
  if (asked.in_reply_to !== undefined) {
    const to = findLineComment(pull, ids.parse(asked.in_reply_to) ?? 0)
    if (to === undefined) throw notFound()
    return send(c, presentLineComment(world, reply(world, to, world.bot, asked.body), view), 201)
  }
  const {commit_id, start_line, start_side, subject_type, ...rest} = asked
  const startSide = start_side === 'side' ? asked.side : start_side
  const comment = {...rest, commitId: commit_id, startLine: start_line, startSide, subject: subject_type}
  return send(c, presentLineComment(world, await addLineComment(world, pull, world.bot, comment), view), 201)
})

pullRoutes.post('/repos/:owner/:repo/pulls/:number{[0-9]+}/comments/:id/replies', canWrite, c => {
  const {world, view} = c.var
  const to = findLineComment(findPull(c), readId(c, 'id'))
  if (to === undefined) throw notFound()
  const {body} = readBody(c, textBody)
  if (to.replyTo !== undefined) throw refusal(422, 'Replies to replies are not supported.')
  return send(c, presentLineComment(world, reply(world, to, world.bot, body), view), 201)
})

pullRoutes.get('/repos/:owner/:repo/pulls/comments', canRead, c =>
  sendPage(c, commentsSeen(c, pullsOf(c.var.repo)), comment => presentLineComment(c.var.world, comment, c.var.view)),
)

pullRoutes.get('/repos/:owner/:repo/pulls/comments/:id', canRead, c =>
  send(c, presentLineComment(c.var.world, findComment(c), c.var.view)),
)

pullRoutes.patch('/repos/:owner/:repo/pulls/comments/:id', canWrite, c => {
  const {world, view} = c.var
  const comment = findComment(c)
  const {body} = readBody(c, textBody)
  if (!mayEdit(comment, world.bot)) throw refusal(403, 'Resource not accessible by integration')
  editRemark(world, comment, world.bot, body)
  return send(c, presentLineComment(world, comment, view))
})

pullRoutes.delete('/repos/:owner/:repo/pulls/comments/:id', canWrite, c => {
  const {world} = c.var
  const comment = findComment(c)
  if (!mayEdit(comment, world.bot)) throw refusal(403, 'Resource not accessible by integration')
  deleteRemark(world, comment, world.bot)
  return sendNothing()
})

function findPull(c: Context<Env>): PullState {
  const pull = c.var.repo.topics.get(Number(c.req.param('number')))
  if (pull === undefined || !isPull(pull)) throw notFound()
  return pull
}

// A pending review is seen by its author only, and that is us.
const reviewsSeen = (c: Context<Env>, pull: PullState): readonly ReviewState[] =>
  pull.reviews.filter(({state, author, stamp}) => (state !== 'PENDING' || author === c.var.world.bot) && c.var.view.sees(stamp))

function findReview(c: Context<Env>): ReviewState {
  const review = reviewsSeen(c, findPull(c)).find(({id}) => id === readId(c, 'id'))
  if (review === undefined) throw notFound()
  return review
}

const commentsSeen = (c: Context<Env>, pulls: readonly PullState[]): readonly LineComment[] =>
  pulls
    .flatMap(({threads}) => threads.flatMap(({comments}) => comments))
    .filter(({review, stamp}) => review.state !== 'PENDING' && c.var.view.sees(stamp))
    .toSorted((a, b) => a.id - b.id)

function findComment(c: Context<Env>): LineComment {
  const id = readId(c, 'id')
  const comment = commentsSeen(c, pullsOf(c.var.repo)).find(each => each.id === id)
  if (comment === undefined) throw notFound()
  return comment
}
