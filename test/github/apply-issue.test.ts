import {expect, test} from 'vitest'
import {applyIssue} from '../../src/github/apply-issue.ts'
import type {IssueOperation} from '../../src/health/issue-plan.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()
const apply = (operation: IssueOperation) => applyIssue(octokit(), ref, operation, never)
const create = {kind: 'create issue', title: 'Link health', body: 'Words.', label: 'links'} as const

test('an issue is created with its label, or without it where it can’t be made', async () => {
  github.post('/repos/ada/ants/issues', {title: 'Link health', body: 'Words.', labels: ['links']}).reply(201, {number: 5})
  expect(await apply(create)).toEqual({kind: 'done', number: 5})
  github.post('/repos/ada/ants/issues', body => 'labels' in body).reply(422, {message: 'Validation Failed'})
  github.post('/repos/ada/ants/issues', {title: 'Link health', body: 'Words.'}).reply(201, {number: 6})
  expect(await apply(create)).toEqual({kind: 'done', number: 6})
})

test.each([
  [{kind: 'edit issue', number: 5, body: 'New.'}, {body: 'New.'}],
  [
    {kind: 'close issue', number: 5},
    {state: 'closed', state_reason: 'completed'},
  ],
  [
    {kind: 'reopen issue', number: 5},
    {state: 'open', state_reason: 'reopened'},
  ],
] as const)('%j is one request', async (operation, body) => {
  github.patch('/repos/ada/ants/issues/5', body).reply(200, {number: 5})
  expect(await apply(operation)).toEqual({kind: 'done'})
})

test.each([
  [410, 'Issues are disabled for this repo', 'gone'],
  [404, 'Not Found', 'gone'],
  [403, 'Repository was archived so is read-only.', 'refused'],
])('%i (%s) is a value, no error', async (status, message, kind) => {
  github.post('/repos/ada/ants/issues').reply(status, {message})
  expect((await apply({...create, label: undefined})).kind).toBe(kind)
})

test('a lost answer and a limit are errors: nobody writes again without looking', async () => {
  github.post('/repos/ada/ants/issues').reply(502, {message: 'Bad gateway'})
  await expect(apply(create)).rejects.toThrow('answer of GitHub was lost')
  github.post('/repos/ada/ants/issues').reply(403, {message: 'You have exceeded a secondary rate limit'})
  await expect(apply(create)).rejects.toThrow('asks us to wait')
})
