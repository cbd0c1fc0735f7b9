import type {Database} from '../../src/store/database.ts'
import {openDatabase} from '../../src/store/open-database.ts'
import {memoryDatabase} from './memory-database.ts'
import {hasPostgres, type PostgresServer, startPostgres} from './postgres-server.ts'

/** Both kinds of database. Each call opens an empty one; whoever opens one closes it. */
export const databases = [
  {kind: 'PostgreSQL in the process', skip: false, open: memoryDatabase},
  {kind: 'a PostgreSQL server', skip: !hasPostgres, open: openServer},
] as const

/** A server for this database alone, which ends with it. */
async function openServer(): Promise<Database> {
  const server = await startPostgres()
  const database = await openOn(server).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  return {
    ...database,
    async close() {
      await database.close()
      await server.stop()
    },
  }
}

/** An empty database of a server. */
export async function openOn(server: PostgresServer): Promise<Database> {
  return openDatabase({kind: 'server', url: await server.newDatabase()}, 0, () => {})
}
