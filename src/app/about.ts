import type {RepositoryRef} from '../github/repository-ref.ts'

/** What every event about a repository carries, as far as we look at it. Ids can exceed 2^53: they are text from here on. */
export interface AboutRepository {
  readonly installation?: {readonly id: number | bigint} | undefined
  readonly repository: {
    readonly id: number | bigint
    readonly name: string
    readonly owner: {readonly login: string} | null
    readonly private?: boolean
    readonly default_branch?: string
  }
}

/** Whoever did what an event tells of. */
export interface Sender {
  readonly login: string
  readonly type?: string
}

/** Undefined for an event that was not sent to an installation, such as one of a webhook that somebody made by hand. */
export function refOf({installation, repository}: AboutRepository): RepositoryRef | undefined {
  if (installation === undefined || repository.owner === null) return undefined
  return {
    installationId: String(installation.id),
    repositoryId: String(repository.id),
    owner: repository.owner.login,
    repo: repository.name,
  }
}

/** For the log: `ada/ants`. */
export const nameOf = ({owner, repo}: RepositoryRef): string => `${owner}/${repo}`
