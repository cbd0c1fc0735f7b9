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
