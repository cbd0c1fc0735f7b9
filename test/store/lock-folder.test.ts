import {mkdir, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {lockFolder} from '../../src/store/lock-folder.ts'
import {folder, leaveStaleLock} from './stale-lock.ts'

test('a folder is for one at a time, and free again when released', async () => {
  const path = await folder()
  const lock = await lockFolder(path)
  expect(lock).toBeDefined()
  expect(await lockFolder(path)).toBeUndefined()
  await lock?.release()
  const again = await lockFolder(path)
  expect(again).toBeDefined()
  await again?.release()
})

test('a lock that a kill left behind is taken over, and nothing else is left', async () => {
  const path = await folder()
  await leaveStaleLock(path)
  expect(await readdir(path)).toEqual(['lock'])
  const lock = await lockFolder(path)
  expect(lock).toBeDefined()
  expect(await readdir(path)).toEqual(['lock'])
  await lock?.release()
})

test('of many that find a stale lock at once, exactly one gets it', async () => {
  const path = await folder()
  await leaveStaleLock(path)
  const locks = await Promise.all(Array.from({length: 12}, () => lockFolder(path)))
  expect(locks.filter(lock => lock !== undefined)).toHaveLength(1)
  await Promise.all(locks.map(lock => lock?.release()))
})

test('who was killed while removing a stale lock keeps nobody out', async () => {
  const path = await folder()
  await leaveStaleLock(path)
  await mkdir(join(path, 'lock.removing'))
  const lock = await lockFolder(path)
  expect(lock).toBeDefined()
  expect(await readdir(path)).toEqual(['lock'])
  await lock?.release()
})

test('a folder whose path is longer than a socket may have is locked all the same', async () => {
  const path = join(await folder(), 'a-rather-long-name-'.repeat(8))
  await mkdir(path)
  const lock = await lockFolder(path)
  expect(lock).toBeDefined()
  expect(await lockFolder(path)).toBeUndefined()
  await lock?.release()
})
