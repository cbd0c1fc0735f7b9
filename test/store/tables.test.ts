import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Database} from '../../src/store/database.ts'
import {recordDelivery} from '../../src/store/deliveries.ts'
import {migrate} from '../../src/store/migrate.ts'
import {reviewHistory, wishDismissal} from '../../src/store/review-history.ts'
import {sql} from '../../src/store/sql.ts'
import {memoryDatabase} from './memory-database.ts'

let database: Database
beforeAll(async () => {
  database = await memoryDatabase()
})
afterAll(() => database.close())

const signal = new AbortController().signal
const day = 24 * 60 * 60 * 1000

test('a delivery is taken once', async () => {
  expect(await recordDelivery(database, 'once', 1000)).toBe(true)
  expect(await recordDelivery(database, 'once', 2000)).toBe(false)
  expect(await recordDelivery(database, 'another', 2000)).toBe(true)
})

test('a delivery whose transaction fails was never taken', async () => {
  const failing = database.transaction(async transaction => {
    await recordDelivery(transaction, 'undone', 1000)
    throw new Error('no job')
  })
  await expect(failing).rejects.toThrow('no job')
  expect(await recordDelivery(database, 'undone', 1000)).toBe(true)
})

test('deliveries are remembered longer than GitHub can deliver again, and not for ever', async () => {
  await recordDelivery(database, 'old', 10 * day)
  expect(await recordDelivery(database, 'old', 13 * day)).toBe(false)
  await recordDelivery(database, 'later', 20 * day)
  const [row] = await database.query(sql`select count(*) as kept from listkeeper.deliveries where guid = ${'old'}`)
  expect(Number(row?.['kept'])).toBe(0)
})

test('what we remember of a review: begun, then posted, each pull request by itself', async () => {
  const history = reviewHistory(database)
  const pull = {repositoryId: '9007199254740993', number: 7}
  const other = {...pull, number: 8}

  expect(await history.read(pull, signal)).toEqual({begun: undefined, posted: []})

  await history.begin(pull, 'aaa', 1_800_000_000_001, signal)
  await history.begin(pull, 'bbb', 1_800_000_000_002, signal)
  expect(await history.read(pull, signal)).toEqual({begun: {headSha: 'bbb', atMs: 1_800_000_000_002}, posted: []})

  await history.finish(pull, '9007199254740995', signal)
  await history.finish(pull, '9007199254740995', signal)
  expect(await history.read(pull, signal)).toEqual({begun: undefined, posted: ['9007199254740995']})
  expect(await history.read(other, signal)).toEqual({begun: undefined, posted: []})

  await history.begin(other, 'ccc', 3, signal)
  await history.finish(other, undefined, signal)
  expect(await history.read(other, signal)).toEqual({begun: undefined, posted: []})
})

test('a dismissal is a wish until somebody has looked at it, then it stays; each pull request by itself', async () => {
  const history = reviewHistory(database)
  const pull = {repositoryId: '77', number: 7}
  const [ada, eve] = [
    {login: 'ada', checkRunId: '9007199254740993'},
    {login: 'eve', checkRunId: '12'},
  ]
  for (const wish of [ada, ada, eve]) await wishDismissal(database, pull, wish)
  const {wishes} = await history.dismissals(pull, signal)
  expect(wishes.toSorted((a, b) => a.login.localeCompare(b.login))).toEqual([ada, eve])
  await history.dismiss(pull, eve, [], signal)
  await history.dismiss(pull, ada, ['f1', 'f2'], signal)
  await history.dismiss(pull, ada, ['f2'], signal)
  expect(await history.dismissals(pull, signal)).toEqual({dismissed: ['f1', 'f2'], wishes: []})
  expect(await history.dismissals({...pull, number: 8}, signal)).toEqual({dismissed: [], wishes: []})
})

test('a review that GitHub has is remembered also when we are being stopped', async () => {
  const history = reviewHistory(database)
  const pull = {repositoryId: '1', number: 1}
  await history.begin(pull, 'aaa', 1, signal)
  await history.finish(pull, '5', AbortSignal.abort())
  expect(await history.read(pull, signal)).toEqual({begun: undefined, posted: ['5']})
  await expect(history.begin(pull, 'bbb', 2, AbortSignal.abort())).rejects.toThrow()
})

test('what is put into a statement is a value, whatever it looks like', async () => {
  const nasty = `'); drop table listkeeper.deliveries; --`
  const [row] = await database.query(sql`select ${nasty} as said, ${null} as nothing`)
  expect(row).toEqual({said: nasty, nothing: null})
})

test('migrating again, also by several at once, changes nothing', async () => {
  await Promise.all([migrate(database, 1), migrate(database, 2), migrate(database, 3)])
  expect(await database.query(sql`select number from listkeeper.migrations order by number`)).toEqual([
    {number: 1},
    {number: 2},
    {number: 3},
  ])
})
