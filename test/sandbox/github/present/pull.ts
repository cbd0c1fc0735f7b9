import type {components} from '@octokit/openapi-types'
import {read, type View} from '../lag.ts'
import type {PullState, World} from '../world.ts'
import {iso, isoOrNull, presentAccount} from './account.ts'
import {apiUrl, association, pageUrl, presentRepository} from './repository.ts'

type Schemas = components['schemas']

// Nobody labels here, and the types of answers and events disagree on what a label is.
const none: never[] = []

/** A pull request as lists show it. */
export function presentPullSimple(world: World, pull: PullState, view: View) {
  const api = pullUrl(world, pull)
  const page = pullPage(world, pull)
  const issue = `${apiUrl(world, pull.repo)}/issues/${pull.number}`
  const head = read(pull.head, view)
  const urls = {
    comments: `${issue}/comments`,
    commits: `${api}/commits`,
    statuses: `${apiUrl(world, pull.repo)}/statuses/${head}`,
    html: page,
    issue,
    review_comments: `${api}/comments`,
    review_comment: `${apiUrl(world, pull.repo)}/pulls/comments{/number}`,
    self: api,
  }
  return {
    url: api,
    id: pull.pullId,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: presentAccount(world, pull.author),
    body: pull.body === '' ? null : pull.body,
    created_at: iso(pull.createdMs),
    updated_at: iso(pull.updatedMs),
    closed_at: isoOrNull(pull.closedMs),
    merged_at: isoOrNull(pull.merged?.atMs),
    merge_commit_sha: pull.merged?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: none,
    milestone: null,
    draft: pull.draft,
    commits_url: urls.commits,
    review_comments_url: urls.review_comments,
    review_comment_url: urls.review_comment,
    comments_url: urls.comments,
    statuses_url: urls.statuses,
    head: {
      label: `${pull.headRepo.owner.login}:${pull.headBranch}`,
      ref: pull.headBranch,
      sha: head,
      user: presentAccount(world, pull.headRepo.owner),
      repo: headRepository(world, pull),
    },
    base: {
      label: `${pull.repo.owner.login}:${pull.baseBranch}`,
      ref: pull.baseBranch,
      sha: pull.baseSha,
      user: presentAccount(world, pull.repo.owner),
      repo: presentRepository(world, pull.repo),
    },
    _links: {
      comments: {href: urls.comments},
      commits: {href: urls.commits},
      statuses: {href: urls.statuses},
      html: {href: urls.html},
      issue: {href: urls.issue},
      review_comments: {href: urls.review_comments},
      review_comment: {href: urls.review_comment},
      self: {href: urls.self},
    },
    author_association: association(pull.repo, pull.author.login),
    auto_merge: null,
    active_lock_reason: null,
  } satisfies Schemas['pull-request-simple']
}

/** Null once the fork is deleted, which the published type of lists leaves out. */
function headRepository(world: World, {headRepo}: PullState) {
  const isThere = world.repositories.includes(headRepo)
  return (isThere ? presentRepository(world, headRepo) : null) as ReturnType<typeof presentRepository>
}

/** A pull request as `GET /pulls/{n}` and payloads show it. */
export function presentPull(world: World, pull: PullState, view: View, mergeable: boolean | null = null) {
  const {files, ahead} = pull.change
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
  return {
    ...presentPullSimple(world, pull, view),
    merged: pull.merged !== undefined,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    merged_by: pull.merged === undefined ? null : presentAccount(world, pull.merged.by),
    comments: pull.comments.length,
    review_comments: sum(pull.threads.map(({comments}) => comments.length)),
    maintainer_can_modify: pull.headRepo !== pull.repo,
    commits: ahead.length,
    additions: sum(files.map(({additions}) => additions)),
    deletions: sum(files.map(({deletions}) => deletions)),
    changed_files: files.length,
  } satisfies Schemas['pull-request']
}

/** A pull request as a check run names it. */
export function presentPullMinimal(world: World, pull: PullState): Schemas['pull-request-minimal'] {
  const repository = (repo: PullState['repo']) => ({id: repo.id, url: apiUrl(world, repo), name: repo.name})
  return {
    id: pull.pullId,
    number: pull.number,
    url: pullUrl(world, pull),
    head: {ref: pull.headBranch, sha: pull.head.now, repo: repository(pull.headRepo)},
    base: {ref: pull.baseBranch, sha: pull.baseSha, repo: repository(pull.repo)},
  }
}

export const pullUrl = (world: World, pull: PullState): string => `${apiUrl(world, pull.repo)}/pulls/${pull.number}`

export const pullPage = (world: World, pull: PullState): string => `${pageUrl(world, pull.repo)}/pull/${pull.number}`
