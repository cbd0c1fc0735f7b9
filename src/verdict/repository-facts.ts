/**
 * What GitHub's interface tells of a repository that there is. Plain data; times in epoch milliseconds, undefined where GitHub told none.
 *
 * It is proof that something exists, never that it does not: who may not see a repository is told nothing.
 */
export interface RepositoryFacts {
  /** The origin of the site on which people see it: `https://github.com`, or a server of somebody's own. */
  readonly site: string
  /** Stays when it is renamed, and is another one when its name is registered again. */
  readonly id: string
  /** `owner/name` as it is called today. */
  readonly name: string
  /** Seen with somebody's token, and to be told to nobody else. */
  readonly isPrivate: boolean
  readonly isArchived: boolean
  readonly isFork: boolean
  readonly createdMs: number | undefined
  /** On the default branch. */
  readonly lastCommitMs: number | undefined
  readonly defaultBranch: string | undefined
  readonly stars: number
  readonly description: string | undefined
  readonly homepage: string | undefined
  /** By its SPDX id; undefined where GitHub recognises none. */
  readonly licence: string | undefined
}

/** What is known of the repository that an address lies in, of answers by address; undefined where nothing is. */
export const factsIn =
  (repositories: ReadonlyMap<string, RepositoryFacts | 'unknown'>) =>
  (url: string): RepositoryFacts | undefined => {
    const facts = repositories.get(url)
    return facts === 'unknown' ? undefined : facts
  }
