import type {components} from '@octokit/openapi-types'
import type {FileChange} from '../changes.ts'
import type {Commit, Signature} from '../objects.ts'
import {fullName, type RepoState, type World} from '../world.ts'
import {iso, presentAccount} from './account.ts'
import {apiUrl, pageUrl} from './repository.ts'

type Schemas = components['schemas']

export function presentCommit(world: World, repo: RepoState, commit: Commit): Schemas['commit'] {
  const api = apiUrl(world, repo)
  const person = ({name, email, atMs}: Signature) => ({name, email, date: iso(atMs)})
  const known = world.accounts.get(commit.author.name.toLowerCase())
  return {
    url: `${api}/commits/${commit.sha}`,
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    html_url: `${pageUrl(world, repo)}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: person(commit.author),
      committer: person(commit.committer),
      message: commit.message.trimEnd(),
      comment_count: 0,
      tree: {sha: commit.tree, url: `${api}/git/trees/${commit.tree}`},
      verification: {verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null},
    },
    author: known === undefined ? null : presentAccount(world, known),
    committer: known === undefined ? null : presentAccount(world, known),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${pageUrl(world, repo)}/commit/${sha}`,
    })),
  }
}

export function presentFile(world: World, repo: RepoState, head: string, file: FileChange): Schemas['diff-entry'] {
  const path = encodeURI(file.path)
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${world.url}/${fullName(repo)}/blob/${head}/${path}`,
    raw_url: `${world.url}/${fullName(repo)}/raw/${head}/${path}`,
    contents_url: `${apiUrl(world, repo)}/contents/${path}?ref=${head}`,
    ...(file.patch === undefined ? {} : {patch: file.patch}),
    ...(file.previousPath === undefined ? {} : {previous_filename: file.previousPath}),
  }
}
