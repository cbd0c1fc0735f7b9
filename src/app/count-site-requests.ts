import {subscribe, unsubscribe} from 'node:diagnostics_channel'

/**
 * Counts the requests of this process to sites by how they end: `2xx` to `5xx`, or `failed`. undici tells of every request (its
 * diagnostics channels), those of octokit included: what goes to GitHub's interfaces is left out. Gives how to stop.
 */
export function countSiteRequests(githubApiUrls: readonly string[], count: (outcome: string) => void): () => void {
  const answered = new WeakSet<object>()
  const isGithubs = ({origin, path}: Told['request']): boolean => githubApiUrls.some(url => `${origin}${path}`.startsWith(url))
  const onHeaders = (message: unknown) => {
    const {request, response} = told(message)
    if (request === undefined || isGithubs(request)) return
    answered.add(request)
    count(`${Math.floor(Number(response?.statusCode ?? 0) / 100)}xx`)
  }
  // A body that nobody reads to its end is one, too, of a request that was counted.
  const onError = (message: unknown) => {
    const {request} = told(message)
    if (request !== undefined && !answered.has(request) && !isGithubs(request)) count('failed')
  }
  subscribe('undici:request:headers', onHeaders)
  subscribe('undici:request:error', onError)
  return () => {
    unsubscribe('undici:request:headers', onHeaders)
    unsubscribe('undici:request:error', onError)
  }
}

interface Told {
  readonly request: {readonly origin: unknown; readonly path: unknown}
  readonly response?: {readonly statusCode?: unknown}
}

function told(message: unknown): Partial<Told> {
  if (typeof message !== 'object' || message === null || !('request' in message)) return {}
  const {request} = message
  if (typeof request !== 'object' || request === null || !('origin' in request) || !('path' in request)) return {}
  const response = 'response' in message && typeof message.response === 'object' ? message.response : undefined
  return {request, ...(response == null ? {} : {response})}
}
