import {expect, test} from 'vitest'
import {showHealthCheck} from '../../src/github/health-check-run.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()
const head = 'a'.repeat(40)
const check = {title: 'Healthy', summary: 'All of it.', conclusion: 'success', buttons: []} as const
const show = () => showHealthCheck(octokit(), ref, head, check, never)
const ours = {id: 7, name: 'Link health', external_id: 'link health', status: 'completed'}

const listing = (...runs: object[]) =>
  github
    .get(`/repos/ada/ants/commits/${head}/check-runs`)
    .query({check_name: 'Link health', filter: 'latest', per_page: 100})
    .reply(200, {check_runs: runs})

test('a commit without one gets one; another program’s of that name is none of ours', async () => {
  listing({...ours, external_id: 'other', output: {}})
  github
    .post(
      '/repos/ada/ants/check-runs',
      body => body.head_sha === head && body.status === 'completed' && body.conclusion === 'success',
    )
    .reply(201, {id: 7})
  expect(await show()).toBe(true)
})

test('one that says something else is edited, one that says the same is left alone', async () => {
  listing({...ours, output: {title: '1 dead link', summary: ''}})
  github.patch('/repos/ada/ants/check-runs/7', body => body.output.title === 'Healthy').reply(200, {})
  expect(await show()).toBe(true)
  listing({...ours, output: {title: 'Healthy', summary: 'All of it.\n'}})
  expect(await show()).toBe(true)
})

test.each([
  [403, 'Resource not accessible by integration'],
  [422, 'No commit found for SHA'],
  [404, 'Not Found'],
])('where GitHub says %i nothing is lost', async (status, message) => {
  github.get(`/repos/ada/ants/commits/${head}/check-runs`).query(true).reply(status, {message})
  expect(await show()).toBe(false)
})
