import type {components} from '@octokit/openapi-types'
import {type Context, Hono} from 'hono'
import {git} from '../git.ts'
import type {Commit, TreeEntry} from '../objects.ts'
import {presentCommit} from '../present/commit.ts'
import {apiUrl, pageUrl} from '../present/repository.ts'
import {notFound, refusal} from '../refuse.ts'
import {resolveCommit} from '../resolve.ts'
import {fullName, type RepoState, type World} from '../world.ts'
import {type Env, lack, needs, send, sendPage} from './route.ts'

type Schemas = components['schemas']

/** Files, folders, trees and commits. */
export const contentsRoutes = new Hono<Env>()

/** Over this the JSON of a file carries no content: ask for the raw media type. */
const largest = {json: 1_000_000, raw: 100_000_000} as const

const contentsPaths = ['', '/', '/:path{.+}'].map(path => `/repos/:owner/:repo/contents${path}`)

contentsRoutes.on('GET', contentsPaths, needs('contents:read'), async c => {
  const {repo, world, view} = c.var
  const path = (c.req.param('path') ?? '').replace(/\/$/, '')
  const ref = c.req.query('ref') ?? repo.defaultBranch
  const commit = await resolveCommit(repo, ref, view)
  if (commit === undefined) throw refusal(404, `No commit found for the ref ${ref}`)
  const entry = await followLink(repo, commit, path)
  if (entry === undefined) throw notFound()
  const accept = c.req.header('accept') ?? ''
  const at = {world, repo, ref}
  if (entry.type === 'tree') return sendFolder(c, at, path, entry)
  if (entry.type === 'commit') return send(c, presentSubmodule(at, path, entry))
  const data = (await repo.objects.read(entry.sha))?.data ?? Buffer.alloc(0)
  if (entry.mode === '120000') return send(c, presentSymlink(at, path, entry, data))
  if (data.length > largest.raw) throw refusal(403, 'This API returns blobs up to 100 MB in size.')
  if (/[./]raw\b/.test(accept)) {
    return new Response(new Uint8Array(data), {headers: {'content-type': 'application/vnd.github.raw+json; charset=utf-8'}})
  }
  return send(c, presentFile(at, path, entry, data))
})

interface At {
  readonly world: World
  readonly repo: RepoState
  readonly ref: string
}

// A symlink to a file of the repository is answered as that file.
async function followLink(repo: RepoState, commit: string, path: string): Promise<TreeEntry | undefined> {
  const entry = await repo.objects.find(commit, path)
  if (entry?.mode !== '120000') return entry
  const target = (await repo.objects.read(entry.sha))?.data.toString() ?? ''
  const folder = path.split('/').slice(0, -1).join('/')
  const to = new URL(target, `file:///${folder === '' ? '' : `${folder}/`}`).pathname.slice(1)
  const found = target.startsWith('/') ? undefined : await repo.objects.find(commit, decodeURIComponent(to))
  return found?.type === 'blob' && found.mode !== '120000' ? {...found, name: entry.name} : entry
}

function presentEntry({world, repo, ref}: At, path: string, {sha, type}: TreeEntry) {
  const url = `${apiUrl(world, repo)}/contents/${encodeURI(path)}?ref=${ref}`
  const git = type === 'commit' ? null : `${apiUrl(world, repo)}/git/${type === 'tree' ? 'trees' : 'blobs'}/${sha}`
  const html = `${pageUrl(world, repo)}/${type === 'tree' ? 'tree' : 'blob'}/${ref}/${encodeURI(path)}`
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    url,
    html_url: html,
    git_url: git,
    download_url: type === 'blob' ? `${world.url}/raw/${fullName(repo)}/${ref}/${encodeURI(path)}` : null,
    _links: {self: url, git, html},
  }
}

function presentFile(at: At, path: string, entry: TreeEntry, data: Buffer): Schemas['content-file'] {
  const isLarge = data.length > largest.json
  const content = isLarge ? '' : data.toString('base64').replaceAll(/.{60}/g, '$&\n')
  return {...presentEntry(at, path, entry), type: 'file', size: data.length, encoding: isLarge ? 'none' : 'base64', content}
}

const presentSymlink = (at: At, path: string, entry: TreeEntry, data: Buffer): Schemas['content-symlink'] => ({
  ...presentEntry(at, path, entry),
  type: 'symlink',
  size: data.length,
  target: data.toString(),
})

const presentSubmodule = (at: At, path: string, entry: TreeEntry): Schemas['content-submodule'] => ({
  ...presentEntry(at, path, entry),
  type: 'submodule',
  size: 0,
  submodule_git_url: `${at.world.url}/submodules/${entry.name}.git`,
})

const kindOf = ({type, mode}: TreeEntry): 'dir' | 'symlink' | 'file' =>
  type === 'tree' ? 'dir' : mode === '120000' ? 'symlink' : 'file'

