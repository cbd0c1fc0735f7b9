/** Which repository, and how it was called last. The same as what GitHub's side calls a reference. */
export interface RepositoryKey {
  readonly installationId: string
  readonly repositoryId: string
  readonly owner: string
  readonly repo: string
}

/** Of a row with `installation_id`, `repository_id`, `owner` and `name`. */
export const repositoryKey = (row: Readonly<Record<string, unknown>>): RepositoryKey => ({
  installationId: String(row['installation_id']),
  repositoryId: String(row['repository_id']),
  owner: String(row['owner']),
  repo: String(row['name']),
})

/** A `bigint` column, which comes as a text from a server: times stay below 2^53. */
export const milliseconds = (column: unknown): number | undefined =>
  column === null || column === undefined ? undefined : Number(column)
