import {expect, test} from 'vitest'
import {demandsResolvedThreads} from '../../src/github/branch-demands.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

test.each([
  [true, [{type: 'deletion'}, {type: 'pull_request', parameters: {required_review_thread_resolution: true}}]],
  [false, [{type: 'pull_request', parameters: {required_review_thread_resolution: false}}]],
  [false, []],
])('a branch demands resolved conversations or not: %s', async (demands, rules) => {
  github.get('/repos/ada/ants/rules/branches/release%2F1').query({per_page: 100}).reply(200, rules)
  expect(await demandsResolvedThreads(octokit(), ref, 'release/1', never)).toBe(demands)
})

test.each([
  [403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.'],
  [404, 'Not Found'],
])('where GitHub has no rules to show (%s) a branch demands nothing', async (status, message) => {
  github.get('/repos/ada/ants/rules/branches/main').query({per_page: 100}).reply(status, {message})
  expect(await demandsResolvedThreads(octokit(), ref, 'main', never)).toBe(false)
})
