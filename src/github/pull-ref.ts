import type {RepositoryRef} from './repository-ref.ts'

/** Which pull request: the key of a job. Ids are strings, since they can exceed 2^53. */
export interface PullRef extends RepositoryRef {
  readonly number: number
  /** Head as the event told it: for some moments after a push GitHub's API may still show the one before. A hint, never a snapshot. */
  readonly headSha?: string
}

/** The number in what our check runs carry, `owner/repo#number`; owner and name may have changed since, the number has not. */
export function numberIn(externalId: string): number | undefined {
  const digits = /#([1-9]\d{0,9})$/.exec(externalId)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
