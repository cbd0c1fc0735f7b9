import {randomBytes, timingSafeEqual} from 'node:crypto'
import {once} from 'node:events'
import {access, constants, mkdir, rename, writeFile} from 'node:fs/promises'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {h} from 'hastscript'
import type {Logger} from 'pino'
import {z} from 'zod'
import {type Credentials, credentialsFile, type Environment} from '../environment.ts'
import {CannotStart} from '../store/cannot-start.ts'
import {PlainOctokit, webhookPath} from './github-access.ts'
import {listenProblem} from './listen-problem.ts'
import {manifestFor} from './manifest.ts'
import {answerPage} from './page.ts'

/**
 * Shows a page on which the app is registered at GitHub by one click, and resolves with what makes us that app.
 *
 * The credentials are kept in the data folder, for the next start. The page is gone when this resolves, and the port is free.
 */
export async function setUp(environment: Environment, log: Logger): Promise<Credentials> {
  const {dataFolder, host, port} = environment
  // Before GitHub is asked: it hands out the credentials once.
  await mkdir(dataFolder, {recursive: true, mode: 0o700})
    .then(() => access(dataFolder, constants.W_OK))
    .catch((error: unknown) => {
      throw new CannotStart(`LISTKEEPER_DATA names \`${dataFolder}\`, a folder that can't be written to.`, {cause: error})
    })
  // Ties GitHub's answer to the browser that asked: nobody can make us somebody else's app by sending a person here.
  const state = randomBytes(24).toString('base64url')
  const {promise, resolve} = Promise.withResolvers<Credentials>()

  const server = createServer((request, response) => {
    response.setHeader('connection', 'close')
    answer(request, response).catch((err: unknown) => {
      log.error({err}, 'the set-up page failed')
      if (!response.headersSent) fail(response, 502, 'GitHub did not answer as expected. Please start again.')
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const base = baseOf(request)
    const url = new URL(request.url ?? '/', base)
    if (request.method !== 'GET') return fail(response, 404, 'There is nothing here.')
    if (url.pathname === '/') return showButton(response, environment, base, state, url.searchParams.get('organization') ?? '')
    if (url.pathname === '/healthz') return void answerPage(response, {title: 'Set up Listkeeper', content: [h('p', 'ok')]})
    if (url.pathname === '/readyz')
      return fail(response, 503, 'This app is not registered at GitHub yet: open its page in a browser.')
    if (url.pathname !== '/setup') return fail(response, 404, 'There is nothing here.')

    const code = url.searchParams.get('code')
    if (code === null || !isSame(url.searchParams.get('state'), state) || !isSame(cookieOf(request), state)) {
      return fail(response, 400, 'This answer does not belong to a set-up begun in this browser. Please start again.')
    }
    const app = await convert(environment, code)
    await keep(dataFolder, app.credentials)
    await pointWebhook(environment, app.credentials, `${base}${webhookPath}`, log)
    log.info({app: app.name, page: app.url}, 'registered at GitHub')
    showDone(response, app)
    response.once('close', () => resolve(app.credentials))
  }

  server.listen(port, host)
  await once(server, 'listening').catch((error: unknown) => {
    throw new CannotStart(listenProblem(environment, error), {cause: error})
  })
  log.info({url: `http://${host}:${port}/`}, 'no GitHub App yet: open this page to register one')
  const credentials = await promise
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
  return credentials
}

/** Where this app is for the person who sees the page, and so where GitHub's webhooks go. */
function baseOf({headers}: IncomingMessage): string {
  const first = (name: string) =>
    String(headers[name] ?? '')
      .split(',')[0]
      ?.trim() ?? ''
  const protocol = first('x-forwarded-proto') === 'https' ? 'https' : 'http'
  const base = `${protocol}://${first('x-forwarded-host') || first('host')}`
  return URL.canParse(base) ? new URL(base).origin : 'http://localhost'
}

function showButton(response: ServerResponse, {githubUrl}: Environment, base: string, state: string, organization: string): void {
  const owner = organization === '' ? '' : `/organizations/${encodeURIComponent(organization)}`
  const isLocal = /^(localhost|127\.|\[::1\])/.test(new URL(base).hostname)
  response.setHeader(
    'set-cookie',
    `listkeeper-set-up=${state}; Path=/setup; HttpOnly; SameSite=Lax; Max-Age=3600${base.startsWith('https:') ? '; Secure' : ''}`,
  )
  answerPage(response, {
    title: 'Set up Listkeeper',
    formsTo: githubUrl,
    content: [
      h('p', [
        'Listkeeper runs, but it is no GitHub App yet. Register it at ',
        new URL(githubUrl).host,
        ': GitHub shows what it may do, and leads back here.',
      ]),
      h('p', ['GitHub will send its events to ', h('code', `${base}${webhookPath}`), '.']),
      ...(isLocal
        ? [
            h('p', [
              h('strong', 'GitHub can’t reach that address. '),
              'Open this page by an address that others can reach, through a tunnel for example.',
            ]),
          ]
        : []),
      h('form', {method: 'post', action: `${githubUrl}${owner}/settings/apps/new?state=${state}`}, [
        h('input', {type: 'hidden', name: 'manifest', value: JSON.stringify(manifestFor(base))}),
        h('button', {type: 'submit'}, organization === '' ? 'Register it' : `Register it for ${organization}`),
      ]),
      h('form', {method: 'get', action: '/'}, [
        h('p', [
          h('label', [
            'For an organisation instead: ',
            h('input', {name: 'organization', value: organization, placeholder: 'its name'}),
          ]),
        ]),
      ]),
    ],
  })
}

interface Registered {
  readonly name: string
  readonly url: string
  readonly credentials: Credentials
}

const conversion = z.object({
  id: z.number(),
  name: z.string(),
  html_url: z.url(),
  pem: z.string().min(1),
  webhook_secret: z.string().min(1),
})

/** Trades the code that GitHub led back with, once, for the app's credentials. */
async function convert({githubApiUrl}: Environment, code: string): Promise<Registered> {
  const octokit = new PlainOctokit({baseUrl: githubApiUrl})
  const {data} = await octokit.request('POST /app-manifests/{code}/conversions', {code})
  const {id, name, html_url, pem, webhook_secret} = conversion.parse(data)
  return {name, url: html_url, credentials: {appId: String(id), privateKey: pem, webhookSecret: webhook_secret}}
}

/** Whole or not at all, and for the owner's eyes only. */
async function keep(dataFolder: string, credentials: Credentials): Promise<void> {
  const path = credentialsFile(dataFolder)
  await writeFile(`${path}.new`, `${JSON.stringify(credentials, undefined, 2)}\n`, {mode: 0o600})
  await rename(`${path}.new`, path)
}

/** The manifest said so already, but the person could change it on GitHub's page, and an older GitHub may not have read it. */
async function pointWebhook(
  {githubApiUrl}: Environment,
  {appId, privateKey}: Credentials,
  url: string,
  log: Logger,
): Promise<void> {
  const octokit = new PlainOctokit({baseUrl: githubApiUrl, auth: {appId, privateKey}})
  // As `data`: octokit takes a parameter named `url` for the address of the request itself.
  await octokit.request('PATCH /app/hook/config', {data: {url, content_type: 'json'}}).catch((err: unknown) => {
    log.warn({err, url}, 'the webhook address could not be set: please set it in the settings of the app')
  })
}

function showDone(response: ServerResponse, {name, url}: Registered): void {
  answerPage(response, {
    title: `${name} is set up`,
    content: [
      h('p', 'It starts now. Its credentials are kept in the data folder, for the next start.'),
      h('p', ['Next: ', h('a', {href: `${url}/installations/new`}, 'install it on your repositories'), '.']),
    ],
  })
}

function fail(response: ServerResponse, status: number, sentence: string): void {
  answerPage(response, {
    status,
    title: 'Set up Listkeeper',
    content: [h('p', sentence), h('p', h('a', {href: '/'}, 'To the start'))],
  })
}

const cookieOf = ({headers}: IncomingMessage): string | null =>
  /(?:^|;\s*)listkeeper-set-up=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? null

function isSame(given: string | null, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
