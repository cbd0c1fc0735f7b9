/** Makes the files of a fresh database once, so that the app's first start only unpacks them: `npm prepare` runs this. */
import {existsSync} from 'node:fs'
import {mkdir, rename, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'
import {PGlite} from '@electric-sql/pglite'
import {openBoss} from '../src/queue/open-boss.ts'
import {prepareReviewQueue} from '../src/queue/review-queue.ts'
import {migrate} from '../src/store/migrate.ts'
import {pgliteDatabase} from '../src/store/pglite-database.ts'
import {preparedFile} from '../src/store/prepared-file.ts'

if (!existsSync(preparedFile) || process.argv.includes('--again')) {
  const pglite = await PGlite.create()
  const database = pgliteDatabase(pglite, async () => {})
  await migrate(database, 0)
  const boss = await openBoss(database, {
    error(error) {
      throw error
    },
    warning() {},
  })
  await prepareReviewQueue(boss, true)
  await boss.stop({graceful: false})
  const files = await pglite.dumpDataDir('gzip')
  await database.close()
  await mkdir(dirname(preparedFile), {recursive: true})
  // Moved into place whole: an install can be interrupted.
  await writeFile(`${preparedFile}.new`, Buffer.from(await files.arrayBuffer()))
  await rename(`${preparedFile}.new`, preparedFile)
}
