import {expect, test} from 'vitest'
import {lockFolder} from '../../src/store/lock-folder.ts'
import {folder, leaveStaleLock} from './stale-lock.ts'

test('of many that find a stale lock at once, exactly one gets it, however often they race', async () => {
  for (let round = 0; round < 60; round += 1) {
    const path = await folder()
    await leaveStaleLock(path)
    const locks = await Promise.all(Array.from({length: 24}, () => lockFolder(path)))
    expect(locks.filter(lock => lock !== undefined)).toHaveLength(1)
    await Promise.all(locks.map(lock => lock?.release()))
  }
})
