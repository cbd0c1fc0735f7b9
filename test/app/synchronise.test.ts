import nock from 'nock'
import {afterEach, expect, test, vi} from 'vitest'
import {keepInStep} from '../../src/app/keep-in-step.ts'
import type {ScanTables} from '../../src/app/scan-tables.ts'
import {type Synchronising, synchronise} from '../../src/app/synchronise.ts'
import {intercept, never, octokit} from '../github/octokit.ts'

const github = intercept()
afterEach(() => {
  nock.cleanAll()
  vi.useRealTimers()
})

/** A store that knows repositories by installation, and what became of it. */
function store(known: Record<string, string[]> = {}) {
  const changed: unknown[] = []
  const note =
    (what: string) =>
    async (_db: unknown, ...rest: unknown[]): Promise<void> =>
      void changed.push([what, ...rest])
  const tables: ScanTables = {
    noteRepositories: async (_db, repositories) =>
      void changed.push(['note', repositories.map(({repositoryId, repo}) => `${repositoryId} ${repo}`)]),
    forgetRepositories: note('forget'),
    forgetInstallation: note('forget installation'),
    changeVisibility: note('visibility'),
    recordOrders: note('orders'),
    restInstallation: note('rest'),
    wakeInstallation: note('wake'),
    issueOf: async () => undefined,
    holdsLists: async () => false,
    repositoriesOf: async (_db, id) => known[id] ?? [],
    knownInstallations: async () => Object.keys(known),
  }
  const told: string[] = []
  const outside: Synchronising = {
    probot: {auth: async () => octokit()},
    octokitFor: async () => octokit(),
    inStore: work => work({query: async () => [], executeSql: async () => ({rows: []})}),
    tables,
    now: () => 1000,
    tell: step => void told.push(step),
  }
  return {outside, changed, told}
}

const installations = (...all: readonly {id: number; suspended_at?: string}[]) =>
  github
    .get('/app/installations')
    .query({per_page: 100})
    .reply(
      200,
      all.map(({id, suspended_at = null as string | null}) => ({id, suspended_at})),
    )
const repositories = (...ids: readonly number[]) =>
  github
    .get('/installation/repositories')
    .query({per_page: 100})
    .reply(200, {
      total_count: ids.length,
      repositories: ids.map(id => ({id, name: `ants${id}`, owner: {login: 'ada'}, private: false})),
    })

test('repositories are noted, a hundred a request, and those that are gone are forgotten once GitHub says so', async () => {
  installations({id: 11})
  repositories(1, 2)
  github.get('/repositories/3').reply(404, {message: 'Not Found'})
  github.get('/repositories/4').reply(200, {id: 4})
  const {outside, changed, told} = store({11: ['1', '3', '4']})
  await synchronise(outside, never)
  expect(changed).toEqual([
    ['note', ['1 ants1', '2 ants2']],
    ['forget', ['3']],
  ])
  expect(told).toEqual(['repositories found', 'repositories are gone'])
})

test('a public repository that the app was taken off is forgotten, though everybody sees it; one that the listing left out is not', async () => {
  installations({id: 11})
  repositories(1)
  github.get('/repositories/3').reply(200, {id: 3, full_name: 'ada/bees'})
  github.get('/repos/ada/bees/installation').reply(404, {message: 'Not Found'})
  github.get('/repositories/4').reply(200, {id: 4, full_name: 'ada/wasps'})
  github.get('/repos/ada/wasps/installation').reply(200, {id: 11})
  const {outside, changed} = store({11: ['1', '3', '4']})
  await synchronise(outside, never)
  expect(changed).toEqual([
    ['note', ['1 ants1']],
    ['forget', ['3']],
  ])
})

test('a listing that comes back empty is not believed', async () => {
  installations({id: 11})
  repositories()
  github.get('/repositories/1').reply(200, {id: 1})
  const {outside, changed} = store({11: ['1']})
  await synchronise(outside, never)
  expect(changed).toEqual([])
})

test('an installation that is gone is forgotten; one that a listing lacks, is suspended or does not answer is not', async () => {
  installations({id: 11, suspended_at: '2026-01-01T00:00:00Z'}, {id: 12})
  github.get('/installation/repositories').query(true).reply(403, {message: 'This installation has been suspended'})
  github.get('/app/installations/13').reply(404, {message: 'Not Found'})
  github.get('/app/installations/14').reply(200, {id: 14})
  const {outside, changed, told} = store({11: ['1'], 12: ['2'], 13: ['3'], 14: ['4']})
  await synchronise(outside, never)
  expect(changed).toEqual([['forget installation', '13']])
  expect(told).toEqual(['installation passed over', 'installation is gone'])
})

test('it looks at start and once a day, tries again what failed, and at one installation when asked', async () => {
  vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']})
  const {outside, changed} = store()
  let nowMs = 0
  let found = 0
  const troubles: unknown[] = []
  github.get('/app/installations').query(true).reply(404, {message: 'Not Found'})
  const inStep = keepInStep(
    {...outside, now: () => nowMs},
    async () => {
      found += 1
    },
    error => troubles.push(error),
  )
  await vi.waitFor(() => expect(troubles).toHaveLength(1))
  installations({id: 11})
  repositories(1)
  vi.advanceTimersByTime(10 * 60_000)
  await vi.waitFor(() => expect(found).toBe(1))
  // Not again until the day is over: nothing is prepared here, and would fail.
  vi.advanceTimersByTime(10 * 60_000)
  repositories(1, 2)
  inStep.lookAt('11')
  await vi.waitFor(() => expect(found).toBe(2))
  nowMs = 86_400_000
  installations()
  vi.advanceTimersByTime(10 * 60_000)
  await vi.waitFor(() => expect(found).toBe(3))
  await inStep.stop()
  expect(changed).toEqual([
    ['note', ['1 ants1']],
    ['note', ['1 ants1', '2 ants2']],
  ])
  expect(troubles).toHaveLength(1)
})
