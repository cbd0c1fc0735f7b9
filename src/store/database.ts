import type {PGlite} from '@electric-sql/pglite'
import type {Sql} from './sql.ts'

/** What can be asked, inside a transaction or outside. */
export interface Queries {
  /** The rows of one statement, as the driver names and types them: numbers beyond 2^53 are its own affair. */
  query(statement: Sql): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Within a transaction. `executeSql` is what pg-boss asks for, so that a job is sent in the same transaction. */
export interface Transaction extends Queries {
  executeSql(text: string, values?: unknown[]): Promise<{rows: unknown[]}>
}

/** PostgreSQL, in this process or on a server. */
export interface Database extends Queries {
  /** Commits what `work` did once it resolves, and undoes all of it when it rejects. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** How pg-boss reaches it: the same PGlite, or the same server over connections of its own (LISTEN needs one). */
  readonly driver: Driver
  /** Nobody else works on this database, and nobody can while we do: what an earlier life left is ours to take up. */
  readonly isOursAlone: boolean
  close(): Promise<void>
}

type Driver = {readonly kind: 'pglite'; readonly pglite: PGlite} | {readonly kind: 'server'; readonly url: string}
