import {setTimeout as pause} from 'node:timers/promises'
import type {Logger} from 'pino'
import type {Environment} from '../environment.ts'
import type {Octokit} from '../github/octokit.ts'
import type {PullRef} from '../github/pull-ref.ts'
import type {AskRepositories} from '../github/repository-answers.ts'
import {reviewPullRequest} from '../journeys/review-pull-request.ts'
import {openAccountBudgets} from '../links/account-budgets.ts'
import type {CheckLinks} from '../links/check-links.ts'
import type {Database} from '../store/database.ts'
import {reviewHistory} from '../store/review-history.ts'
import {nameOf} from './about.ts'

interface Reviewing {
  readonly octokitFor: (installationId: string) => Promise<Octokit>
  readonly checkLinks: CheckLinks
  readonly askRepositoriesFor: (installationId: string) => Promise<AskRepositories>
  readonly headerValues: Environment['headerValues']
  readonly database: Database
  readonly log: Logger
  readonly took: (job: 'review-pull-request', seconds: number) => void
}

/** What a job does: the journey, with its steps in the log. `ms` is the time since the job began. */
export function reviewer({octokitFor, checkLinks, askRepositoriesFor, headerValues, database, log, took}: Reviewing) {
  const history = reviewHistory(database)
  const budgets = openAccountBudgets(Date.now)
  return async (ref: PullRef, signal: AbortSignal): Promise<void> => {
    const started = performance.now()
    const tell = (step: string, facts: Readonly<Record<string, string | number>> = {}) =>
      log.info({pull: `${nameOf(ref)}#${ref.number}`, ms: Math.round(performance.now() - started), ...facts}, step)
    tell('review started')
    const octokit = await octokitFor(ref.installationId)
    const waiting = (ms: number, signal: AbortSignal) => pause(ms, undefined, {signal})
    const askRepositories = await askRepositoriesFor(ref.installationId)
    const withinBudget = budgets.within(ref.installationId, checkLinks)
    const outside = {
      octokit,
      checkLinks: withinBudget,
      askRepositories,
      headerValues,
      history,
      now: Date.now,
      pause: waiting,
      tell,
    }
    const outcome = await reviewPullRequest(outside, ref, signal).finally(() =>
      took('review-pull-request', (performance.now() - started) / 1000),
    )
    tell('review finished', {outcome: outcome.kind, ...('reason' in outcome ? {reason: outcome.reason} : {})})
  }
}
