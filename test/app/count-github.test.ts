import {expect, test} from 'vitest'
import {githubCounter, notificationOf} from '../../src/app/count-github.ts'
import {openMetrics} from '../../src/app/metrics.ts'
import {intercept, octokit} from '../github/octokit.ts'

const github = intercept()

test.each([
  ['POST', '/repos/{owner}/{repo}/issues', undefined, 'issue opened'],
  ['PATCH', '/repos/{owner}/{repo}/issues/{issue_number}', 'closed', 'issue closed'],
  ['PATCH', '/repos/{owner}/{repo}/issues/{issue_number}', 'open', 'issue reopened'],
  ['PATCH', '/repos/{owner}/{repo}/issues/{issue_number}', undefined, undefined],
  ['POST', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews', undefined, 'review'],
  ['POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments', undefined, 'comment'],
  ['POST', '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', undefined, undefined],
  ['POST', '/repos/{owner}/{repo}/check-runs', undefined, undefined],
  ['GET', '/repos/{owner}/{repo}/issues', undefined, undefined],
])('%s %s (%s) tells people: %s', (method, url, state, told) => {
  expect(notificationOf(method, url, state)).toBe(told)
})

test('what is left of GitHub’s limits is the least of all installations, and what failed tells nobody', async () => {
  const metrics = openMetrics()
  const counted = githubCounter(metrics, () => 0)
  const answer = (remaining: number) => ({
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': '100',
    'x-ratelimit-resource': 'core',
  })
  for (const [who, remaining] of [
    ['11', 300],
    ['12', 4000],
  ] as const) {
    github.get('/repos/ada/ants').reply(200, {}, answer(remaining))
    await counted(octokit(), 'installation', who).rest.repos.get({owner: 'ada', repo: 'ants'})
  }
  github.post('/repos/ada/ants/issues').reply(422, {message: 'no'})
  const opening = counted(octokit(), 'installation', '11').rest.issues.create({owner: 'ada', repo: 'ants', title: 'Links'})
  await expect(opening).rejects.toThrow()
  github.post('/repos/ada/ants/issues').reply(201, {number: 5})
  await counted(octokit(), 'installation', '11').rest.issues.create({owner: 'ada', repo: 'ants', title: 'Links'})
  const {text} = await metrics.text(async () => undefined)
  expect(text).toContain('listkeeper_github_quota_remaining{kind="installation",resource="core"} 300')
  expect(text).toContain('listkeeper_notifications_total{kind="issue opened"} 1')
  expect(text).toContain('listkeeper_github_requests_total{outcome="4xx"} 1')
})
