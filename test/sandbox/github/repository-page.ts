import {findMovedRepo, findRepo, type RepoState, type World} from './world.ts'

/**
 * What strangers see of a repository in a browser: its front page, its files and folders, 404 for all else and for what is private. An old
 * name leads to the new one for good.
 */
export async function repositoryPage(world: World, request: Request): Promise<Response | undefined> {
  const {pathname, search} = new URL(request.url)
  const [owner = '', name = '', ...rest] = pathname.split('/').filter(part => part !== '')
  if ((request.method !== 'GET' && request.method !== 'HEAD') || name === '') return undefined
  const repo = findRepo(world, owner, name.replace(/\.git$/, ''))
  if (repo !== undefined) return (await isThere(repo, rest)) ? page(repo) : undefined
  const moved = findMovedRepo(world, owner, name)
  if (moved === undefined || moved.private) return undefined
  const path = [moved.owner.login, moved.name, ...rest].join('/')
  return new Response(null, {status: 301, headers: {location: `${world.url}/${path}${search}`}})
}

async function isThere(repo: RepoState, [kind, branch = '', ...path]: readonly string[]): Promise<boolean> {
  if (repo.private) return false
  if (kind === undefined) return true
  const sha = repo.branches.get(branch)
  if (sha === undefined || (kind !== 'tree' && kind !== 'blob')) return false
  return (await repo.objects.find(sha, path.join('/')))?.type === (kind === 'tree' ? 'tree' : 'blob')
}

const page = (repo: RepoState): Response =>
  new Response(`<!doctype html><title>${repo.owner.login}/${repo.name}</title>\n`, {
    headers: {'content-type': 'text/html; charset=utf-8'},
  })
