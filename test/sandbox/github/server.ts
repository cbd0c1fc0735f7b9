import {createServer, type Server} from 'node:http'
import {getRequestListener} from '@hono/node-server'
import {type Context, Hono, type MiddlewareHandler} from 'hono'
import {HTTPException} from 'hono/http-exception'
import {routePath} from 'hono/route'
import {listen as listenOn} from '../web/listen.ts'
import type {Faults} from './faults.ts'
import {answerGraphql, isMutation} from './graphql.ts'
import type {Ids} from './ids.ts'
import {everything, requestView} from './lag.ts'
import type {Limits} from './limits.ts'
import {refusalBody, refusalHeaders} from './refuse.ts'
import {repositoryPage} from './repository-page.ts'
import {appRoutes} from './rest/app.ts'
import {checkRoutes} from './rest/checks.ts'
import {contentsRoutes} from './rest/contents.ts'
import {issueRoutes} from './rest/issues.ts'
import {pullRoutes} from './rest/pulls.ts'
import {repositoryRoutes} from './rest/repositories.ts'
import {type Env, lack} from './rest/route.ts'
import {serveGit} from './smart-http.ts'
import type {Caller, Tokens} from './tokens.ts'
import type {Webhooks} from './webhooks.ts'
import {fullName, type World} from './world.ts'

/** All that a request may need. */
export interface Parts {
  readonly world: World
  readonly ids: Ids
  readonly tokens: Tokens
  readonly limits: Limits
  readonly webhooks: Webhooks
  readonly faults: Faults
  readonly latencyMs: number
}

/** Serves the API, git and the one page of the set-up. Resolves with the port: the wished one or, when that is taken, any. */
export async function listen(parts: Parts, port: number): Promise<{readonly server: Server; readonly port: number}> {
  const app = new Hono<Env>()
  const api = new Hono<Env>()
  for (const routes of [appRoutes, contentsRoutes, repositoryRoutes, pullRoutes, checkRoutes, issueRoutes])
    api.route('/api/v3', routes)
  api.post('/api/graphql', answerGraphql)

  app.use('/api/*', record(parts), misbehave(parts), identify(parts), limit(parts))
  app.route('/', api)
  app.post('/settings/apps/new', createApp)
  app.all('*', async c => {
    if (c.req.path.startsWith('/api/')) throw lack(c, `${c.req.method} ${c.req.path}`)
    const served = (await serveGit(parts.world, c.req.raw)) ?? (await repositoryPage(parts.world, c.req.raw))
    return served ?? c.text('Not Found\n', 404)
  })
  app.onError((error, c) => {
    if (error instanceof HTTPException) {
      return c.json(refusalBody(error), error.status, refusalHeaders(error))
    }
    console.error('The sandbox’s GitHub failed:', error)
    return c.json({message: `Server Error: ${error.message}`}, 500)
  })
  const server = createServer(
    getRequestListener((request, env) => app.fetch(byName(parts, request), env), {overrideGlobalObjects: false}),
  )
  return {server, port: await listenOn(server, port)}
}

/** What was sent on from a former name asks by the repository's id: the same under its name of today. */
function byName({world, ids}: Parts, request: Request): Request {
  const [, start = '', id = '', rest = ''] = /^([^?]*\/api\/v3)\/repositories\/(\d+)(\/.*)$/.exec(request.url) ?? []
  const repo = world.repositories.find(each => each.id === ids.parse(id))
  if (request.method !== 'GET' || repo === undefined) return request
  return new Request(`${start}/repos/${fullName(repo)}${rest}`, {headers: request.headers})
}

