import {githubPlace} from '../url/repository.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import {loadRepositories, type RepositoryName} from './load-repositories.ts'
import type {Octokit} from './octokit.ts'
import type {AskRepositories} from './repository-answers.ts'

/** GitHub answers in a second or two. Who waits longer is not kept from the links by it: they are asked like others. */
const patienceMs = 15_000

/**
 * Asks GitHub's interface about the repositories of its own site (`https://github.com`, or a server of somebody's own); each is asked for
 * once, as long as this function is kept.
 */
export function repositoriesOf(octokit: Pick<Octokit, 'graphql'>, site: string): AskRepositories {
  const known = new Map<string, RepositoryFacts | 'unknown'>()
  const {origin} = new URL(site)

  return async (urls, signal) => {
    const keys = new Map<string, string>()
    const open = new Map<string, RepositoryName>()
    for (const url of urls) {
      const place = githubPlace(url, origin)
      if (place === undefined) continue
      const key = `${place.owner}/${place.name}`.toLowerCase()
      keys.set(url, key)
      if (!known.has(key) && !open.has(key)) open.set(key, place)
    }
    const patience = AbortSignal.timeout(patienceMs)
    const loading = loadRepositories(octokit, [...open.values()], origin, AbortSignal.any([signal, patience]))
    const facts = await loading.catch((error: unknown) => {
      signal.throwIfAborted()
      if (patience.aborted) return []
      throw error
    })
    for (const [nth, key] of [...open.keys()].entries()) known.set(key, facts[nth] ?? 'unknown')
    return {repositories: new Map([...keys].map(([url, key]) => [url, known.get(key) ?? 'unknown'] as const)), notes: []}
  }
}
