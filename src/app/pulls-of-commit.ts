import type {Context} from 'probot'
import {checkRunName} from '../github/check-run.ts'

/** What our check runs of a commit carry: `owner/repo#number` of each pull request that we reviewed at it. */
export async function pullsOfCommit(
  context: Pick<Context<'check_suite' | 'pull_request'>, 'octokit' | 'repo'>,
  sha: string,
): Promise<readonly string[]> {
  const {data} = await context.octokit.rest.checks.listForRef(
    context.repo({ref: sha, check_name: checkRunName, filter: 'all', per_page: 100}),
  )
  return data.check_runs.map(run => run.external_id ?? '')
}
