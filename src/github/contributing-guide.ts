import {isGone} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'

/** Where GitHub itself looks for it, in its order. */
const folders = ['.github', '', 'docs'] as const

/** Any letter case, and what GitHub shows as a text. */
const isGuide = ({name, type}: Entry): boolean =>
  type === 'blob' && /^contributing(?:\.(?:md|markdown|mdown|txt|rst|adoc))?$/i.test(name)

interface Entry {
  readonly name: string
  readonly type: string
}

type Folder = {readonly entries?: readonly Entry[] | null} | null | undefined

interface Answer {
  readonly repository?: {
    readonly url?: string
    readonly github?: Folder
    readonly root?: Folder
    readonly docs?: Folder
  } | null
}

const query = `
query ($owner: String!, $repo: String!, $github: String!, $root: String!, $docs: String!) {
  repository(owner: $owner, name: $repo) {
    url
    github: object(expression: $github) {... on Tree {entries {name type}}}
    root: object(expression: $root) {... on Tree {entries {name type}}}
    docs: object(expression: $docs) {... on Tree {entries {name type}}}
  }
}`

/** The page of the contributing guide that a list has at its base branch, if it has one. One request; where GitHub can't say, none. */
export async function contributingGuide(
  octokit: Octokit,
  {owner, repo}: PullRef,
  base: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const at = (folder: string) => `refs/heads/${base}:${folder}`
  const [github, root, docs] = folders.map(at)
  try {
    const {repository} = await octokit.graphql<Answer>(query, {owner, repo, github, root, docs, request: {signal}})
    const listed = [repository?.github, repository?.root, repository?.docs]
    const paths = folders.flatMap((folder, index) =>
      (listed[index]?.entries ?? []).filter(isGuide).map(({name}) => [...(folder === '' ? [] : [folder]), name].join('/')),
    )
    const [path] = paths
    if (path === undefined || repository?.url === undefined) return undefined
    return `${repository.url}/blob/${inAddress(base)}/${inAddress(path)}`
  } catch (error) {
    // A link is a kindness, no reason for a review to fail.
    if (isGone(error) || (error instanceof Error && error.name === 'GraphqlResponseError')) return undefined
    throw error
  }
}

const inAddress = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
