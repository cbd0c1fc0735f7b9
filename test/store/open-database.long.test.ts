import {once} from 'node:events'
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {CannotStart} from '../../src/store/cannot-start.ts'
import {recordDelivery} from '../../src/store/deliveries.ts'
import {openDatabase} from '../../src/store/open-database.ts'

const ignore = () => {}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'listkeeper-database-'))
  onTestFinished(() => rm(path, {recursive: true, force: true}))
  return path
}

test('a folder is made at the first start, is for one process, and keeps what was written', async () => {
  const data = join(await folder(), 'data')
  const place = {kind: 'folder', path: join(data, 'database')} as const

  const first = await openDatabase(place, 1, ignore)
  await recordDelivery(first, 'kept', 1)
  expect(await readdir(data)).toEqual(['database', 'lock'])
  await expect(openDatabase(place, 2, ignore)).rejects.toThrow(
    new CannotStart(
      `Another Listkeeper works in \`${data}\`: stop it first, or set LISTKEEPER_DATA to another folder for this one.`,
    ),
  )
  await first.close()

  const second = await openDatabase(place, 3, ignore)
  expect(await recordDelivery(second, 'kept', 1)).toBe(false)
  await second.close()
})

test('a folder that can not be made is said in one sentence', async () => {
  const path = await folder()
  await writeFile(join(path, 'file'), '')
  const opening = openDatabase({kind: 'folder', path: join(path, 'file', 'database')}, 1, ignore)
  await expect(opening).rejects.toThrow(CannotStart)
  await expect(opening).rejects.toThrow(/^LISTKEEPER_DATA names `.*file`, a folder that can't be written to: .*\.$/)
})

test('a server that is not there is said in one sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  server.close()
  const opening = openDatabase({kind: 'server', url: `postgres://ada:secret@127.0.0.1:${port}/lists`}, 1, ignore)
  await expect(opening).rejects.toThrow(CannotStart)
  await expect(opening).rejects.toThrow(/^DATABASE_URL names a database that can't be used: [^\n]*\.$/)
  await expect(opening).rejects.not.toThrow(/secret/)
})
