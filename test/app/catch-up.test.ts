import {afterEach, expect, test, vi} from 'vitest'
import {catchUp} from '../../src/app/catch-up.ts'
import type {Missing} from '../../src/app/missed-events.ts'
import {intercept, octokit} from '../github/octokit.ts'

const github = intercept()
afterEach(() => vi.useRealTimers())

const minute = 60_000

test('it looks at once, a minute later and every ten minutes, also after a look that failed, until it is stopped', async () => {
  vi.useFakeTimers({toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout']})
  let looks = 0
  const missing: Missing = {
    probot: {
      auth: async () => {
        looks += 1
        return octokit()
      },
      receive: async () => {},
    },
    octokitFor: async () => octokit(),
    pickUp: async () => false,
    tell: () => {},
  }
  github.get('/app/hook/deliveries').query(true).reply(404, {message: 'Not Found'})
  const first = github.get('/app/installations').query(true).reply(200, [])
  const troubles: unknown[] = []
  const catching = catchUp(
    missing,
    () => 0,
    error => troubles.push(error),
  )
  await vi.waitFor(() => expect(troubles).toHaveLength(1))
  // What lies open is picked up nevertheless.
  await vi.waitFor(() => expect(first.isDone()).toBe(true))

  github.get('/app/hook/deliveries').query(true).reply(200, [])
  const asked = github.get('/app/installations').query(true).reply(200, [])
  vi.advanceTimersByTime(minute)
  await vi.waitFor(() => expect(asked.isDone()).toBe(true))

  github.get('/app/hook/deliveries').query(true).reply(200, [])
  const third = github.get('/app/installations').query(true).reply(200, [])
  vi.advanceTimersByTime(9 * minute)
  await vi.waitFor(() => expect(third.isDone()).toBe(true))
  await catching.stop()
  vi.advanceTimersByTime(60 * minute)
  expect(looks).toBe(6)
  expect(troubles).toHaveLength(1)
})
