import type {IncomingMessage, ServerResponse} from 'node:http'
import {h} from 'hastscript'
import {answerPage} from './page.ts'

/** A handler for Probot's server: what the app is (`/`), and whether it works (`/healthz`, for machines). */
export function servePages(check: () => Promise<void>, githubUrl: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    switch (request.url?.split('?')[0]) {
      case '/':
        return answerPage(response, {title: 'Listkeeper', content: about(githubUrl)})
      case '/healthz':
        return answerHealth(response, check)
      default:
        return false
    }
  }
}

async function answerHealth(response: ServerResponse, check: () => Promise<void>): Promise<true> {
  const problem = await Promise.race([check().then(() => undefined, messageOf), late()])
  response.writeHead(problem === undefined ? 200 : 503, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(problem === undefined ? 'ok\n' : `${problem}\n`)
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
