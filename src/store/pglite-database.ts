import type {PGlite} from '@electric-sql/pglite'
import type {Database} from './database.ts'

/** A PGlite as a `Database`. `release` is called once it is closed. */
export function pgliteDatabase(pglite: PGlite, release: () => Promise<void>): Database {
  return {
    driver: {kind: 'pglite', pglite},
    isOursAlone: true,
    async query({text, values}) {
      return (await pglite.query<Record<string, unknown>>(text, [...values])).rows
    },
    transaction(work) {
      return pglite.transaction(transaction =>
        work({
          async query({text, values}) {
            return (await transaction.query<Record<string, unknown>>(text, [...values])).rows
          },
          async executeSql(text, values) {
            return {rows: (await transaction.query(text, values)).rows}
          },
        }),
      )
    },
    async close() {
      await pglite.close()
      await release()
    },
  }
}
