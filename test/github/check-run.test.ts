import {expect, test} from 'vitest'
import {completeCheckRun, startCheckRun} from '../../src/github/check-run.ts'
import type {CheckResult} from '../../src/review/plan.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const headSha = 'c'.repeat(40)
const result: CheckResult = {conclusion: 'failure', title: '1 dead link', summary: 'See below.', text: undefined}
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
  expect(await startCheckRun(octokit(), ref, headSha, never)).toEqual({id: '12', headSha, isComplete: false})
})

test('a commit that has one keeps it', async () => {
  listed(run({id: 10}), run({id: 11}))
  expect(await startCheckRun(octokit(), ref, headSha, never)).toEqual({id: '11', headSha, isComplete: false})
})

test('it is completed with what was found', async () => {
  github
    .patch('/repos/ada/ants/check-runs/11', {
      status: 'completed',
      conclusion: 'failure',
      output: {title: '1 dead link', summary: 'See below.'},
    })
    .reply(200, run())
  await completeCheckRun(octokit(), ref, {id: '11', headSha, isComplete: false}, result, never)
})

test('a commit that is looked at again keeps its check run, and that is completed again, since its suite may have been reset', async () => {
  listed(run({status: 'completed', conclusion: 'failure', output: {title: '1 dead link', summary: 'See below.', text: null}}))
  const found = await startCheckRun(octokit(), ref, headSha, never)
  expect(found).toEqual({id: '11', headSha, isComplete: true})
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
  await completeCheckRun(octokit(), ref, {id: '11', headSha, isComplete: false}, result, never)
})
