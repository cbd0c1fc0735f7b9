import {githubPlace} from '../url/repository.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import {loadRepositories, type RepositoryName} from './load-repositories.ts'
import type {Octokit} from './octokit.ts'

/** What is known of the repositories that addresses lie in. An address that lies in none of this GitHub's is missing; `unknown`: GitHub told nothing. */
export interface RepositoryAnswers {
  readonly repositories: ReadonlyMap<string, RepositoryFacts | 'unknown'>
  /** What went wrong, as whole sentences for people. */
  readonly notes: readonly string[]
}

/** Asks for the repositories that addresses lie in; rejects as `loadRepositories` does. */
export type AskRepositories = (urls: readonly string[], signal: AbortSignal) => Promise<RepositoryAnswers>

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

/** What is known of the repository that an address lies in; undefined where nothing is. */
export const factsIn =
  (repositories: RepositoryAnswers['repositories']) =>
  (url: string): RepositoryFacts | undefined => {
    const facts = repositories.get(url)
    return facts === 'unknown' ? undefined : facts
  }

/** Anybody may link to anything in a list, and reads what we say of it: of what is private we then know no more than they do. */
export const hidingPrivate =
  (ask: AskRepositories): AskRepositories =>
  async (urls, signal) => {
    const {repositories, notes} = await ask(urls, signal)
    const shown = [...repositories].map(
      ([url, facts]) => [url, facts !== 'unknown' && facts.isPrivate ? 'unknown' : facts] as const,
    )
    return {repositories: new Map(shown), notes}
  }

/** Asks several GitHubs, each of which knows the repositories of its own site. */
export const askEach =
  (...asks: readonly AskRepositories[]): AskRepositories =>
  async (urls, signal) => {
    const answers = await Promise.all(asks.map(ask => ask(urls, signal)))
    return {
      repositories: new Map(answers.flatMap(({repositories}) => [...repositories])),
      notes: answers.flatMap(({notes}) => notes),
    }
  }
