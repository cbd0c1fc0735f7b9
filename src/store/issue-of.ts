import type {Queries} from './database.ts'
import {sql} from './sql.ts'

/** The number of the repository's issue about its links; undefined where none was opened, or none is remembered. */
export async function issueOf(queries: Queries, repositoryId: string): Promise<number | undefined> {
  const [row] = await queries.query(
    sql`select memory ->> 'number' as number from listkeeper.repositories where repository_id = ${repositoryId}`,
  )
  const number = row?.['number'] ?? undefined
  return number === undefined ? undefined : Number(number)
}
