import type {components} from '@octokit/openapi-types'
import {type Context, Hono} from 'hono'
import {diffLimits} from '../changes.ts'
import {presentAccount} from '../present/account.ts'
import {presentCommit, presentFile} from '../present/commit.ts'
import {apiUrl, pageUrl, presentFullRepository} from '../present/repository.ts'
import {notFound, refusal} from '../refuse.ts'
import {resolveCommit} from '../resolve.ts'
import {findRepo, fullName, hasRole, type RepoState, roleOf} from '../world.ts'
import {type Env, needs, readPage, send, sendPage} from './route.ts'

type Schemas = components['schemas']

/** A repository: what it is, its branches and their rules, who may do what, how two of its commits differ. */
export const repositoryRoutes = new Hono<Env>()

repositoryRoutes.get('/repos/:owner/:repo', needs('metadata:read'), c => send(c, presentFullRepository(c.var.world, c.var.repo)))

// Where the old name of a repository leads to.
repositoryRoutes.get('/repositories/:id', c => {
  const repo = c.var.world.repositories.find(({id}) => id === c.var.ids.parse(c.req.param('id')))
  if (repo === undefined || c.var.caller.kind !== 'installation') throw notFound()
  return send(c, presentFullRepository(c.var.world, repo))
})

repositoryRoutes.get('/repos/:owner/:repo/branches', needs('contents:read'), c => {
  const {repo, world} = c.var
  return sendPage<[string, string], Schemas['short-branch']>(c, [...repo.branches], ([name, sha]) => ({
    name,
    commit: {sha, url: `${apiUrl(world, repo)}/commits/${sha}`},
    protected: repo.demandResolution.has(name),
  }))
})

repositoryRoutes.get('/repos/:owner/:repo/branches/:branch{.+}', needs('contents:read'), async c => {
  const {repo, world} = c.var
  const name = c.req.param('branch')
  const sha = repo.branches.get(name)
  const commit = sha === undefined ? undefined : await repo.objects.commit(sha)
  if (commit === undefined) throw refusal(404, 'Branch not found')
  const self = `${apiUrl(world, repo)}/branches/${name}`
  return send<Schemas['branch-with-protection']>(c, {
    name,
    commit: presentCommit(world, repo, commit),
    _links: {self, html: `${pageUrl(world, repo)}/tree/${name}`},
    protected: repo.demandResolution.has(name),
    protection: {enabled: false, required_status_checks: {enforcement_level: 'off', contexts: [], checks: []}},
    protection_url: `${self}/protection`,
  })
})

repositoryRoutes.get('/repos/:owner/:repo/rules/branches/:branch{.+}', needs('metadata:read'), c => {
  const {repo} = c.var
  const rules = repo.demandResolution.has(c.req.param('branch')) ? [demandsResolution(repo)] : []
  return sendPage(c, rules, rule => rule)
})

const demandsResolution = (repo: RepoState) =>
  ({
    type: 'pull_request',
    ruleset_source_type: 'Repository',
    ruleset_source: fullName(repo),
    ruleset_id: 1,
    parameters: {
      required_approving_review_count: 0,
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_review_thread_resolution: true,
      allowed_merge_methods: ['merge', 'squash', 'rebase'],
    },
  }) satisfies Schemas['repository-rule-detailed']

repositoryRoutes.get('/repos/:owner/:repo/collaborators/:login/permission', needs('metadata:read'), c => {
  const {repo, world} = c.var
  const person = world.accounts.get(c.req.param('login').toLowerCase())
  if (person === undefined) throw notFound()
  const role = roleOf(repo, person.login)
  // The old word knows no triage and no maintain; the role and the permissions do.
  const permission = role === 'triage' ? 'read' : role === 'maintain' ? 'write' : role
  const may = (least: Parameters<typeof hasRole>[2]): boolean => hasRole(repo, person.login, least)
  const permissions = {
    admin: may('admin'),
    maintain: may('maintain'),
    push: may('write'),
    triage: may('triage'),
    pull: may('read'),
  }
  return send<Schemas['repository-collaborator-permission']>(c, {
    permission,
    role_name: role,
    user: {...presentAccount(world, person), permissions, role_name: role},
  })
})

repositoryRoutes.get('/repos/:owner/:repo/compare/:basehead{.+}', needs('contents:read'), async c => {
  const {repo, world} = c.var
  const [baseName = '', headName, ...more] = c.req.param('basehead').split('...')
  if (headName === undefined || more.length > 0) throw notFound()
  const [base, head] = await Promise.all([resolveSide(c, baseName), resolveSide(c, headName)])
  if (base === undefined || head === undefined) throw notFound()
  const {mergeBase, ahead, behind, files} = await world.compare(repo, base, head)
  if (mergeBase === undefined) throw refusal(404, `No common ancestor between ${baseName} and ${headName}.`)

  const show = async (sha: string) => {
    const commit = await repo.objects.commit(sha)
    if (commit === undefined) throw notFound()
    return presentCommit(world, repo, commit)
  }
  const {page, perPage} = readPage(c)
  const isPaged = c.req.query('page') !== undefined || c.req.query('per_page') !== undefined
  const commits = isPaged ? ahead.slice((page - 1) * perPage, page * perPage) : ahead.slice(-250)
  const url = `${apiUrl(world, repo)}/compare/${baseName}...${headName}`
  const html = `${pageUrl(world, repo)}/compare/${baseName}...${headName}`
  const answer: Schemas['commit-comparison'] = {
    url,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: await show(base),
    merge_base_commit: await show(mergeBase),
    status: ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: await Promise.all(commits.map(show)),
    // Files come with the first page only, and never more than three hundred.
    ...(page === 1 ? {files: files.slice(0, diffLimits.files).map(file => presentFile(world, repo, head, file))} : {}),
  }
  const next = new URL(c.req.url)
  next.searchParams.set('page', String(page + 1))
  return send(c, answer, 200, isPaged && page * perPage < ahead.length ? {link: `<${next}>; rel="next"`} : {})
})

/** One side of a comparison: a name, or `owner:branch` in the same network of forks. */
async function resolveSide(c: Context<Env>, name: string): Promise<string | undefined> {
  const {repo, world, view} = c.var
  const [first = '', ...rest] = name.split(':')
  const branch = rest.pop()
  if (branch === undefined) return resolveCommit(repo, name, view)
  const other = findRepo(world, first, rest[0] ?? repo.name)
  if (other === undefined) return undefined
  const sha = await resolveCommit(other, branch, view)
  return sha !== undefined && (await repo.objects.commit(sha)) !== undefined ? sha : undefined
}