async function sendFolder(c: Context<Env>, at: At, path: string, folder: TreeEntry): Promise<Response> {
  const {objects} = at.repo
  const children = (await objects.tree(folder.sha)).slice(0, 1000)
  const entries = await Promise.all(
    children.map(async child => ({
      // Folders list a submodule as a file, for old clients' sake.
      type: kindOf(child),
      size: child.type === 'blob' ? ((await objects.read(child.sha))?.data.length ?? 0) : 0,
      ...presentEntry(at, path === '' ? child.name : `${path}/${child.name}`, child),
    })),
  )
  if (!/[./]object\b/.test(c.req.header('accept') ?? '')) return send(c, entries satisfies Schemas['content-directory'])
  return send<Schemas['content-tree']>(c, {type: 'dir', size: 0, ...presentEntry(at, path, folder), entries})
}

contentsRoutes.get('/repos/:owner/:repo/git/trees/:sha{.+}', needs('contents:read'), async c => {
  const {repo, world, view} = c.var
  const name = c.req.param('sha')
  const commit = await resolveCommit(repo, name, view)
  const root = commit === undefined ? (/^[\da-f]{40}$/.test(name) ? name : '') : ((await repo.objects.commit(commit))?.tree ?? '')
  if (root === '' || (await repo.objects.read(root))?.type !== 'tree') throw notFound()
  const isDeep = c.req.query('recursive') !== undefined
  const tree: Schemas['git-tree']['tree'] = []
  const walk = async (sha: string, prefix: string): Promise<void> => {
    for (const {mode, type, name: part, sha: id} of await repo.objects.tree(sha)) {
      const path = `${prefix}${part}`
      const size = type === 'blob' ? {size: (await repo.objects.read(id))?.data.length ?? 0} : {}
      tree.push({
        path,
        mode,
        type,
        sha: id,
        ...size,
        url: `${apiUrl(world, repo)}/git/${type === 'tree' ? 'trees' : 'blobs'}/${id}`,
      })
      if (type === 'tree' && isDeep) await walk(id, `${path}/`)
    }
  }
  await walk(root, '')
  const most = 100_000
  return send<Schemas['git-tree']>(c, {
    sha: root,
    url: `${apiUrl(world, repo)}/git/trees/${root}`,
    truncated: tree.length > most,
    tree: tree.slice(0, most),
  })
})

contentsRoutes.get('/repos/:owner/:repo/git/blobs/:sha', needs('contents:read'), async c => {
  const {repo, world} = c.var
  const sha = c.req.param('sha')
  const blob = await repo.objects.read(sha)
  if (blob?.type !== 'blob') throw notFound()
  if (/[./]raw\b/.test(c.req.header('accept') ?? '')) return new Response(new Uint8Array(blob.data))
  return send<Schemas['blob']>(c, {
    sha,
    node_id: `B_${sha}`,
    size: blob.data.length,
    url: `${apiUrl(world, repo)}/git/blobs/${sha}`,
    encoding: 'base64',
    content: blob.data.toString('base64'),
  })
})

/** What commits can be asked for by; the others are not served. */
const commitQueries = ['sha', 'path', 'page', 'per_page']

contentsRoutes.get('/repos/:owner/:repo/commits', needs('contents:read'), async c => {
  const {repo, world, view} = c.var
  const unserved = Object.keys(c.req.query()).filter(name => !commitQueries.includes(name))
  if (unserved.length > 0) throw lack(c, `commits by ${unserved.join(', ')}`)
  if (repo.branches.size === 0) throw refusal(409, 'Git Repository is empty.')
  const sha = await resolveCommit(repo, c.req.query('sha') ?? repo.defaultBranch, view)
  if (sha === undefined || (await repo.objects.commit(sha)) === undefined) throw notFound()
  const path = c.req.query('path') ?? ''
  // Taken literally: a path may hold what git reads as a pattern.
  const {out} = await git(repo.folder, ['--literal-pathspecs', 'rev-list', sha, '--', ...(path === '' ? [] : [path])])
  const commits = await Promise.all(
    out
      .toString()
      .split('\n')
      .filter(Boolean)
      .map(id => repo.objects.commit(id)),
  )
  const found = commits.filter(commit => commit !== undefined)
  return sendPage<Commit, Schemas['commit']>(c, found, commit => presentCommit(world, repo, commit))
})

contentsRoutes.get('/repos/:owner/:repo/commits/:ref', needs('contents:read'), async c => {
  const {repo, world, view} = c.var
  const sha = await resolveCommit(repo, c.req.param('ref'), view)
  const commit = sha === undefined ? undefined : await repo.objects.commit(sha)
  if (commit === undefined) throw refusal(422, `No commit found for SHA: ${c.req.param('ref')}`)
  return send(c, presentCommit(world, repo, commit))
})
