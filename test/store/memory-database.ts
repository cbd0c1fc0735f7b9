import {readFile} from 'node:fs/promises'
import {PGlite} from '@electric-sql/pglite'
import type {Database} from '../../src/store/database.ts'
import {migrate} from '../../src/store/migrate.ts'
import {pgliteDatabase} from '../../src/store/pglite-database.ts'
import {preparedFile} from '../../src/store/prepared-file.ts'

/** PostgreSQL in this process, its files in memory. It takes 300 MB and a second: one a test file is enough. */
export async function memoryDatabase(): Promise<Database> {
  const prepared = await readFile(preparedFile).catch(() => undefined)
  const pglite = await PGlite.create(prepared === undefined ? {} : {loadDataDir: new Blob([prepared])})
  const database = pgliteDatabase(pglite, async () => {})
  await migrate(database, 0)
  return database
}
