import {z} from 'zod'
import {isGone, isOutOfReach, statusOf} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** A repository as GitHub shows it now. */
export interface RepositoryThere {
  readonly kind: 'there'
  /** Under its name of today: who asks by an old name is sent on, but can't write. */
  readonly ref: RepositoryRef
  readonly isPrivate: boolean
  readonly isArchived: boolean
  readonly hasIssues: boolean
  readonly defaultBranch: string
  /** Where people see it: `https://github.com/ada/ants`. */
  readonly webUrl: string
}

/** It is not ours to look at any more: deleted, hidden, taken down, or its installation suspended or gone. */
export interface NoRepository {
  readonly kind: 'gone'
}

/** Looks at a repository by its id: it may have been renamed or transferred, and another one may have its name. */
export async function loadRepository(
  octokit: Octokit,
  ref: RepositoryRef,
  signal: AbortSignal,
): Promise<RepositoryThere | NoRepository> {
  const byName = await answerOf(octokit.rest.repos.get({owner: ref.owner, repo: ref.repo, request: {signal}}))
  const isIt = byName !== undefined && String(byName.id) === ref.repositoryId
  const data = isIt ? byName : await answerOf(askById(octokit, ref, signal))
  if (data === undefined) return {kind: 'gone'}
  return {
    kind: 'there',
    ref: {...ref, owner: data.owner.login, repo: data.name},
    isPrivate: data.private,
    isArchived: data.archived,
    hasIssues: data.has_issues,
    defaultBranch: data.default_branch,
    webUrl: data.html_url,
  }
}

/** What we look at of GitHub's answer. */
const answer = z.object({
  id: z.union([z.number(), z.bigint()]),
  name: z.string(),
  owner: z.object({login: z.string()}),
  private: z.boolean(),
  archived: z.boolean(),
  has_issues: z.boolean(),
  default_branch: z.string(),
  html_url: z.string(),
})

/** Where GitHub itself sends whoever asks by an old name. The id stands in the address, since a number would lose the last digits of a large one. */
const askById = (octokit: Octokit, {repositoryId}: RepositoryRef, signal: AbortSignal): Promise<Answer> =>
  octokit.request(`GET /repositories/${encodeURIComponent(repositoryId)}`, {request: {signal}})

interface Answer {
  readonly status: number
  readonly data: unknown
}

/** Undefined: there is nothing for us. A redirect that leads nowhere reaches us as an answer. */
async function answerOf(asking: Promise<Answer>): Promise<z.infer<typeof answer> | undefined> {
  try {
    const {data, status} = await asking
    return Number(status) === 200 ? answer.parse(data) : undefined
  } catch (error) {
    if (isOutOfReach(error)) return undefined
    throw error
  }
}

/** The commit at the tip of a branch; undefined: there is none, as in an empty repository. */
export async function loadTip(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  branch: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const {data} = await octokit.rest.repos.getBranch({owner, repo, branch, request: {signal}})
    return data.commit.sha
  } catch (error) {
    if (isGone(error) || statusOf(error) === 409) return undefined
    throw error
  }
}

/** All files of a commit. `isWhole`: false where there are more than GitHub names at once. */
export async function loadFiles(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  sha: string,
  signal: AbortSignal,
): Promise<{readonly files: readonly TreeFile[]; readonly isWhole: boolean}> {
  try {
    const {data} = await octokit.rest.git.getTree({owner, repo, tree_sha: sha, recursive: '1', request: {signal}})
    return {
      // 120000 is a symlink: the file that it leads to has its own name here.
      files: data.tree.flatMap(({path, type, mode, size}) =>
        type === 'blob' && mode !== '120000' && path !== undefined ? [{path, bytes: size ?? 0}] : [],
      ),
      isWhole: !data.truncated,
    }
  } catch (error) {
    // An empty repository. A commit that GitHub does not show is another matter: it named it a moment ago.
    if (statusOf(error) === 409) return {files: [], isWhole: true}
    throw error
  }
}

export interface TreeFile {
  readonly path: string
  readonly bytes: number
}
