import {existsSync} from 'node:fs'
import {mkdir, readFile, rename, rm} from 'node:fs/promises'
import {dirname} from 'node:path'
import {PGlite} from '@electric-sql/pglite'
import {CannotStart} from './cannot-start.ts'
import type {Database} from './database.ts'
import {lockFolder} from './lock-folder.ts'
import {pgliteDatabase} from './pglite-database.ts'
import {preparedFile} from './prepared-file.ts'

/**
 * PostgreSQL in this process, its files in `path`. The folder around it is locked: two processes on the same files are not
 * refused by PGlite, and lose rows.
 *
 * It survives a kill at any moment, not a power cut.
 */
export async function openFolder(path: string): Promise<Database> {
  const folder = dirname(path)
  const lock = await take(folder)
  try {
    if (!existsSync(path)) await create(path)
    return pgliteDatabase(await PGlite.create({dataDir: path}), lock.release)
  } catch (error) {
    await lock.release()
    throw new CannotStart(`The database in \`${path}\` can't be opened: ${messageOf(error)}.`, {cause: error})
  }
}

async function take(folder: string): Promise<{release(): Promise<void>}> {
  const lock = await makeAndLock(folder).catch((error: unknown) => {
    throw new CannotStart(`LISTKEEPER_DATA names \`${folder}\`, a folder that can't be written to: ${messageOf(error)}.`, {
      cause: error,
    })
  })
  if (lock !== undefined) return lock
  throw new CannotStart(
    `Another Listkeeper works in \`${folder}\`: stop it first, or set LISTKEEPER_DATA to another folder for this one.`,
  )
}

/** For the owner's eyes only: it can hold the app's private key. */
async function makeAndLock(folder: string): Promise<{release(): Promise<void>} | undefined> {
  await mkdir(folder, {recursive: true, mode: 0o700})
  return lockFolder(folder)
}

/** Made aside and moved into place when it is whole, so that a kill in the middle leaves nothing half-made behind. */
async function create(path: string): Promise<void> {
  const aside = `${path}.new`
  await rm(aside, {recursive: true, force: true})
  const prepared = await readFile(preparedFile).catch(() => undefined)
  const pglite = await PGlite.create({dataDir: aside, ...(prepared === undefined ? {} : {loadDataDir: new Blob([prepared])})})
  await pglite.close()
  await rename(aside, path)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
