import type {Octokit} from '../github/octokit.ts'
import type {Metrics} from './metrics.ts'

/** Of the answers of an hour; GitHub starts anew each hour. */
interface Seen {
  readonly remaining: number
  readonly resetMs: number
}

/** Counts what is asked of GitHub and what of it notifies people, and remembers how much is left, by installation; figures show the least. */
export function githubCounter(metrics: Metrics, now: () => number) {
  const left = new Map<string, Seen>()

  function noteQuota(kind: string, who: string, headers: Readonly<Record<string, unknown>>): void {
    const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN)
    const resetMs = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000
    if (Number.isNaN(remaining) || Number.isNaN(resetMs)) return
    const resource = String(headers['x-ratelimit-resource'] ?? 'core').replaceAll(/[^a-z_]/g, '')
    left.set(`${kind} ${resource} ${who}`, {remaining, resetMs})
    let least = remaining
    for (const [key, seen] of left) {
      if (seen.resetMs < now()) left.delete(key)
      else if (key.startsWith(`${kind} ${resource} `)) least = Math.min(least, seen.remaining)
    }
    metrics.githubQuota(kind, resource, least)
  }

  return <Kit extends Pick<Octokit, 'hook'>>(octokit: Kit, kind: 'app' | 'installation', who: string): Kit => {
    octokit.hook.after('request', ({status, headers}, asked) => {
      metrics.githubRequest(`${Math.floor(status / 100)}xx`)
      noteQuota(kind, who, headers)
      const told = notificationOf(asked.method, asked.url ?? '', 'state' in asked ? asked['state'] : undefined)
      if (told !== undefined) metrics.notification(told)
    })
    octokit.hook.error('request', (error, _asked) => {
      const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
      metrics.githubRequest(status > 0 ? `${Math.floor(status / 100)}xx` : 'failed')
      throw error
    })
    return octokit
  }
}

/** What a request that GitHub took tells people of; edits, reactions and check runs tell nobody. */
export function notificationOf(method: string, url: string, state: unknown): Parameters<Metrics['notification']>[0] | undefined {
  if (method === 'POST' && /\/pulls\/[^/]+\/reviews$/.test(url)) return 'review'
  if (method === 'POST' && /\/(?:issues|pulls)\/[^/]+\/comments(?:\/[^/]+\/replies)?$/.test(url)) return 'comment'
  if (method === 'POST' && /\/repos\/[^/]+\/[^/]+\/issues$/.test(url)) return 'issue opened'
  if (method !== 'PATCH' || !/\/issues\/[^/]+$/.test(url)) return undefined
  return state === 'closed' ? 'issue closed' : state === 'open' ? 'issue reopened' : undefined
}
