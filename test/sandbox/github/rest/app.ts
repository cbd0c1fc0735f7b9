import type {components, operations} from '@octokit/openapi-types'
import {Hono} from 'hono'
import {z} from 'zod'
import {allows, type Need} from '../permissions.ts'
import {iso, presentApp} from '../present/account.ts'
import {presentInstallation} from '../present/installation.ts'
import {presentRepository} from '../present/repository.ts'
import {notFound, refusal} from '../refuse.ts'
import type {Delivery} from '../webhooks.ts'
import {findRepo, installationOf} from '../world.ts'
import {type Body, bodyOf, type Env, needsApp, readBody, readId, readPage, send, sendPage} from './route.ts'

type Schemas = components['schemas']
const level = z.enum(['read', 'write', 'admin'])

const tokenBody = bodyOf<Body<'apps/create-installation-access-token'>>()(
  z.strictObject({
    repositories: z.array(z.string()).optional(),
    repository_ids: z.array(z.number()).optional(),
    permissions: z.record(z.string(), level.optional()).optional(),
  }),
)

const hookBody = bodyOf<Body<'apps/update-webhook-config-for-app'>>()(
  z.strictObject({
    url: z.string().optional(),
    content_type: z.string().optional(),
    secret: z.string().optional(),
    insecure_ssl: z.union([z.string(), z.number()]).optional(),
  }),
)

/** The app itself: who it is, where it is installed, its tokens and its webhook. */
export const appRoutes = new Hono<Env>()

appRoutes.get('/app', needsApp, c => send<Schemas['integration']>(c, presentApp(c.var.world)))

appRoutes.get('/app/installations', needsApp, c =>
  sendPage(c, c.var.world.installations, installation => presentInstallation(c.var.world, installation)),
)

appRoutes.get('/app/installations/:id', needsApp, c => {
  const installation = c.var.world.installations.find(({id}) => id === readId(c, 'id'))
  if (installation === undefined) throw notFound()
  return send(c, presentInstallation(c.var.world, installation))
})

appRoutes.get('/repos/:owner/:repo/installation', needsApp, c => {
  const {world} = c.var
  const repo = findRepo(world, c.req.param('owner'), c.req.param('repo'))
  const installation = repo === undefined ? undefined : installationOf(world, repo)
  if (installation === undefined) throw notFound()
  return send(c, presentInstallation(world, installation))
})

appRoutes.get('/users/:login/installation', needsApp, c => {
  const {world} = c.var
  const login = c.req.param('login').toLowerCase()
  const installation = world.installations.find(({account}) => account.login.toLowerCase() === login)
  if (installation === undefined) throw notFound()
  return send(c, presentInstallation(world, installation))
})

appRoutes.post('/app/installations/:id/access_tokens', needsApp, c => {
  const {world, tokens} = c.var
  const installation = world.installations.find(({id}) => id === readId(c, 'id'))
  if (installation === undefined) throw notFound()
  if (installation.suspended) throw refusal(403, 'This installation has been suspended')
  const {permissions: asked = {}} = readBody(c, tokenBody)
  const wanted = Object.entries(asked).filter((entry): entry is [string, 'read' | 'write' | 'admin'] => entry[1] !== undefined)
  if (!wanted.every(([name, least]) => allows(world.app.permissions, [`${name}:${least}` as Need]))) {
    throw refusal(422, 'The permissions requested are not granted to this installation.')
  }
  const permissions = wanted.length === 0 ? world.app.permissions : {metadata: 'read', ...Object.fromEntries(wanted)}
  const {token, expiresMs} = tokens.issue(installation, permissions)
  const answer = {token, expires_at: iso(expiresMs), permissions: {...permissions}, repository_selection: 'all'} as const
  return send<Schemas['installation-token']>(c, answer, 201)
})

appRoutes.get('/installation/repositories', c => {
  const {world, caller} = c.var
  if (caller.kind !== 'installation')
    throw refusal(
      403,
      'You must authenticate with an installation access token in order to list repositories for an installation.',
    )
  const repositories = world.repositories.filter(repo => installationOf(world, repo) === caller.installation)
  const present = (repo: (typeof repositories)[number]) => presentRepository(world, repo)
  return sendPage(c, repositories, present, (page, total) => ({
    total_count: total,
    repository_selection: caller.installation.chosen === undefined ? 'all' : 'selected',
    repositories: page,
  }))
})

