import {isGone} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** GitHub's lists lag behind what was written, and can come back empty once: what is missing counts only when two, this far apart, agree. */
const listAgainAfterMs = 3000

/** Of a body of ours, wherever people put it. */
const marker = /<!-- listkeeper \{[^<>]*"kind":"health"/

/**
 * The number of the Link health issue that we made, if there is one: the newest of ours with our marker, or else with its title, for people may have
 * emptied the body. Undefined: two listings some seconds apart show none.
 */
export async function findIssue(
  octokit: Octokit,
  ref: RepositoryRef,
  title: string,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const {viewer} = await octokit.graphql<{readonly viewer: {readonly login: string}}>('query {viewer {login}}', {
    request: {signal},
  })
  const first = await list(octokit, ref, viewer.login, title, signal)
  if (first !== undefined) return first
  await pause(listAgainAfterMs, signal)
  return list(octokit, ref, viewer.login, title, signal)
}

async function list(
  octokit: Octokit,
  {owner, repo}: RepositoryRef,
  creator: string,
  title: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const {data} = await octokit.rest.issues.listForRepo({owner, repo, creator, state: 'all', per_page: 100, request: {signal}})
    const ours = data.filter(issue => issue.pull_request === undefined)
    const found = ours.find(({body}) => marker.test(body ?? '')) ?? ours.find(issue => issue.title === title)
    return found?.number
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}
