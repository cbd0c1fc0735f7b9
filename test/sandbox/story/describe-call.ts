import {z} from 'zod'
import type {Call} from '../github/ledger.ts'

/** What a request to GitHub was for. */
export interface Deed {
  readonly verb: 'read' | 'started' | 'posted' | 'edited' | 'completed' | 'refused'
  readonly what: string
  /** More about it, a line each. */
  readonly details: readonly string[]
}

const reviewBody = z.object({comments: z.array(z.object({path: z.string(), line: z.number(), body: z.string()})).default([])})

const checkBody = z.object({
  status: z.string().optional(),
  conclusion: z.string().optional(),
  output: z.object({title: z.string()}).optional(),
})

/** A request to GitHub in the words of a person who follows the story; undefined for what belongs to the plumbing. */
export function describeCall(call: Call): Deed | undefined {
  const path = decodeURIComponent(call.path.replace(/^\/api(?:\/v3)?/, '').replace(/\?.*/, ''))
  const route = `${call.method} ${path}`
  if (path.startsWith('/app')) return undefined
  if (call.status === 0 || call.status >= 400) return refused(route, call)
  if (/^POST .*\/pulls\/\d+\/reviews$/.test(route)) return postedReview(call.body)
  if (/ .*\/check-runs(?:\/\d+)?$/.test(route) && call.method !== 'GET') return checkRun(call.body)
  if (/^PATCH .*\/pulls\/comments\/\d+$/.test(route)) return deed('edited', 'an earlier comment')
  if (/^DELETE .*\/pulls\/comments\/\d+$/.test(route)) return deed('edited', 'an earlier comment: deleted')
  if (/^PUT .*\/reviews\/\d+$/.test(route)) return deed('edited', 'what its review remembers')
  if (/\/graphql$/.test(route)) return queried(call.body)
  return deed('read', readable(route))
}

/** What a query is for. */
function queried(body: unknown): Deed {
  const query = JSON.stringify(body) ?? ''
  if (/unminimizeComment/.test(query)) return deed('edited', 'an earlier comment: unfolded')
  if (/minimizeComment/.test(query)) return deed('edited', 'an earlier comment: folded away')
  if (/pullRequests\(/.test(query)) return deed('read', 'what else is open')
  return deed('read', /entries/.test(query) ? 'where a contributing guide would be' : 'the conversation')
}

const deed = (verb: Deed['verb'], what: string, details: readonly string[] = []): Deed => ({verb, what, details})

/** A missing file is an answer like any other. */
function refused(route: string, {method, status}: Call): Deed | undefined {
  if (method === 'GET' && status === 404) return deed('read', readable(route))
  return deed('refused', `${route}: ${status === 0 ? 'the connection was cut' : status}`)
}

function readable(route: string): string {
  if (/\/compare\//.test(route)) return 'the change'
  if (/\/contents\/\.github\//.test(route)) return 'the settings'
  if (/\/contents\//.test(route)) return route.replace(/^.*\/contents\//, '')
  if (/\/check-runs$/.test(route)) return 'the check runs'
  if (/\/commits$/.test(route)) return 'who wrote the list so far'
  if (/\/rules\//.test(route)) return 'the rules of the branch'
  if (/\/pulls\/\d+$/.test(route)) return 'the pull request'
  return route
}

function postedReview(body: unknown): Deed {
  const {comments} = reviewBody.parse(body)
  return deed(
    'posted',
    `a review with ${comments.length === 1 ? 'one comment' : `${comments.length} comments`}`,
    comments.map(
      ({path, line, body}) => `${path}:${line}  ${firstSentence(body)}${/^`{3,}suggestion/m.test(body) ? '  + suggestion' : ''}`,
    ),
  )
}

function checkRun(body: unknown): Deed {
  const {status, conclusion, output} = checkBody.parse(body)
  return status === 'completed'
    ? deed('completed', `the check run: ${conclusion}, “${output?.title ?? ''}”`)
    : deed('started', 'the check run')
}

/** As a reader sees it: Markdown pads code that starts and ends with a blank. */
const firstSentence = (body: string): string =>
  (body.split('\n')[0] ?? '')
    .replaceAll('\u200B', '')
    .replaceAll(/`([^`]*)`/g, (code, inner: string) => (/^ .*\S.* $/.test(inner) ? `\`${inner.slice(1, -1)}\`` : code))
