import type {IssueThere, SeenIssue} from '../health/seen-issue.ts'
import {type Author, isPerson, isSame} from './author.ts'
import {isGone} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** The issue, and whose ticks in it are. */
export interface LoadedIssue {
  readonly issue: IssueThere
  /** The person who changed the body last; undefined: we did, or a program, or nobody knows. */
  readonly editor: string | undefined
}

/** Reads of GitHub's can lag behind its writes: what is missing is looked for again after this long. */
const lookAgainAfterMs = 3000

/**
 * An issue as GitHub shows it now. `gone`: it was deleted, or moved to another repository, which two looks some seconds apart say.
 *
 * Asks of a repository that has issues.
 */
export async function loadIssue(
  octokit: Octokit,
  ref: RepositoryRef,
  number: number,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<LoadedIssue> {
  const first = await look(octokit, ref, number, signal)
  if (first !== undefined) return first
  await pause(lookAgainAfterMs, signal)
  return (await look(octokit, ref, number, signal)) ?? (await confirmGone(octokit, ref, number, signal))
}

/** GraphQL knows who changed the body; where it shows nothing the other interface has the last word. */
async function confirmGone(octokit: Octokit, ref: RepositoryRef, number: number, signal: AbortSignal): Promise<LoadedIssue> {
  const {owner, repo} = ref
  try {
    const {data, status} = await octokit.rest.issues.get({owner, repo, issue_number: number, request: {signal}})
    // Moved, it is shown where it is now.
    const isHere = Number(status) === 200 && data.number === number && isOf(data.repository_url, ref)
    if (isHere) throw new Error(`GitHub does not agree with itself on issue ${number} of ${owner}/${repo}`)
    return gone
  } catch (error) {
    if (isGone(error)) return gone
    throw error
  }
}

const gone: LoadedIssue = {issue: 'gone', editor: undefined}

const isOf = (url: string, {owner, repo}: RepositoryRef): boolean =>
  url.toLowerCase().endsWith(`/repos/${owner}/${repo}`.toLowerCase())

interface Shown {
  readonly viewer: {readonly login: string}
  readonly repository: {
    readonly issue: {
      readonly number: number
      readonly title: string
      readonly body: string
      readonly state: 'OPEN' | 'CLOSED'
      readonly stateReason: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | 'REOPENED' | null
      readonly closedAt: string | null
      readonly locked: boolean
      readonly editor: Author | null
      readonly repository: {readonly nameWithOwner: string}
      readonly timelineItems: {readonly nodes: readonly ({readonly actor?: Author | null} | null)[] | null}
    } | null
  } | null
}

const query = `
query ($owner: String!, $repo: String!, $number: Int!) {
  viewer {login}
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      number title body state stateReason(enableDuplicate: true) closedAt locked
      editor {__typename login}
      repository {nameWithOwner}
      timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {nodes {... on ClosedEvent {actor {__typename login}}}}
    }
  }
}`

/** Undefined: GitHub shows none. */
async function look(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  number: number,
  signal: AbortSignal,
): Promise<LoadedIssue | undefined> {
  const {viewer, repository} = await octokit
    .graphql<Shown>(query, {owner, repo, number, request: {signal}})
    .catch((error: unknown) => {
      if (isNotFound(error)) return {viewer: {login: ''}, repository: null}
      throw error
    })
  const shown = repository?.issue
  if (shown == null) return undefined
  if (shown.repository.nameWithOwner.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) return gone
  const {editor, timelineItems, closedAt, state} = shown
  const isOurs = editor !== null && isSame(editor, viewer.login)
  const closer = state === 'CLOSED' ? timelineItems.nodes?.at(-1)?.actor : undefined
  const closedMs = Date.parse(closedAt ?? '')
  const issue: SeenIssue = {
    number: shown.number,
    title: shown.title,
    body: shown.body,
    state: state === 'OPEN' ? 'open' : 'closed',
    ...(shown.stateReason === null ? {} : {stateReason: reasons[shown.stateReason]}),
    ...(Number.isNaN(closedMs) ? {} : {closedMs}),
    ...(closer == null ? {} : {isClosedByUs: isSame(closer, viewer.login)}),
    isLocked: shown.locked,
    isEditedByBot: editor !== null && !isOurs && !isPerson(editor),
  }
  return {issue, editor: editor !== null && !isOurs && isPerson(editor) ? editor.login : undefined}
}

const reasons = {COMPLETED: 'completed', NOT_PLANNED: 'not_planned', DUPLICATE: 'duplicate', REOPENED: 'reopened'} as const

/** What is not there comes as an error with status 200. */
function isNotFound(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError' || !('errors' in error)) return false
  const {errors} = error
  return Array.isArray(errors) && errors.length > 0 && errors.every(one => one?.type === 'NOT_FOUND')
}
