import type {CheckResult} from '../review/plan.ts'
import {statusOf} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** What people and branch rules know our check by: an interface. */
export const checkRunName = 'Listkeeper'

/** Our check run of one commit, for one pull request. Its id is a string, since it can exceed 2^53. */
export interface CheckRun {
  readonly id: string
  readonly headSha: string
  /** Complete already, from an earlier look at the same commit. */
  readonly isComplete: boolean
}

/** The check run that a commit has from us, or a new one in progress. */
export async function startCheckRun(octokit: Octokit, ref: PullRef, headSha: string, signal: AbortSignal): Promise<CheckRun> {
  return (await findCheckRun(octokit, ref, headSha, signal)) ?? createCheckRun(octokit, ref, headSha, undefined, signal)
}

/**
 * Completes a check run, in place also where it was complete before, even if it says the same: who asked for it to be run again had
 * its suite reset. One that can't be changed (any more) gets a successor of the same name.
 */
export async function completeCheckRun(
  octokit: Octokit,
  ref: PullRef,
  run: CheckRun,
  result: CheckResult,
  signal: AbortSignal,
): Promise<void> {
  try {
    const {owner, repo} = ref
    await octokit.request(`PATCH /repos/{owner}/{repo}/check-runs/${run.id}`, {
      owner,
      repo,
      ...completed(result),
      request: {signal},
    })
  } catch (error) {
    const status = statusOf(error)
    if (status !== 403 && status !== 404) throw error
    await createCheckRun(octokit, ref, run.headSha, result, signal)
  }
}

/** Of the runs of our name, those for this pull request: a check run itself belongs to a commit, which others may share. */
async function findCheckRun(octokit: Octokit, ref: PullRef, headSha: string, signal: AbortSignal): Promise<CheckRun | undefined> {
  const {owner, repo} = ref
  const {data} = await octokit.rest.checks.listForRef({
    owner,
    repo,
    ref: headSha,
    check_name: checkRunName,
    // The latest alone would hide ours behind another pull request's.
    filter: 'all',
    per_page: 100,
    request: {signal},
  })
  const ours = data.check_runs.filter(run => run.name === checkRunName && run.external_id === externalId(ref))
  const latest = ours.toSorted((a, b) => Number(b.id) - Number(a.id))[0]
  if (latest === undefined) return undefined
  return {id: String(latest.id), headSha, isComplete: latest.status === 'completed'}
}

async function createCheckRun(
  octokit: Octokit,
  ref: PullRef,
  headSha: string,
  result: CheckResult | undefined,
  signal: AbortSignal,
): Promise<CheckRun> {
  const {owner, repo} = ref
  const {data} = await octokit.rest.checks.create({
    owner,
    repo,
    name: checkRunName,
    head_sha: headSha,
    external_id: externalId(ref),
    ...(result === undefined ? {status: 'in_progress'} : completed(result)),
    request: {signal},
  })
  return {id: String(data.id), headSha, isComplete: result !== undefined}
}

const completed = ({conclusion, title, summary, text}: CheckResult) =>
  ({status: 'completed', conclusion, output: {title, summary, ...(text === undefined ? {} : {text})}}) as const

/** Events of a check run of a fork name no pull request: this does. */
const externalId = ({owner, repo, number}: PullRef): string => `${owner}/${repo}#${number}`
