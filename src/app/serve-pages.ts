import type {ServerResponse} from 'node:http'
import {h} from 'hastscript'
import type {Answer} from './listen.ts'
import {answerPage} from './page.ts'

/** What the app is at for people who look (`/`), and `/ping`. */
export const servePages =
  (githubUrl: string): Answer =>
  async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const path = request.url?.split('?')[0]
    if (path === '/') return answerPage(response, {title: 'Listkeeper', content: about(githubUrl)})
    return path === '/ping' && say(response, 200, 'PONG')
  }

export type Phase = 'starting' | 'ready' | 'stopping'

/**
 * For machines: `/healthz` (the process lives), and `/readyz` (it works: 503 while it starts or stops, or where database or queue do not
 * answer).
 */
export const serveProbes =
  (phase: () => Phase, check: () => Promise<void>): Answer =>
  async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const path = request.url?.split('?')[0]
    if (path === '/healthz') return say(response, 200, 'ok\n')
    if (path !== '/readyz') return false
    if (phase() !== 'ready') return say(response, 503, `${phase()}\n`)
    const problem = await Promise.race([check().then(() => undefined, messageOf), late()])
    return problem === undefined ? say(response, 200, 'ok\n') : say(response, 503, `${problem}\n`)
  }

function say(response: ServerResponse, status: number, text: string): true {
  response.writeHead(status, {'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store'}).end(text)
  return true
}

const late = () =>
  new Promise<string>(resolve => {
    setTimeout(resolve, 5000, 'the database does not answer').unref()
  })

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const about = (githubUrl: string) => [
  h(
    'p',
    'Listkeeper keeps curated Markdown lists healthy: it reviews pull requests to a list, offers fixes, and finds dead links.',
  ),
  h('p', [
    'It works as a GitHub App for ',
    h('a', {href: githubUrl}, new URL(githubUrl).host),
    ' and has nothing more to show here.',
  ]),
]
