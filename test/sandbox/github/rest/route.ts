import type {HttpBindings} from '@hono/node-server'
import type {operations} from '@octokit/openapi-types'
import type {Context} from 'hono'
import {createMiddleware} from 'hono/factory'
import type {ContentfulStatusCode} from 'hono/utils/http-status'
import type {z} from 'zod'
import type {Ids} from '../ids.ts'
import type {View} from '../lag.ts'
import type {Limits} from '../limits.ts'
import {allows, type Need} from '../permissions.ts'
import {notFound, refusal} from '../refuse.ts'
import type {Caller, Tokens} from '../tokens.ts'
import type {Webhooks} from '../webhooks.ts'
import {findMovedRepo, findRepo, installationOf, type RepoState, type Topic, type World} from '../world.ts'

/** What every handler has at hand. */
export interface Env {
  Bindings: HttpBindings
  Variables: {
    world: World
    ids: Ids
    tokens: Tokens
    limits: Limits
    webhooks: Webhooks
    /** Which writes this request sees already. */
    view: View
    caller: Caller
    /** Set by `needs`. */
    repo: RepoState
    /** Set where this stand-in serves less than GitHub does. */
    lacking: string
    /** Every request's body, read once. */
    text: string
  }
}

/** Lets a request through that may do this to a repository, and finds that; refuses the others as GitHub does. */
export const needs = (...alternatives: [Need, ...Need[]]) =>
  createMiddleware<Env>(async (c, next) => {
    const {world, caller} = c.var
    const isWrite = c.req.method !== 'GET'
    if (caller.kind !== 'installation')
      throw refusal(401, caller.kind === 'app' ? 'A JSON web token could not be decoded' : 'Requires authentication')
    if (caller.installation.suspended) throw refusal(403, 'This installation has been suspended')
    const params: Partial<Record<string, string>> = c.req.param()
    const owner = params['owner'] ?? ''
    const name = params['repo'] ?? ''
    const repo = findRepo(world, owner, name)
    if (repo === undefined) {
      const moved = findMovedRepo(world, owner, name)
      if (moved === undefined) throw notFound()
      throw movedTo(world, moved, c.req.path.split('/').slice(6).join('/'))
    }
    const isOurs = installationOf(world, repo) === caller.installation
    if (repo.private && !isOurs) throw notFound()
    if (!allows(caller.permissions, alternatives) || (isWrite && !isOurs)) {
      const headers = {'x-accepted-github-permissions': alternatives.map(need => need.replace(':', '=')).join('; ')}
      throw refusal(403, 'Resource not accessible by integration', {headers})
    }
    if (isWrite && repo.archived) throw refusal(403, 'Repository was archived so is read-only.')
    c.set('repo', repo)
    await next()
  })

const movedTo = (world: World, repo: RepoState, rest: string) => {
  const url = `${world.url}/api/v3/repositories/${repo.id}${rest === '' ? '' : `/${rest}`}`
  return refusal(301 as ContentfulStatusCode, 'Moved Permanently', {headers: {location: url}, fields: {url}})
}

/** Lets only the app itself through, by its JWT. */
export const needsApp = createMiddleware<Env>(async (c, next) => {
  if (c.var.caller.kind !== 'app') throw refusal(401, 'A JSON web token could not be decoded')
  await next()
})

