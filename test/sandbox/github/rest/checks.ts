import type {components} from '@octokit/openapi-types'
import {type Context, Hono} from 'hono'
import {z} from 'zod'
import {createCheckRun, runsOf, updateCheckRun} from '../check-runs.ts'
import {presentAnnotation, presentCheckRun} from '../present/check.ts'
import {notFound} from '../refuse.ts'
import {resolveCommit} from '../resolve.ts'
import type {CheckRunState} from '../world.ts'
import {type Body, bodyOf, type Env, needs, readBody, readId, send, sendPage} from './route.ts'

type Schemas = components['schemas']

const status = z.enum(['queued', 'in_progress', 'completed'])
const conclusion = z.enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out'])
const time = z.iso.datetime({offset: true})
const url = z.string().regex(/^https?:\/\//, 'must use the http or https scheme')

const annotation = z.strictObject({
  path: z.string(),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().optional(),
  end_column: z.number().int().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
})

const image = z.strictObject({alt: z.string(), image_url: z.string(), caption: z.string().optional()})

const action = z.strictObject({label: z.string(), description: z.string(), identifier: z.string()})

const shared = {
  details_url: url.optional(),
  external_id: z.string().optional(),
  status: status.optional(),
  started_at: time.optional(),
  conclusion: conclusion.optional(),
  completed_at: time.optional(),
  actions: z.array(action).optional(),
}

const output = {
  summary: z.string(),
  text: z.string().optional(),
  annotations: z.array(annotation).optional(),
  images: z.array(image).optional(),
}

const createBody = bodyOf<Body<'checks/create'>>()(
  z.strictObject({
    name: z.string().min(1),
    head_sha: z.string(),
    ...shared,
    output: z.strictObject({title: z.string(), ...output}).optional(),
  }),
)

const updateBody = bodyOf<Body<'checks/update'>>()(
  z.strictObject({
    name: z.string().min(1).optional(),
    ...shared,
    output: z.strictObject({title: z.string().optional(), ...output}).optional(),
  }),
)

/** Check runs of a commit. */
export const checkRoutes = new Hono<Env>()

checkRoutes.post('/repos/:owner/:repo/check-runs', needs('checks:write'), async c => {
  const {world, repo} = c.var
  const {head_sha, ...input} = readBody(c, createBody)
  return send(c, presentCheckRun(world, await createCheckRun(world, repo, head_sha, input)), 201)
})

checkRoutes.patch('/repos/:owner/:repo/check-runs/:id', needs('checks:write'), c => {
  const run = findRun(c)
  updateCheckRun(c.var.world, run, readBody(c, updateBody))
  return send(c, presentCheckRun(c.var.world, run))
})

checkRoutes.get('/repos/:owner/:repo/check-runs/:id', needs('checks:read'), c =>
  send(c, presentCheckRun(c.var.world, findRun(c))),
)

checkRoutes.get('/repos/:owner/:repo/check-runs/:id/annotations', needs('checks:read'), c => {
  const run = findRun(c)
  const present = (at: number) => presentAnnotation(c.var.world, run, at)
  return sendPage(c, [...run.annotations.keys()], present)
})

checkRoutes.get('/repos/:owner/:repo/commits/:ref{.+}/check-runs', needs('checks:read'), async c => {
  const {world, repo, view} = c.var
  const sha = await resolveCommit(repo, c.req.param('ref'), view)
  if (sha === undefined) throw notFound()
  const {check_name, status, filter, app_id} = c.req.query()
  const runs = runsOf(repo, sha, filter === 'all' ? 'all' : 'latest')
    .filter(run => view.sees(run.stamp))
    .filter(run => check_name === undefined || run.name === check_name)
    .filter(run => status === undefined || run.status === status)
    .filter(() => app_id === undefined || app_id === world.appId)
  return sendPage<CheckRunState, Schemas['check-run']>(
    c,
    runs,
    run => presentCheckRun(world, run),
    (page, total) => ({total_count: total, check_runs: page}),
  )
})

function findRun(c: Context<Env>): CheckRunState {
  const id = readId(c, 'id')
  const run = c.var.repo.checkRuns.find(each => each.id === id)
  if (run === undefined || !c.var.view.sees(run.stamp)) throw notFound()
  return run
}