/** Writes down each request with its answer, and answers no sooner than the latency. */
const record =
  ({world, ids, tokens, limits, webhooks, latencyMs}: Parts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const startMs = performance.now()
    const atMs = world.now()
    const text = await c.req.text()
    c.set('world', world)
    c.set('ids', ids)
    c.set('tokens', tokens)
    c.set('limits', limits)
    c.set('webhooks', webhooks)
    c.set('text', text)
    c.set('caller', {kind: 'nobody'})
    // Whoever writes sees what is; only reads lag.
    const isRead = c.req.path === '/api/graphql' ? !isMutation(text) : c.req.method === 'GET'
    c.set('view', isRead ? requestView(atMs) : everything)
    await next()
    const status = c.res.headers.get('x-sandbox-reset') === null ? c.res.status : 0
    world.ledger.calls.push({
      method: c.req.method,
      path: c.req.url.slice(c.req.url.indexOf('/api/')),
      body: parse(text),
      status,
      atMs,
      tookMs: performance.now() - startMs,
      by: nameOf(c.var.caller, world),
      lacking: c.get('lacking'),
    })
    const waitMs = latencyMs - (performance.now() - startMs)
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs))
    if (status === 0) c.env.incoming.socket.resetAndDestroy()
  }

const misbehave =
  ({faults}: Parts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const fault = faults.meet(c.req.method, c.req.path, c.var.text)
    if (fault === undefined) return next()
    const isMade = fault.after !== undefined || (fault.emptyList ?? false) || onlyDelays(fault)
    if (isMade) await next()
    if (fault.delayMs !== undefined) await new Promise(resolve => setTimeout(resolve, fault.delayMs))
    if (onlyDelays(fault)) return
    c.res = await faults.answer(fault, isMade ? c.res : undefined)
  }

const onlyDelays = (fault: object): boolean => Object.keys(fault).every(key => key === 'delayMs')

const identify =
  ({tokens}: Parts): MiddlewareHandler<Env> =>
  async (c, next) => {
    c.set('caller', await tokens.identify(c.req.header('authorization')))
    await next()
  }

const limit =
  ({limits, world}: Parts): MiddlewareHandler<Env> =>
  async (c, next) => {
    const who = nameOf(c.var.caller, world) ?? 'nobody'
    const isGraphql = c.req.path === '/api/graphql'
    const isRead = isGraphql ? !isMutation(c.var.text) : c.req.method === 'GET'
    const creates = !isGraphql && c.req.method === 'POST' && /\/(reviews|comments|replies|issues|events)$/.test(c.req.path)
    const endpoint = `${c.req.method} ${routePath(c, -1)}`
    const key = c.var.caller.kind === 'installation' ? `installation ID ${c.var.caller.installation.id}` : who
    const leave = limits.enter({who: key, endpoint, kind: isRead ? 'read' : 'write', creates})
    try {
      await next()
    } finally {
      leave()
    }
    const left = limits.left(key)
    const headers = {
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': '2022-11-28',
      'x-github-request-id': crypto.randomUUID().toUpperCase(),
      'x-ratelimit-limit': String(left.limit),
      'x-ratelimit-remaining': String(left.remaining),
      'x-ratelimit-used': String(left.used),
      'x-ratelimit-reset': String(Math.ceil(left.resetMs / 1000)),
      'x-ratelimit-resource': isGraphql ? 'graphql' : 'core',
    }
    for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }

/** The page on which a person creates the app from a manifest: here everybody says yes at once. */
async function createApp(c: Context<Env>): Promise<Response> {
  const {manifest} = await c.req.parseBody()
  const {redirect_url}: {redirect_url?: unknown} = Object(parse(String(manifest)))
  if (typeof redirect_url !== 'string') return c.text('The manifest names no redirect_url\n', 422)
  const url = new URL(redirect_url)
  url.searchParams.set('code', crypto.randomUUID())
  const state = c.req.query('state')
  if (state !== undefined) url.searchParams.set('state', state)
  return c.redirect(url.href)
}

const nameOf = (caller: Caller, world: World): string | undefined =>
  caller.kind === 'installation' ? world.bot.login : caller.kind === 'app' ? 'app' : undefined

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
