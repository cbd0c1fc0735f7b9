/** Which pull request: the key of a job. Ids are strings, since they can exceed 2^53. */
export interface PullRef {
  readonly installationId: string
  readonly repositoryId: string
  readonly owner: string
  readonly repo: string
  readonly number: number
}
