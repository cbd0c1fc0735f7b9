import type {Database} from './database.ts'
import {migrate} from './migrate.ts'
import {openFolder} from './open-folder.ts'
import {openServer} from './open-server.ts'

/** Where the tables are: in a folder of ours, with PostgreSQL running in this process (PGlite), or on a server. */
export type Place = {readonly kind: 'folder'; readonly path: string} | {readonly kind: 'server'; readonly url: string}

/**
 * Opens the database, made and brought up to date where that is needed.
 *
 * Throws `CannotStart` where the operator has to do something. `warn` is told when a connection to a server breaks while idle.
 */
export async function openDatabase(place: Place, nowMs: number, warn: (problem: string) => void): Promise<Database> {
  const database = place.kind === 'folder' ? await openFolder(place.path) : await openServer(place.url, warn)
  try {
    await migrate(database, nowMs)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}
