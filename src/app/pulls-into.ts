import type {Context} from 'probot'
import {isMarkdown} from '../list/is-markdown.ts'

/** What of a push matters to pull requests: the lists that it touches, or anything (the settings, or what it does not tell). */
export type Touched = readonly string[] | 'anything'

/** Whoever looks at a pull request looks at a few that lie open; those that nobody has touched for long can wait for their next push. */
const mostPulls = 50
/** GitHub names as many files of each in the same answer; a pull request with more is looked at in any case. */
const mostFiles = 100

/** What of a commit an event tells. */
interface Commit {
  readonly added?: readonly string[] | undefined
  readonly modified?: readonly string[] | undefined
  readonly removed?: readonly string[] | undefined
}

/** What a push touches that can matter to a list. A merge's own commit may name nothing: those that it merges do. */
export function touchedBy(commits: readonly Commit[]): Touched {
  const paths = commits.flatMap(({added = [], modified = [], removed = []}) => [...added, ...modified, ...removed])
  if (paths.length === 0 || paths.includes('.github/listkeeper.yml')) return 'anything'
  return [...new Set(paths.filter(isMarkdown))]
}

interface OpenPull {
  readonly number: number
  readonly files?: {
    readonly totalCount: number
    readonly nodes: readonly ({readonly path: string; readonly changeType: string} | null)[] | null
  } | null
}

const query = `
query ($owner: String!, $repo: String!, $branch: String!, $pulls: Int!, $files: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: OPEN, baseRefName: $branch, first: $pulls, orderBy: {field: UPDATED_AT, direction: DESC}) {
      nodes {number files(first: $files) {totalCount nodes {path changeType}}}
    }
  }
}`

interface Answer {
  readonly repository: {readonly pullRequests: {readonly nodes: readonly (OpenPull | null)[] | null}} | null
}

/** The numbers of open pull requests into a branch to which a push can matter, those touched last first. One request. */
export async function pullsInto(
  context: Pick<Context<'push'>, 'octokit' | 'repo'>,
  branch: string,
  touched: Touched,
): Promise<readonly number[]> {
  const variables = {...context.repo(), branch, pulls: mostPulls, files: mostFiles}
  const {repository} = await context.octokit.graphql<Answer>(query, variables)
  const open = (repository?.pullRequests.nodes ?? []).filter(pull => pull !== null)
  return open.filter(pull => isConcerned(pull, touched)).map(({number}) => number)
}

/** Whether it changes what the push touches, too, as far as GitHub tells: what it renames has another name there. */
export function isConcerned({files}: OpenPull, touched: Touched): boolean {
  const named = (files?.nodes ?? []).filter(file => file !== null)
  if (touched === 'anything' || files == null || files.totalCount > named.length) return true
  return named.some(({path, changeType}) => touched.includes(path) || (changeType === 'RENAMED' && isMarkdown(path)))
}
