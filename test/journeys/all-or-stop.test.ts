import {expect, test} from 'vitest'
import {allOrStop} from '../../src/journeys/all-or-stop.ts'
import {never} from '../github/octokit.ts'

test('all results come together', async () => {
  expect(await allOrStop(never, () => [Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two'])
})

test('when one fails, the others are stopped and waited for, and its own error is the one', async () => {
  const failed = new Error('the first')
  const steps: string[] = []
  const running = allOrStop(never, signal => [
    Promise.reject(failed),
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        steps.push('stopped')
        setImmediate(() => {
          steps.push('let go')
          reject(signal.reason)
        })
      })
    }),
  ])
  await expect(running).rejects.toBe(failed)
  expect(steps).toEqual(['stopped', 'let go'])
})

test('who stops it all stops each', async () => {
  const stop = new AbortController()
  const running = allOrStop(stop.signal, signal => [
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ])
  stop.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
})