/** Answers with JSON of this type. */
export const send = <Body>(c: Context<Env>, body: Body, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(c.var.ids.stringify(body), {status, headers: {'content-type': 'application/json; charset=utf-8', ...headers}})

export const sendNothing = (): Response => new Response(null, {status: 204})

/** Answers with one page of a list, and a `Link` to the others. `wrap` where GitHub puts a count around it. */
export function sendPage<Item, Shown>(
  c: Context<Env>,
  items: readonly Item[],
  present: (item: Item) => Shown,
  wrap: (page: Shown[], total: number) => unknown = page => page,
): Response {
  const {page, perPage} = readPage(c)
  const last = Math.max(1, Math.ceil(items.length / perPage))
  const shown = items.slice((page - 1) * perPage, page * perPage).map(present)
  const url = new URL(c.req.url)
  const link = (rel: string, number: number): string => {
    url.searchParams.set('page', String(number))
    return `<${url}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [link('prev', page - 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
    ...(page > 1 ? [link('first', 1)] : []),
  ]
  return send(c, wrap(shown, items.length), 200, links.length === 0 ? {} : {link: links.join(', ')})
}

/** Which page is asked for: 30 items unless told, 100 at most. */
export function readPage(c: Context<Env>): {readonly page: number; readonly perPage: number} {
  const number = (name: string, otherwise: number): number => {
    const given = Number(c.req.query(name) ?? otherwise)
    return Number.isInteger(given) && given > 0 ? given : otherwise
  }
  return {page: number('page', 1), perPage: Math.min(100, number('per_page', 30))}
}

/** What GitHub's description says that a request's body is. */
export type Body<Operation extends keyof operations> = operations[Operation] extends {
  requestBody?: {content: {'application/json': infer Json}}
}
  ? NonNullable<Json>
  : never

/** Ties a schema to a body of GitHub's API description: it knows the same keys, and takes whatever the description allows. */
export const bodyOf =
  <Body>() =>
  <Schema extends z.ZodType>(schema: Schema & Tied<Body, Schema>): Schema =>
    schema

type Tied<Body, Schema extends z.ZodType> =
  Mutable<Body> extends z.input<Schema>
    ? [KeyOf<z.input<Schema>>] extends [KeyOf<Body>]
      ? [KeyOf<Body>] extends [KeyOf<z.input<Schema>>]
        ? unknown
        : {readonly missing: Exclude<KeyOf<Body>, KeyOf<z.input<Schema>>>}
      : {readonly unknown: Exclude<KeyOf<z.input<Schema>>, KeyOf<Body>>}
    : {readonly refuses: Body}

// Without what an open end (`[key: string]: unknown`) would let through.
type KeyOf<Value> = Value extends unknown
  ? keyof {[Key in keyof Value as string extends Key ? never : number extends Key ? never : Key]: unknown}
  : never

type Mutable<Value> = Value extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Value extends object
    ? {-readonly [Part in keyof Value]: Mutable<Value[Part]>}
    : Value

/** The body of a request, if it is what GitHub's description allows, with nothing unknown in it. */
export function readBody<Schema extends z.ZodType>(c: Context<Env>, schema: Schema): z.output<Schema> {
  const {text} = c.var
  let body: unknown
  try {
    body = text === '' ? {} : JSON.parse(text)
  } catch {
    throw refusal(400, 'Problems parsing JSON')
  }
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const lines = result.error.issues.map(({path, message}) => `${path.length === 0 ? 'body' : path.join('.')}: ${message}`)
  throw refusal(422, `Invalid request.\n\n${lines.join('\n')}`)
}

/** Says loudly that this stand-in serves less than GitHub does: never a quiet 404, never a wish that is quietly not granted. */
export function lack(c: Context<Env>, what: string) {
  c.set('lacking', what)
  console.error(`The sandbox’s GitHub lacks ${what}`)
  return refusal(501, `The sandbox's GitHub lacks ${what}`)
}

/** The number in a path, where GitHub has one. */
export function readId(c: Context<Env>, name: string): number {
  const id = c.var.ids.parse(c.req.param(name) ?? '')
  if (id === undefined) throw notFound()
  return id
}

/** The issue or pull request that a path names, if this request sees it. Who asks for a moved one is sent on, for a deleted one told so. */
export function findTopic(c: Context<Env>): Topic {
  const {repo, world} = c.var
  const number = Number(c.req.param('number'))
  const gone = repo.gone.get(number)
  if (gone === 'deleted') throw refusal(410, 'This issue was deleted')
  if (gone !== undefined) {
    const isSeen = !gone.repo.private || installationOf(world, gone.repo) === installationOf(world, repo)
    if (!isSeen || !world.repositories.includes(gone.repo)) throw notFound()
    const rest = c.req.path.split(`/issues/${number}`)[1] ?? ''
    throw movedTo(world, gone.repo, `issues/${gone.number}${rest}`)
  }
  const topic = repo.topics.get(number)
  if (topic === undefined || !c.var.view.sees(topic.stamp)) throw notFound()
  return topic
}
