import type {RepositoryFacts} from '../verdict/repository-facts.ts'

/** What is known of the repositories that addresses lie in. An address that lies in none of this GitHub's is missing; `unknown`: GitHub told nothing. */
export interface RepositoryAnswers {
  readonly repositories: ReadonlyMap<string, RepositoryFacts | 'unknown'>
  /** What went wrong, as whole sentences for people. */
  readonly notes: readonly string[]
}

/** Asks for the repositories that addresses lie in; rejects where GitHub lets nobody ask now. */
export type AskRepositories = (urls: readonly string[], signal: AbortSignal) => Promise<RepositoryAnswers>

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
