import type {HealthCheck} from '../health/health-check.ts'
import {isGone, statusOf} from './is-gone.ts'
import {PostponedError} from './limiter.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** What people know it by: an interface. */
const healthCheckName = 'Link health'

/** Tells ours from those of pull requests, whose ids end in a number. */
const externalId = 'link health'

/**
 * Shows how it is with a repository's links at a commit. One check run a commit: it is edited, and only where it says something else. False: GitHub
 * does not let us, or the commit is gone.
 */
export async function showHealthCheck(
  octokit: Octokit,
  ref: RepositoryRef,
  headSha: string,
  check: HealthCheck,
  signal: AbortSignal,
): Promise<boolean> {
  const {owner, repo} = ref
  try {
    const listed = await octokit.rest.checks.listForRef({
      owner,
      repo,
      ref: headSha,
      check_name: healthCheckName,
      filter: 'latest',
      per_page: 100,
      request: {signal},
    })
    const ours = listed.data.check_runs.find(run => run.name === healthCheckName && run.external_id === externalId)
    const said = {
      status: 'completed' as const,
      conclusion: check.conclusion,
      output: {title: check.title, summary: check.summary},
      actions: [...check.buttons],
    }
    if (ours === undefined) {
      await octokit.rest.checks.create({
        owner,
        repo,
        name: healthCheckName,
        head_sha: headSha,
        external_id: externalId,
        ...said,
        request: {signal},
      })
    } else if (
      ours.status !== 'completed' ||
      ours.output.title !== check.title ||
      ours.output.summary?.trim() !== check.summary.trim()
    ) {
      await octokit.request(`PATCH /repos/{owner}/{repo}/check-runs/${ours.id}`, {owner, repo, ...said, request: {signal}})
    }
    return true
  } catch (error) {
    if (error instanceof PostponedError || !(isGone(error) || [403, 422].includes(statusOf(error) ?? 0))) throw error
    return false
  }
}
