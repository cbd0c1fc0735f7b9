import {expect, test} from 'vitest'
import {loadIssue} from '../../src/github/load-issue.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()
const viewer = {login: 'listkeeper[bot]'}
const us = {__typename: 'Bot', login: 'listkeeper'}

const shown = {
  number: 5,
  title: 'Link health',
  body: 'Words.',
  state: 'OPEN',
  stateReason: null,
  closedAt: null,
  locked: false,
  editor: null,
  repository: {nameWithOwner: 'ada/ants'},
  timelineItems: {nodes: []},
}

const graphql = (issue: object | null) =>
  github.post('/graphql').reply(200, {
    data: {viewer, repository: {issue}},
    ...(issue === null
      ? {errors: [{type: 'NOT_FOUND', path: ['repository', 'issue'], message: 'Could not resolve to an Issue'}]}
      : {}),
  })

const paused: number[] = []
const load = () => loadIssue(octokit(), ref, 5, async ms => void paused.push(ms), never)

test('an open issue that nobody touched', async () => {
  graphql(shown)
  expect(await load()).toEqual({
    issue: {number: 5, title: 'Link health', body: 'Words.', state: 'open', isLocked: false, isEditedByBot: false},
    editor: undefined,
  })
})

test.each([
  ['us', us, undefined, false],
  ['a person', {__typename: 'User', login: 'bob'}, 'bob', false],
  ['a person who is called like us', {__typename: 'User', login: 'listkeeper'}, 'listkeeper', false],
  ['another program', {__typename: 'Bot', login: 'other'}, undefined, true],
])('the body was changed last by %s', async (_, editor, person, isBot) => {
  graphql({...shown, editor})
  const loaded = await load()
  expect(loaded).toMatchObject({editor: person, issue: {isEditedByBot: isBot}})
})

test.each([
  ['us', us, true],
  ['a person', {__typename: 'User', login: 'bob'}, false],
])('an issue that was closed by %s says so, and why', async (_, actor, isClosedByUs) => {
  graphql({
    ...shown,
    state: 'CLOSED',
    stateReason: 'NOT_PLANNED',
    closedAt: '1970-01-02T00:00:00Z',
    timelineItems: {nodes: [{actor}]},
  })
  expect((await load()).issue).toMatchObject({state: 'closed', stateReason: 'not_planned', closedMs: 86_400_000, isClosedByUs})
})

test.each([
  ['deleted', 410, {message: 'This issue was deleted'}],
  ['hidden', 404, {message: 'Not Found'}],
  ['moved to another repository', 200, {number: 9, repository_url: 'https://api.github.com/repos/ada/other'}],
])('an issue that is %s is gone, once two looks agree', async (_, status, body) => {
  paused.length = 0
  graphql(null)
  graphql(null)
  github.get('/repos/ada/ants/issues/5').reply(status, body)
  expect(await load()).toEqual({issue: 'gone', editor: undefined})
  expect(paused).toEqual([3000])
})

test('an issue that is shown a moment later was only late', async () => {
  graphql(null)
  graphql(shown)
  expect((await load()).issue).toMatchObject({number: 5})
})

test('where GitHub does not agree with itself nothing is decided', async () => {
  graphql(null)
  graphql(null)
  github.get('/repos/ada/ants/issues/5').reply(200, {number: 5, repository_url: 'https://api.github.com/repos/ada/ants'})
  await expect(load()).rejects.toThrow('does not agree with itself')
})

test('an error that is no answer is one', async () => {
  github
    .post('/graphql')
    .reply(200, {data: null, errors: [{type: 'FORBIDDEN', message: 'Resource not accessible by integration'}]})
  await expect(load()).rejects.toThrow('not accessible')
})
