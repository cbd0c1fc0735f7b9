import type {Probot} from 'probot'
import {numberIn, type PullRef} from '../github/pull-ref.ts'
import type {Queue} from '../queue/open-queue.ts'
import type {Button} from '../review/plan.ts'
import {pullsInto, touchedBy} from './pulls-into.ts'
import {pullsOfCommit} from './pulls-of-commit.ts'

/** One line for the log: what happened to which pull request. */
export type TellEvent = (
  step: 'event received' | 'event repeated',
  facts: {event: string; pull: string; delivery: string},
) => void

/**
 * Turns GitHub's events into jobs, recorded before GitHub has its answer: where that fails GitHub is told so, and can deliver again.
 *
 * No event says what is to be done: the job looks at the pull request as it is when it runs. Events come late, twice and in any
 * order, so one that says `closed` only means that there is something new to look at.
 */
export function receiveWebhooks(probot: Probot, queue: Queue, now: () => number, tell: TellEvent): void {
  async function receive(
    event: {readonly id: string; readonly name: string},
    action: string,
    refs: readonly PullRef[],
    options: Parameters<Queue['receive']>[2] = {},
  ) {
    if (refs.length === 0) return
    const recorded = await inTime(queue.receive({guid: event.id, atMs: now()}, refs, options))
    const step = recorded === 'recorded' ? 'event received' : 'event repeated'
    for (const {owner, repo, number} of refs) {
      tell(step, {
        event: action === '' ? event.name : `${event.name}.${action}`,
        pull: `${owner}/${repo}#${number}`,
        delivery: event.id,
      })
    }
  }

  probot.on(
    ['pull_request.opened', 'pull_request.synchronize', 'pull_request.reopened', 'pull_request.ready_for_review'],
    context => receive(context, context.payload.action, refsOfPull(context)),
  )

  probot.on('pull_request.closed', async context => {
    // Another one with the same commit shares its check run, which must speak of this one no longer.
    const {number, pull_request: pull} = context.payload
    const ids = await pullsOfCommit(context, pull.head.sha).catch(() => [])
    const others = new Set(ids.map(numberIn).filter(id => id !== undefined))
    others.delete(number)
    await receive(context, 'closed', [...refsOfPull(context), ...refsOf(context, [...others])])
  })

  probot.on('pull_request.edited', async context => {
    // A new title changes nothing; another base branch changes everything.
    if (context.payload.changes.base === undefined) return
    await receive(context, 'edited', refsOfPull(context))
  })

  probot.on('check_run.rerequested', async context => {
    const number = numberIn(context.payload.check_run.external_id)
    await receive(context, 'rerequested', refsOf(context, number === undefined ? [] : [number]))
  })

  probot.on('push', async context => {
    const {ref, deleted, commits} = context.payload
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
    const touched = touchedBy(commits)
    if (branch === undefined || deleted || touched.length === 0) return
    // What others merged can make an entry a duplicate, or mend one: the check runs of what lies open say so.
    await receive(context, '', refsOf(context, await pullsInto(context, branch, touched)), {inPassing: true})
  })

  probot.on('check_run.requested_action', async context => {
    const {check_run: run, requested_action: pressed, sender} = context.payload
    const number = numberIn(run.external_id)
    const isDismissal = pressed?.identifier === ('dismiss-all' satisfies Button['identifier'])
    const wish = isDismissal ? {login: sender.login, checkRunId: String(run.id)} : undefined
    await receive(context, 'requested_action', refsOf(context, number === undefined ? [] : [number]), {wish})
  })

  probot.on('check_suite.rerequested', async context => {
    // GitHub names no pull request here when it comes from a fork: the check runs that we left on the commit do.
    const ids = await pullsOfCommit(context, context.payload.check_suite.head_sha)
    const numbers = ids.map(numberIn).filter(number => number !== undefined)
    await receive(context, 'rerequested', refsOf(context, [...new Set(numbers)]))
  })
}

/**
 * After nine seconds Probot tells GitHub that all is well, recorded or not. Before that we say that it is not; what is recorded after
 * all is then delivered twice, which does no harm.
 */
function inTime<Result>(recording: Promise<Result>): Promise<Result> {
  const {promise, reject} = Promise.withResolvers<never>()
  const timer = setTimeout(reject, longestMs, new Error('the database took too long to record this delivery'))
  return Promise.race([recording, promise]).finally(() => clearTimeout(timer))
}

const longestMs = 8000

/** What every event of ours carries. Ids can exceed 2^53: they are text from here on. */
interface About {
  readonly installation?: {readonly id: number | bigint} | undefined
  readonly repository: {readonly id: number | bigint; readonly name: string; readonly owner: {readonly login: string} | null}
}

/** What an event about a pull request carries besides. */
interface AboutPull extends About {
  readonly number: number
  readonly pull_request: {readonly head: {readonly sha: string}}
}

/** With the head as the event tells it: for some moments after a push GitHub's API may still show the one before. */
const refsOfPull = (context: {readonly payload: AboutPull}): PullRef[] =>
  refsOf(context, [context.payload.number]).map(ref => ({...ref, headSha: context.payload.pull_request.head.sha}))

/** None for an event that was not sent to an installation, such as one of a webhook that somebody made by hand. */
function refsOf({payload: {installation, repository}}: {readonly payload: About}, numbers: readonly number[]): PullRef[] {
  if (installation === undefined || repository.owner === null) return []
  const owner = repository.owner.login
  return numbers.map(number => ({
    installationId: String(installation.id),
    repositoryId: String(repository.id),
    owner,
    repo: repository.name,
    number,
  }))
}
