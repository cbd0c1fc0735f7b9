import {expect, test} from 'vitest'
import {loadPull} from '../../src/github/load-pull.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const head = 'a'.repeat(40)
const pull = (more: object = {}, repository: object = {}) => ({
  state: 'open',
  draft: false,
  head: {sha: head, repo: null},
  base: {ref: 'main', sha: 'b'.repeat(40), repo: {name: 'ants', owner: {login: 'ada'}, archived: false, ...repository}},
  ...more,
})

test('an open pull request, also of a fork that is gone', async () => {
  github.get('/repos/ada/ants/pulls/3').reply(200, pull({draft: true}))
  expect(await loadPull(octokit(), ref, never)).toEqual({
    kind: 'open',
    ref,
    headSha: head,
    base: 'main',
    draft: true,
    byBot: false,
    isPrivate: false,
  })
})

test('in a repository that was renamed it is spoken of under the new name', async () => {
  github
    .get('/repos/ada/ants/pulls/3')
    .reply(301, {message: 'Moved Permanently'}, {location: 'https://api.github.com/repositories/2/pulls/3'})
  github.get('/repositories/2/pulls/3').reply(200, pull({}, {name: 'bees'}))
  expect(await loadPull(octokit(), ref, never)).toMatchObject({kind: 'open', ref: {...ref, repo: 'bees'}})
})

test.each([
  ['closed', 200, pull({state: 'closed'})],
  ['archived', 200, pull({}, {archived: true})],
  ['gone', 404, {message: 'Not Found'}],
  ['gone', 410, {message: 'Gone'}],
  ['gone', 451, {message: 'Repository access blocked'}],
  ['gone', 301, {message: 'Moved Permanently'}],
  ['gone', 403, {message: 'This installation has been suspended'}],
])('%s (%i) is nothing to do, and no error', async (reason, status, body) => {
  github.get('/repos/ada/ants/pulls/3').reply(status, body)
  expect(await loadPull(octokit(), ref, never)).toEqual({kind: 'nothing to do', reason})
})

test('a missing permission is an error: the operator has to know', async () => {
  github.get('/repos/ada/ants/pulls/3').reply(403, {message: 'Resource not accessible by integration'})
  await expect(loadPull(octokit(), ref, never)).rejects.toMatchObject({status: 403})
})
