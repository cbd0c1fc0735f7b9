import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Queue} from '../queue/open-queue.ts'
import {isOperator} from './is-operator.ts'
import type {Answer} from './listen.ts'

/** What the operator's pages show. */
export interface Operating {
  readonly token: string | undefined
  /** Figures for Prometheus. */
  readonly metrics: () => Promise<{readonly type: string; readonly text: string}>
  /** Undefined: jobs are not shown here (a worker), or not yet. */
  readonly jobs: () => Pick<Queue, 'report' | 'redrive' | 'discard'> | undefined
}

/**
 * `/metrics`, and `/jobs` for `listkeeper jobs`: `GET /jobs` tells how jobs are, `POST /jobs/redrive` and `POST /jobs/discard` with `{"id": "…"}`
 * (or `"all"`) have those that were given up done again, or forgotten. For the operator alone.
 */
export function operatorPages({token, metrics, jobs}: Operating): Answer {
  return async (request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    if (path !== '/metrics' && path !== '/jobs' && !path.startsWith('/jobs/')) return false
    if (!isOperator(request, token)) return refuse(response, token)
    if (path === '/metrics') {
      if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, {mistake: 'Only GET is known here.'})
      const {type, text} = await metrics()
      response.writeHead(200, {'content-type': type, 'cache-control': 'no-store'}).end(text)
      return true
    }
    const queue = jobs()
    if (queue === undefined)
      return say(response, 503, {mistake: 'Jobs are not shown here: ask the web process, or wait until it is ready.'})
    if (path === '/jobs' && request.method === 'GET') return say(response, 200, await queue.report())
    if (request.method !== 'POST') return say(response, 404, {mistake: 'There is nothing here.'})
    const id = await idIn(request)
    if (id === undefined) return say(response, 400, {mistake: 'A job has an id, as `listkeeper jobs` shows it.'})
    if (path === '/jobs/redrive') return say(response, 200, {jobs: await queue.redrive(id)})
    if (path === '/jobs/discard') return say(response, 200, {jobs: await queue.discard(id)})
    return say(response, 404, {mistake: 'There is nothing here.'})
  }
}

function refuse(response: ServerResponse, token: string | undefined): true {
  if (token !== undefined) {
    response.setHeader('www-authenticate', 'Bearer')
    return say(response, 401, {mistake: 'This needs LISTKEEPER_OPERATOR_TOKEN, the same as the app has.'})
  }
  return say(response, 403, {
    mistake: 'Without LISTKEEPER_OPERATOR_TOKEN this is shown only on the machine that the app runs on.',
  })
}

function say(response: ServerResponse, status: number, what: unknown): true {
  response.writeHead(status, {'content-type': 'application/json', 'cache-control': 'no-store'})
  response.end(`${JSON.stringify(what)}\n`)
  return true
}

/** No id is longer. */
const mostBytes = 1000

async function idIn(request: IncomingMessage): Promise<string | undefined> {
  // A form of somebody's page can't send this type.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > mostBytes) return undefined
  }
  try {
    const body: unknown = JSON.parse(text)
    const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined
    return typeof id === 'string' && /^(?:all|[\w:.#/-]{1,200})$/.test(id) ? id : undefined
  } catch {
    return undefined
  }
}
