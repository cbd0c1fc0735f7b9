import type {components} from '@octokit/openapi-types'
import {fullName, hasRole, pullsOf, type RepoState, type World} from '../world.ts'
import {iso, presentAccount} from './account.ts'

type Schemas = components['schemas']

/** A repository as it stands in other things' answers. */
export function presentRepository(world: World, repo: RepoState) {
  const api = apiUrl(world, repo)
  const page = pageUrl(world, repo)
  const openIssues = [...repo.topics.values()].filter(({state}) => state === 'open').length
  return {
    id: repo.id,
    node_id: repo.nodeId,
    name: repo.name,
    full_name: fullName(repo),
    private: repo.private,
    owner: presentAccount(world, repo.owner),
    html_url: page,
    description: repo.about.description ?? null,
    fork: repo.parent !== undefined,
    url: api,
    ...links(api),
    git_url: `git://${new URL(page).host}/${fullName(repo)}.git`,
    ssh_url: `git@${new URL(page).host}:${fullName(repo)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: repo.about.homepage ?? null,
    size: 1,
    stargazers_count: repo.about.stars ?? 0,
    watchers_count: 0,
    language: null,
    has_issues: repo.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: forks(world, repo),
    archived: repo.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [] as string[],
    visibility: repo.private ? 'private' : 'public',
    forks: forks(world, repo),
    open_issues: openIssues,
    watchers: 0,
    default_branch: repo.defaultBranch,
    pushed_at: iso(repo.pushedMs),
    created_at: iso(repo.createdMs),
    updated_at: iso(repo.pushedMs),
  } satisfies Schemas['repository']
}

/** A repository as `GET /repos/{owner}/{repo}` answers. */
export function presentFullRepository(world: World, repo: RepoState): Schemas['full-repository'] {
  const parent =
    repo.parent === undefined
      ? {}
      : {parent: presentRepository(world, repo.parent), source: presentRepository(world, repo.parent)}
  return {...presentRepository(world, repo), ...parent, network_count: forks(world, repo), subscribers_count: 1}
}

export const apiUrl = (world: World, repo: RepoState): string => `${world.url}/api/v3/repos/${fullName(repo)}`

export const pageUrl = (world: World, repo: RepoState): string => `${world.url}/${fullName(repo)}`

/** OWNER, COLLABORATOR, CONTRIBUTOR or NONE: what someone is to a repository. */
export function association(repo: RepoState, login: string): Schemas['author-association'] {
  if (repo.owner.login === login) return 'OWNER'
  if (hasRole(repo, login, 'triage')) return 'COLLABORATOR'
  return pullsOf(repo).some(({author, merged}) => author.login === login && merged !== undefined) ? 'CONTRIBUTOR' : 'NONE'
}

const forks = (world: World, repo: RepoState): number => world.repositories.filter(({parent}) => parent === repo).length

const links = (api: string) => ({
  forks_url: `${api}/forks`,
  keys_url: `${api}/keys{/key_id}`,
  collaborators_url: `${api}/collaborators{/collaborator}`,
  teams_url: `${api}/teams`,
  hooks_url: `${api}/hooks`,
  issue_events_url: `${api}/issues/events{/number}`,
  events_url: `${api}/events`,
  assignees_url: `${api}/assignees{/user}`,
  branches_url: `${api}/branches{/branch}`,
  tags_url: `${api}/tags`,
  blobs_url: `${api}/git/blobs{/sha}`,
  git_tags_url: `${api}/git/tags{/sha}`,
  git_refs_url: `${api}/git/refs{/sha}`,
  trees_url: `${api}/git/trees{/sha}`,
  statuses_url: `${api}/statuses/{sha}`,
  languages_url: `${api}/languages`,
  stargazers_url: `${api}/stargazers`,
  contributors_url: `${api}/contributors`,
  subscribers_url: `${api}/subscribers`,
  subscription_url: `${api}/subscription`,
  commits_url: `${api}/commits{/sha}`,
  git_commits_url: `${api}/git/commits{/sha}`,
  comments_url: `${api}/comments{/number}`,
  issue_comment_url: `${api}/issues/comments{/number}`,
  contents_url: `${api}/contents/{+path}`,
  compare_url: `${api}/compare/{base}...{head}`,
  merges_url: `${api}/merges`,
  archive_url: `${api}/{archive_format}{/ref}`,
  downloads_url: `${api}/downloads`,
  issues_url: `${api}/issues{/number}`,
  pulls_url: `${api}/pulls{/number}`,
  milestones_url: `${api}/milestones{/number}`,
  notifications_url: `${api}/notifications{?since,all,participating}`,
  labels_url: `${api}/labels{/name}`,
  releases_url: `${api}/releases{/id}`,
  deployments_url: `${api}/deployments`,
})
