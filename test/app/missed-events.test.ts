import nock from 'nock'
import {afterEach, expect, test} from 'vitest'
import {doMissedDeliveries, type Missing, pickUpForgotten} from '../../src/app/missed-events.ts'
import type {PullRef} from '../../src/github/pull-ref.ts'
import {intercept, never, octokit} from '../github/octokit.ts'

const github = intercept()
afterEach(() => nock.cleanAll())

const day = 86_400_000
const nowMs = Date.parse('2026-11-24T12:00:00Z')
const at = (ms: number) => new Date(nowMs - ms).toISOString()

/** What is done: events that were received, pull requests that were picked up. */
function missing(isBusy: (ref: PullRef) => boolean = () => false) {
  const received: string[] = []
  const pickedUp: string[] = []
  const told: string[] = []
  const it: Missing = {
    probot: {
      auth: async () => octokit(),
      receive: async ({id, name, payload}) => void received.push(`${id} ${name} ${JSON.stringify(payload)}`),
    },
    octokitFor: async () => octokit(),
    pickUp: async ref => {
      if (!isBusy(ref)) pickedUp.push(`${ref.owner}/${ref.repo}#${ref.number} at ${ref.headSha?.slice(0, 1)}`)
      return !isBusy(ref)
    },
    tell: step => void told.push(step),
  }
  return {it, received, pickedUp, told}
}

const attempt = (id: number, guid: string, more: object = {}) => ({
  id,
  guid,
  event: 'pull_request',
  action: 'opened',
  status: 'OK',
  delivered_at: at(1000),
  ...more,
})
const failed = {status: 'Invalid HTTP Response: 503'}

const deliveries = (attempts: readonly object[], cursor?: string, next?: string) =>
  github
    .get('/app/hook/deliveries')
    .query({per_page: 100, ...(cursor === undefined ? {} : {cursor})})
    .reply(
      200,
      attempts,
      next === undefined ? {} : {link: `<https://api.github.com/app/hook/deliveries?per_page=100&cursor=${next}>; rel="next"`},
    )
const fetched = (id: number, payload: object) => github.get(`/app/hook/deliveries/${id}`).reply(200, {id, request: {payload}})

test('a delivery of which no attempt was taken is fetched and done, the oldest first; one that was taken at last is not', async () => {
  deliveries([
    attempt(9, 'late', {status: 'timed out'}),
    attempt(8, 'retried'),
    attempt(7, 'retried', failed),
    attempt(6, 'fine'),
    attempt(5, 'early', failed),
    attempt(4, 'other', {event: 'ping', ...failed}),
    attempt(3, 'undone', {event: 'installation_repositories', action: 'removed', ...failed}),
    attempt(2, 'ticked', {event: 'issues', action: 'edited', ...failed}),
  ])
  fetched(2, {number: 0})
  fetched(5, {number: 1})
  fetched(9, {number: 2})
  const {it, received} = missing()
  await doMissedDeliveries(it, nowMs - day, never)
  expect(received).toEqual(['ticked issues {"number":0}', 'early pull_request {"number":1}', 'late pull_request {"number":2}'])
})

test('a delivery that fails keeps none of the others from being done, and the failure is told', async () => {
  deliveries([attempt(3, 'good', failed), attempt(2, 'bad', failed), attempt(1, 'first', failed)])
  for (const id of [1, 2, 3]) fetched(id, {number: id})
  const {it, received} = missing()
  const {receive} = it.probot
  const picky: Missing = {
    ...it,
    probot: {
      ...it.probot,
      receive: async event => {
        if (event.id === 'bad') throw new Error('no such thing')
        await receive(event)
      },
    },
  }
  await expect(doMissedDeliveries(picky, nowMs - day, never)).rejects.toThrow('no such thing')
  expect(received).toEqual(['first pull_request {"number":1}', 'good pull_request {"number":3}'])
})

test('pages are read until one goes back far enough', async () => {
  deliveries([attempt(9, 'a')], undefined, 'two')
  deliveries([attempt(8, 'b', failed), attempt(7, 'old', {delivered_at: at(2 * day)})], 'two', 'three')
  fetched(8, {number: 1})
  const {it, received} = missing()
  await doMissedDeliveries(it, nowMs - day, never)
  expect(received).toHaveLength(1)
})

const installation = (id: number, more: object = {}) => ({id, created_at: at(30 * day), suspended_at: null, ...more})
const repository = (name: string, more: object = {}) => ({
  id: 2,
  name,
  owner: {login: 'ada'},
  archived: false,
  disabled: false,
  open_issues_count: 1,
  ...more,
})
const pull = (number: number, letter: string, more: object = {}) => ({
  number,
  head: {sha: letter.repeat(40)},
  updated_at: at(1000),
  ...more,
})
const installations = (...all: readonly object[]) => github.get('/app/installations').query({per_page: 100}).reply(200, all)
const repositories = (...all: readonly object[]) =>
  github.get('/installation/repositories').query({per_page: 100}).reply(200, {total_count: all.length, repositories: all})
const pulls = (...all: readonly object[]) =>
  github.get('/repos/ada/ants/pulls').query({state: 'open', sort: 'updated', direction: 'desc', per_page: 50}).reply(200, all)
const checkRuns = (letter: string, ...runs: readonly object[]) =>
  github
    .get(`/repos/ada/ants/commits/${letter.repeat(40)}/check-runs`)
    .query(true)
    .reply(200, {check_runs: runs})

test('an open pull request whose head has no complete check run of ours is picked up, unless it is being looked at', async () => {
  installations(installation(11))
  repositories(repository('ants'), repository('quiet', {open_issues_count: 0}), repository('old', {archived: true}))
  pulls(pull(1, 'a'), pull(2, 'b'), pull(3, 'c'), pull(4, 'd'), pull(5, 'e', {updated_at: at(2 * day)}))
  checkRuns('a', {status: 'completed', external_id: 'ada/ants#1'})
  checkRuns('b', {status: 'in_progress', external_id: 'ada/ants#2'})
  checkRuns('c', {status: 'completed', external_id: 'ada/ants#1'})
  checkRuns('d')
  const {it, pickedUp, told} = missing(({number}) => number === 4)
  await pickUpForgotten(it, nowMs - day, 0, never)
  expect(pickedUp).toEqual(['ada/ants#2 at b', 'ada/ants#3 at c'])
  expect(told).toEqual(['pull request picked up', 'pull request picked up'])
})

test('what lay open before the app was installed is nobody’s miss, and who suspended it is left alone', async () => {
  installations(installation(11, {created_at: at(5000)}), installation(12, {suspended_at: at(day)}))
  repositories(repository('ants'))
  pulls(pull(1, 'a'), pull(2, 'b', {updated_at: at(6000)}))
  checkRuns('a')
  const {it, pickedUp} = missing()
  await pickUpForgotten(it, nowMs - day, 0, never)
  expect(pickedUp).toEqual(['ada/ants#1 at a'])
})

test('an installation that does not answer holds up none of the others', async () => {
  installations(installation(11), installation(12))
  github.get('/installation/repositories').query(true).reply(403, {message: 'This installation has been suspended'})
  repositories(repository('ants'))
  pulls(pull(1, 'a'))
  checkRuns('a')
  const {it, pickedUp, told} = missing()
  await pickUpForgotten(it, nowMs - day, 0, never)
  expect(pickedUp).toEqual(['ada/ants#1 at a'])
  expect(told[0]).toBe('installation passed over')
})
