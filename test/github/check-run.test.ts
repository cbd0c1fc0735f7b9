import {expect, test} from 'vitest'
import {type CheckRun, completeCheckRun, startCheckRun} from '../../src/github/check-run.ts'
import type {CheckResult} from '../../src/review/plan.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const headSha = 'c'.repeat(40)
const result: CheckResult = {
  conclusion: 'failure',
  title: '1 dead link',
  summary: 'See below.',
  text: undefined,
  annotations: [],
  buttons: [],
}
const ours = (more: Partial<CheckRun> = {}): CheckRun => ({
  id: '11',
  headSha,
  isComplete: false,
  remembers: undefined,
  shows: undefined,
  annotations: 0,
  others: [],
  ...more,
})
const run = (more: object = {}) => ({
  id: 11,
  name: 'Listkeeper',
  external_id: 'ada/ants#3',
  status: 'in_progress',
  conclusion: null,
  output: {title: null, summary: null, text: null},
  ...more,
})
const listed = (...runs: readonly object[]) =>
  github
    .get(`/repos/ada/ants/commits/${headSha}/check-runs`)
    .query({check_name: 'Listkeeper', filter: 'all', per_page: 100})
    .reply(200, {total_count: runs.length, check_runs: runs})

test('a commit without one gets a check run in progress, which says which pull request it is for', async () => {
  listed(run({external_id: 'ada/ants#4'}), run({name: 'Other'}))
  github
    .post('/repos/ada/ants/check-runs', {name: 'Listkeeper', head_sha: headSha, external_id: 'ada/ants#3', status: 'in_progress'})
    .reply(201, run({id: 12}))
  expect(await startCheckRun(octokit(), ref, headSha, never)).toEqual(
    ours({id: '12', others: [{id: '11', number: 4, remembers: undefined}]}),
  )
})

test('a commit that has one keeps it', async () => {
  listed(run({id: 10}), run({id: 11}))
  expect(await startCheckRun(octokit(), ref, headSha, never)).toEqual(ours())
})

test('it is completed with what was found', async () => {
  github
    .patch('/repos/ada/ants/check-runs/11', {
      status: 'completed',
      conclusion: 'failure',
      output: {title: '1 dead link', summary: 'See below.'},
      actions: [],
    })
    .reply(200, run())
  await completeCheckRun(octokit(), ref, ours(), result, never)
})

test('a commit that is looked at again keeps its check run, and that is completed again, since its suite may have been reset', async () => {
  listed(run({status: 'completed', conclusion: 'failure', output: {title: '1 dead link', summary: 'See below.', text: null}}))
  const found = await startCheckRun(octokit(), ref, headSha, never)
  expect(found).toEqual(ours({isComplete: true, shows: {title: '1 dead link', summary: 'See below.', text: undefined}}))
  github.patch('/repos/ada/ants/check-runs/11').reply(200, run())
  await completeCheckRun(octokit(), ref, found, result, never)
})

test('a run of our name that is not ours to change gets a successor', async () => {
  github
    .patch('/repos/ada/ants/check-runs/11')
    .reply(403, {message: 'Resource not accessible by integration'}, {'x-ratelimit-remaining': '10'})
  github
    .post(
      '/repos/ada/ants/check-runs',
      body => body.status === 'completed' && body.conclusion === 'failure' && body.head_sha === headSha,
    )
    .reply(201, run({id: 12}))
  await completeCheckRun(octokit(), ref, ours(), result, never)
})

const annotated = (count: number): CheckResult => ({
  ...result,
  annotations: Array.from({length: count}, (_, n) => ({
    path: 'readme.md',
    startLine: n + 1,
    endLine: n + 1,
    level: 'warning',
    title: 'toc',
    message: 'Wrong',
  })),
})
const told = ({output = {}}: {output?: {annotations?: readonly unknown[]}}) => output.annotations?.length ?? 0

test('annotations go fifty at a time, and the run is complete with the last of them', async () => {
  const sent: unknown[] = []
  github
    .patch('/repos/ada/ants/check-runs/11', body => sent.push([body.status, body.conclusion, told(body)]) > 0)
    .times(3)
    .reply(200, run())
  await completeCheckRun(octokit(), ref, ours(), annotated(120), never)
  expect(sent).toEqual([
    ['in_progress', undefined, 50],
    ['in_progress', undefined, 50],
    ['completed', 'failure', 20],
  ])
})

test('a run that was left with some of its annotations gets a successor, since they are only ever added', async () => {
  github.patch('/repos/ada/ants/check-runs/11', body => body.status === 'completed' && told(body) === 0).reply(200, run())
  github.post('/repos/ada/ants/check-runs', body => body.status === 'completed' && told(body) === 7).reply(201, run({id: 12}))
  await completeCheckRun(octokit(), ref, ours({annotations: 50}), annotated(7), never)
})

test('a complete run that says the same with the same annotations is completed again in place', async () => {
  const shows = {title: '1 dead link', summary: 'See below.', text: undefined}
  github.patch('/repos/ada/ants/check-runs/11', body => body.status === 'completed' && told(body) === 0).reply(200, run())
  await completeCheckRun(octokit(), ref, ours({annotations: 7, isComplete: true, shows}), annotated(7), never)
})

test('where another pull request has a newer run of the same commit, ours becomes the newest, which GitHub shows', async () => {
  github.patch('/repos/ada/ants/check-runs/11', body => body.status === 'completed').reply(200, run())
  github.post('/repos/ada/ants/check-runs', body => body.status === 'completed').reply(201, run({id: 13}))
  await completeCheckRun(octokit(), ref, ours({others: [{id: '12', number: 4, remembers: undefined}]}), result, never)
})
