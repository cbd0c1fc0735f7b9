import type {Probot} from 'probot'
import {checkRunName} from '../github/check-run.ts'
import {statusOf} from '../github/is-gone.ts'
import type {Octokit} from '../github/octokit.ts'
import {numberIn, type PullRef} from '../github/pull-ref.ts'

/** What looking for missed events touches. */
export interface Missing {
  readonly probot: Pick<Probot, 'auth' | 'receive'>
  readonly octokitFor: (installationId: string) => Promise<Octokit>
  /** Has a pull request looked at that nothing runs or waits for; gives whether it did. */
  readonly pickUp: (ref: PullRef) => Promise<boolean>
  readonly tell: (
    step: 'delivery was missed' | 'pull request picked up' | 'installation passed over',
    facts: Record<string, string>,
  ) => void
}

/** Events that lead to a job; others are not worth a request. */
const worthFetching = new Set([
  'pull_request',
  'check_run',
  'check_suite',
  'push',
  'issues',
  'issue_comment',
  'repository',
  'installation',
  'installation_repositories',
])
/** Late they would undo what has changed since: `keepInStep` finds out by itself who is gone, and who is there. */
const notLate = new Set(['installation_repositories.removed', 'installation.suspend'])
/** GitHub lists deliveries of three days; who missed more than this catches up by the pull requests. */
const mostDeliveries = 3000

/**
 * Does what events since `sinceMs` (epoch milliseconds) asked for that never reached us: GitHub tries only once.
 *
 * A delivery counts as taken when one of its attempts ended with `OK`. One that we recorded and whose answer was lost is done twice, which
 * the record of deliveries drops. One that fails keeps none of the others from being done; then it rejects with the first failure.
 */
export async function doMissedDeliveries({probot, tell}: Missing, sinceMs: number, signal: AbortSignal): Promise<void> {
  const octokit = await probot.auth()
  const missed = new Map<string, Attempt>()
  const taken = new Set<string>()
  let seen = 0
  const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, {per_page: 100, request: {signal}})
  for await (const {data} of pages) {
    for (const {id, guid, event, action, status} of data) {
      if (status === 'OK') taken.add(guid)
      else if (worthFetching.has(event) && !notLate.has(`${event}.${action}`)) missed.set(guid, {id: String(id), event})
    }
    seen += data.length
    const last = data.at(-1)
    if (seen >= mostDeliveries || last === undefined || Date.parse(last.delivered_at) < sinceMs) break
  }
  // The oldest first, as they would have come.
  const failures: unknown[] = []
  for (const [guid, {id, event}] of [...missed].reverse()) {
    if (taken.has(guid)) continue
    const {data} = await octokit.request(`GET /app/hook/deliveries/${id}`, {request: {signal}})
    tell('delivery was missed', {event, delivery: guid})
    try {
      await probot.receive(asEvent(guid, event, data.request?.payload))
    } catch (error) {
      signal.throwIfAborted()
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

interface Attempt {
  readonly id: string
  readonly event: string
}

/** GitHub itself says that this is what it sent; what was sent and not signed would not have been listed. */
const asEvent = (id: string, name: string, payload: unknown) => ({id, name, payload}) as Parameters<Probot['receive']>[0]

/** Of each installation so many repositories a round; the next round goes on with the others. */
const mostRepositories = 200
const mostPulls = 50

/**
 * Picks up open pull requests, touched since `sinceMs`, whose head has no complete check run of ours. `round` counts from 0.
 *
 * Only what was touched since the app was installed: before that no event can have been missed.
 */
export async function pickUpForgotten(missing: Missing, sinceMs: number, round: number, signal: AbortSignal): Promise<void> {
  const octokit = await missing.probot.auth()
  const installations = await octokit.paginate(octokit.rest.apps.listInstallations, {per_page: 100, request: {signal}})
  for (const {id, created_at, suspended_at} of installations) {
    if (suspended_at !== null) continue
    try {
      await pickUpOf(missing, String(id), Math.max(sinceMs, Date.parse(created_at)), round, signal)
    } catch (error) {
      signal.throwIfAborted()
      // One that is gone or has no requests left must not hold up the others.
      missing.tell('installation passed over', {
        installation: String(id),
        why: error instanceof Error ? error.message : String(error),
      })
    }
  }
}

async function pickUpOf(
  {octokitFor, pickUp, tell}: Missing,
  installationId: string,
  sinceMs: number,
  round: number,
  signal: AbortSignal,
) {
  const octokit = await octokitFor(installationId)
  const all = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {per_page: 100, request: {signal}})
  const open = all.filter(({archived, disabled, open_issues_count}) => !archived && !disabled && open_issues_count > 0)
  const rounds = Math.max(1, Math.ceil(open.length / mostRepositories))
  const start = (round % rounds) * mostRepositories
  for (const {id, name, owner} of open.slice(start, start + mostRepositories)) {
    const repository = {installationId, repositoryId: String(id), owner: owner.login, repo: name}
    for (const ref of await forgottenIn(octokit, repository, sinceMs, signal)) {
      if (await pickUp(ref)) tell('pull request picked up', {pull: `${ref.owner}/${ref.repo}#${ref.number}`})
    }
  }
}

async function forgottenIn(
  octokit: Octokit,
  repository: Omit<PullRef, 'number' | 'headSha'>,
  sinceMs: number,
  signal: AbortSignal,
): Promise<readonly PullRef[]> {
  const {owner, repo} = repository
  try {
    const {data: pulls} = await octokit.rest.pulls.list({
      owner,
      repo,
      state: 'open',
      sort: 'updated',
      direction: 'desc',
      per_page: mostPulls,
      request: {signal},
    })
    const forgotten: PullRef[] = []
    for (const {number, head, updated_at} of pulls) {
      if (Date.parse(updated_at) < sinceMs) break
      const {data} = await octokit.rest.checks.listForRef({
        owner,
        repo,
        ref: head.sha,
        check_name: checkRunName,
        filter: 'all',
        per_page: 100,
        request: {signal},
      })
      const isComplete = data.check_runs.some(run => run.status === 'completed' && numberIn(run.external_id ?? '') === number)
      if (!isComplete) forgotten.push({...repository, number, headSha: head.sha})
    }
    return forgotten
  } catch (error) {
    // Pull requests can be switched off, a repository can go while we look.
    if ([404, 409, 410, 422, 451].includes(statusOf(error) ?? 0)) return []
    throw error
  }
}