appRoutes.get('/app/hook/config', needsApp, c => send<Schemas['webhook-config']>(c, hookConfig(c.var.world.hook.url)))

appRoutes.patch('/app/hook/config', needsApp, c => {
  const {hook} = c.var.world
  const {url, secret} = readBody(c, hookBody)
  hook.url = url ?? hook.url
  hook.secret = secret ?? hook.secret
  return send<Schemas['webhook-config']>(c, hookConfig(hook.url))
})

const hookConfig = (url: string): Schemas['webhook-config'] => ({
  content_type: 'json',
  insecure_ssl: '0',
  secret: '********',
  url,
})

const threeDaysMs = 3 * 86_400_000

appRoutes.get('/app/hook/deliveries', needsApp, c => {
  const {webhooks, world} = c.var
  const status = c.req.query('status')
  const isAsked = ({outcome}: Delivery): boolean => status === undefined || (status === 'success') === (outcome === 'OK')
  const listed = webhooks
    .deliveries()
    .filter(({outcome, deliveredMs}) => outcome !== undefined && deliveredMs > world.now() - threeDaysMs)
    .filter(isAsked)
    .toReversed()
  const cursor = c.req.query('cursor')
  const start = cursor === undefined ? 0 : listed.findIndex(({id}) => `v1_${id}` === cursor)
  const {perPage} = readPage(c)
  const next = listed[start + perPage]
  const url = new URL(c.req.url)
  url.searchParams.set('cursor', `v1_${next?.id}`)
  const link = next === undefined ? {} : {link: `<${url}>; rel="next"`}
  return send(c, listed.slice(start, start + perPage).map(presentDelivery), 200, link)
})

appRoutes.get('/app/hook/deliveries/:id', needsApp, c => {
  const delivery = c.var.webhooks.deliveries().find(({id}) => id === readId(c, 'id'))
  if (delivery === undefined) throw notFound()
  const payload: Record<string, unknown> = JSON.parse(delivery.body)
  const request = {headers: {'X-GitHub-Delivery': delivery.guid, 'X-GitHub-Event': delivery.event}, payload}
  return send<Schemas['hook-delivery']>(c, {...presentDelivery(delivery), request, response: {headers: {}, payload: ''}})
})

appRoutes.post('/app/hook/deliveries/:id/attempts', needsApp, c => {
  const delivery = c.var.webhooks.deliveries().find(({id}) => id === readId(c, 'id'))
  if (delivery === undefined) throw notFound()
  void c.var.webhooks.redeliver(delivery)
  return send(c, {}, 202)
})

const presentDelivery = (delivery: Delivery) =>
  ({
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: new Date(delivery.deliveredMs).toISOString(),
    redelivery: delivery.redelivery,
    duration: Math.round(delivery.tookMs) / 1000,
    status: delivery.outcome ?? 'pending',
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  }) satisfies Schemas['hook-delivery-item']

appRoutes.post('/app-manifests/:code/conversions', c => {
  const {world, tokens} = c.var
  const answer = {
    ...presentApp(world),
    client_id: `Iv1.${world.appId}`,
    client_secret: 'sandbox-client-secret',
    webhook_secret: world.hook.secret,
    pem: tokens.privateKey(),
  }
  return send<operations['apps/create-from-manifest']['responses'][201]['content']['application/json']>(c, answer, 201)
})

appRoutes.get('/rate_limit', c => {
  const {caller, limits} = c.var
  const {limit, remaining, used, resetMs} = limits.left(
    caller.kind === 'installation' ? `installation ${caller.installation.id}` : caller.kind,
  )
  const core = {limit, remaining, used, reset: Math.ceil(resetMs / 1000)}
  return send<Schemas['rate-limit-overview']>(c, {resources: {core, search: core, graphql: core}, rate: core})
})

appRoutes.get('/meta', c =>
  send<Schemas['api-overview']>(c, {verifiable_password_authentication: false, hooks: ['127.0.0.1/32']}),
)

appRoutes.get('/', c =>
  send(c, {current_user_url: `${c.var.world.url}/api/v3/user`, repository_url: `${c.var.world.url}/api/v3/repos/{owner}/{repo}`}),
)
