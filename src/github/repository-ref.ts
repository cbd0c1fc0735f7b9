/** Which repository: the key of its scans. Ids are strings, since they can exceed 2^53. Owner and name may be those of yesterday. */
export interface RepositoryRef {
  readonly installationId: string
  readonly repositoryId: string
  readonly owner: string
  readonly repo: string
}
