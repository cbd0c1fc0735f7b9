import type {components} from '@octokit/openapi-types'
import {type CheckRunState, type CheckSuite, fullName, pullsOf, type RepoState, type World} from '../world.ts'
import {iso, isoOrNull, presentApp} from './account.ts'
import {presentPullMinimal} from './pull.ts'
import {apiUrl, pageUrl} from './repository.ts'

type Schemas = components['schemas']

/** Pull requests that a commit's checks name: those of its own repository, never a fork's. */
const pullsOfCommit = (world: World, repo: RepoState, sha: string): Schemas['pull-request-minimal'][] =>
  pullsOf(repo)
    .filter(({head, headRepo, state}) => head.now === sha && headRepo === repo && state === 'open')
    .map(pull => presentPullMinimal(world, pull))

export function presentCheckRun(world: World, run: CheckRunState): Schemas['check-run'] {
  const url = `${apiUrl(world, run.repo)}/check-runs/${run.id}`
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: `${pageUrl(world, run.repo)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? world.url,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: iso(run.startedMs),
    completed_at: isoOrNull(run.completedMs),
    output: {
      title: run.title ?? null,
      summary: run.summary ?? null,
      text: run.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: {id: run.suite.id},
    app: presentApp(world),
    pull_requests: pullsOfCommit(world, run.repo, run.headSha),
  }
}

export function presentAnnotation(world: World, run: CheckRunState, at: number): Schemas['check-annotation'] | undefined {
  const annotation = run.annotations[at]
  if (annotation === undefined) return undefined
  return {
    path: annotation.path,
    start_line: annotation.start_line,
    end_line: annotation.end_line,
    start_column: annotation.start_column ?? null,
    end_column: annotation.end_column ?? null,
    annotation_level: annotation.annotation_level,
    title: annotation.title ?? null,
    message: annotation.message,
    raw_details: annotation.raw_details ?? null,
    blob_href: `${world.url}/${fullName(run.repo)}/blob/${run.headSha}/${annotation.path}`,
  }
}

/** The parts of a check suite that its events carry. */
export function presentSuite(world: World, repo: RepoState, suite: CheckSuite) {
  const runs = repo.checkRuns.filter(run => run.suite === suite)
  const done = runs.length > 0 && runs.every(({status}) => status === 'completed')
  const url = `${apiUrl(world, repo)}/check-suites/${suite.id}`
  return {
    id: suite.id,
    node_id: `CS_${suite.id}`,
    head_branch: suite.headBranch ?? null,
    head_sha: suite.headSha,
    status: done ? ('completed' as const) : ('queued' as const),
    conclusion: done ? (runs.at(-1)?.conclusion ?? null) : null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullsOfCommit(world, repo, suite.headSha),
    app: presentApp(world),
    created_at: iso(suite.createdMs),
    updated_at: iso(suite.createdMs),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  }
}
