import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'

/**
 * The files of a fresh database, ready to unpack: a first start then takes a second instead of five.
 *
 * Made on this machine by `scripts/prepare-database.ts`; where it is missing, a first start makes the database itself. Its name
 * holds PGlite's version, so that one of an older version is never used.
 */
export const preparedFile: string = fileURLToPath(new URL(`prepared/pglite-${pgliteVersion()}.tgz`, import.meta.url))

function pgliteVersion(): string {
  const about: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8'))
  return z.object({version: z.string()}).parse(about).version
}
