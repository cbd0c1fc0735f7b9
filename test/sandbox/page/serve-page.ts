import {once} from 'node:events'
import {readFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {setTimeout as pause} from 'node:timers/promises'
import {getRequestListener} from '@hono/node-server'
import {h} from 'hastscript'
import {Hono} from 'hono'
import {streamSSE} from 'hono/streaming'
import type {GitHub} from '../github/github.ts'
import type {Issue} from '../github/issue.ts'
import type {Pull} from '../github/pull.ts'
import type {Repository} from '../github/repository.ts'
import {listen} from '../web/listen.ts'
import {document} from './document.ts'
import {viewIssue, viewIssueList} from './issue-page.ts'
import type {StepView} from './issue-view.ts'
import {loadIssue} from './load-issue.ts'
import {loadPull} from './load-pull.ts'
import {viewPullList} from './pull-list.ts'
import {viewPull} from './pull-page.ts'
import {turnTask} from './task-view.ts'

export interface PageServer {
  /** `http://127.0.0.1:4080/` */
  readonly url: string
  close(): Promise<void>
}

export interface PageOptions {
  /** `ada/awesome-mlops`: shown at `/`. */
  readonly repository: string
  /** Asked for first; when it is taken, any other. */
  readonly port?: number
  /** How its issue was at each step of a story. */
  readonly steps?: () => readonly StepView[]
}

/** Serves what people would see of a repository's pull requests, and lets them act on these. */
export async function servePage(github: GitHub, {repository, port = 0, steps = () => []}: PageOptions): Promise<PageServer> {
  const app = pages(github, repository, steps)
  const server = createServer(getRequestListener(app.fetch))
  const heard = await listen(server, port)
  return {
    url: `http://127.0.0.1:${heard}/`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function pages(github: GitHub, shown: string, steps: () => readonly StepView[]): Hono {
  const app = new Hono()

  app.get('/page/:file', async c => {
    const type = types[c.req.param('file')]
    if (type === undefined) return c.notFound()
    return c.body(await readFile(new URL(c.req.param('file'), import.meta.url)), 200, {'content-type': type})
  })

  app.get('/', async c => c.html(await indexPage(github, shown)))

  app.get('/:owner/:repo/pull/:number', async c => {
    const found = findPull(github, c.req.param())
    return found === undefined ? c.notFound() : c.html(await pullPage(github, found))
  })

  app.post('/:owner/:repo/pull/:number/suggestion/:comment', async c => {
    const found = findPull(github, c.req.param())
    if (found === undefined || !isOurs(c.req.raw)) return c.notFound()
    await found.pull.applySuggestion(Number(c.req.param('comment')), found.pull.author)
    return c.redirect(addressOf(found), 303)
  })

  app.post('/:owner/:repo/pull/:number/edit', async c => {
    const found = findPull(github, c.req.param())
    if (found === undefined || !isOurs(c.req.raw)) return c.notFound()
    const {path, text} = await c.req.parseBody()
    if (typeof path !== 'string' || typeof text !== 'string') return c.notFound()
    // Forms send CRLF whatever the text had.
    await found.pull.push({[path]: text.replaceAll('\r\n', '\n')}, {message: `Update ${path}`})
    return c.redirect(addressOf(found), 303)
  })

  app.get('/:owner/:repo/issues/:number', c => {
    const found = findIssue(github, c.req.param())
    return found === undefined ? c.notFound() : c.html(issuePage(github, found, steps()))
  })

  app.post('/:owner/:repo/issues/:number/tick', async c => {
    const issue = findIssue(github, c.req.param())
    if (issue === undefined || !isOurs(c.req.raw)) return c.notFound()
    const {task} = await c.req.parseBody()
    await issue.edit({body: turnTask(issue.body, Number(task))})
    return c.redirect(`/${issue.repository}/issues/${issue.number}`, 303)
  })

  app.post('/:owner/:repo/issues/:number/act', async c => {
    const issue = findIssue(github, c.req.param())
    if (issue === undefined || !isOurs(c.req.raw)) return c.notFound()
    const {act, comment} = await c.req.parseBody()
    if (typeof comment === 'string' && comment.trim() !== '') await issue.comment(comment.replaceAll('\r\n', '\n'))
    if (act === 'close') await issue.close()
    if (act === 'not_planned') await issue.close('not_planned')
    if (act === 'reopen') await issue.reopen()
    return c.redirect(`/${issue.repository}/issues/${issue.number}`, 303)
  })

  app.get('/events', c =>
    streamSSE(c, async stream => {
      const look = () => lookAt(github, shown, c.req.query('of') ?? '/', steps)
      let seen = await look()
      while (!stream.aborted) {
        await pause(lookEveryMs)
        const now = await look()
        if (now !== seen) await stream.writeSSE({event: 'changed', data: ''})
        seen = now
      }
    }),
  )

  app.notFound(c => c.html(document('Not here', h('h1', 'There is no such page here')), 404))
  app.onError((error, c) =>
    c.html(
      document('Refused', h('h1', 'That did not work'), h('p.refused', error.message), h('p', h('a', {href: '/'}, 'Back'))),
      409,
    ),
  )
  return app
}

/** Somebody who looks is told of a change within this. */
const lookEveryMs = 250

const types: Readonly<Record<string, string>> = {
  'page.css': 'text/css; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

interface Found {
  readonly repository: Repository
  readonly pull: Pull
}

function findPull(github: GitHub, {owner, repo, number}: {owner: string; repo: string; number: string}): Found | undefined {
  const repository = github.repository(`${owner}/${repo}`)
  const pull = repository?.pulls().find(pull => pull.number === Number(number))
  return repository === undefined || pull === undefined ? undefined : {repository, pull}
}

const addressOf = ({repository, pull}: Found): string => `/${repository.fullName}/pull/${pull.number}`

/** A page elsewhere must not press our buttons. */
const isOurs = (request: Request): boolean => ['same-origin', 'none', null].includes(request.headers.get('sec-fetch-site'))

async function indexPage(github: GitHub, shown: string): Promise<string> {
  const repository = github.repository(shown)
  const pulls =
    repository === undefined ? [] : await Promise.all(repository.pulls().map(pull => loadPull(github, repository, pull)))
  const issues = repository?.issues().map(issue => loadIssue(github, issue)) ?? []
  return document(`Pull requests and issues · ${shown}`, viewPullList(shown, pulls), viewIssueList(shown, issues))
}

async function pullPage(github: GitHub, {repository, pull}: Found): Promise<string> {
  return document(`${pull.title} · #${pull.number}`, ...viewPull(await loadPull(github, repository, pull)))
}

const findIssue = (github: GitHub, {owner, repo, number}: {owner: string; repo: string; number: string}): Issue | undefined =>
  github
    .repository(`${owner}/${repo}`)
    ?.issues()
    .find(issue => issue.number === Number(number))

const issuePage = (github: GitHub, issue: Issue, steps: readonly StepView[]): string =>
  document(`${issue.title} · #${issue.number}`, ...viewIssue(loadIssue(github, issue, steps)))

/** The page at an address, as text: when it differs, something happened. */
async function lookAt(github: GitHub, shown: string, path: string, steps: () => readonly StepView[]): Promise<string> {
  const [owner = '', repo = '', kind, number = ''] = path.split('/').slice(1)
  const issue = kind === 'issues' ? findIssue(github, {owner, repo, number}) : undefined
  if (issue !== undefined) return issuePage(github, issue, steps())
  const found = findPull(github, {owner, repo, number})
  return found === undefined ? indexPage(github, shown) : pullPage(github, found)
}
