import {afterAll, beforeAll, expect, test} from 'vitest'
import type {ScanStore} from '../../src/journeys/scan-store.ts'
import type {Database} from '../../src/store/database.ts'
import {noteRepositories} from '../../src/store/note-repositories.ts'
import {scanStore} from '../../src/store/scan-store.ts'
import {memoryDatabase} from './memory-database.ts'
import {always, holdings, record, repository, scan, shared, signal} from './scans.ts'

let database: Database
let store: ScanStore
beforeAll(async () => {
  database = await memoryDatabase()
  store = scanStore(database)
})
afterAll(() => database.close())

test('a scan: opened, its pages checked, its health read, closed', async () => {
  const list = repository('1')
  await database.transaction(transaction => noteRepositories(transaction, [list], 1000))
  const pages = ['https://a.example/', 'https://b.example/x']
  const {buckets} = await store.openScan(list, scan(2000), holdings(pages), shared, always, 9000, signal)
  const wanted = (
    await Promise.all(buckets.map(bucket => store.wantedPages(bucket, {most: 100, perSite: 25, except: []}, signal)))
  ).flat()
  expect(wanted.map(({page}) => page).toSorted()).toEqual(pages)
  const {repositories} = await store.recordChecks(
    wanted.map(({scope, page}) => ({scope, page, record: record(2500), dueMs: 99_000})),
    new Map([['a.example', {gap: 5}]]),
    [],
    2500,
    signal,
  )
  expect(repositories.map(({repositoryId}) => repositoryId)).toEqual(['1'])
  const health = await store.health('1', signal)
  expect(health?.awaited).toBe(0)
  expect([...(health?.records ?? [])].toSorted()).toEqual(pages.map(page => [page, record(2500)]))
  await store.closeScan('1', {atMs: 3000, links: 2, alive: 2, dead: 0, suspects: 0, moved: 0, unverified: 0}, signal)
  expect((await store.repository('1', signal))?.scannedMs).toBe(3000)
  expect((await store.health('1', signal))?.trend).toHaveLength(1)
})
