import {expect, test} from 'vitest'
import {findIssue} from '../../src/github/find-issue.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()
const marked = 'Words.\n\n<!-- listkeeper {"v":1,"kind":"health"} -->'

const viewer = () => github.post('/graphql').reply(200, {data: {viewer: {login: 'listkeeper[bot]'}}})
const listing = (...issues: object[]) =>
  github.get('/repos/ada/ants/issues').query({creator: 'listkeeper[bot]', state: 'all', per_page: 100}).reply(200, issues)

const find = () => findIssue(octokit(), ref, 'Link health', async () => {}, never)

test('the issue with our marker is found, wherever people put it, before one with its title', async () => {
  viewer()
  listing({number: 3, title: 'Link health', body: ''}, {number: 2, title: 'Rot', body: `${marked}\n\nAnd more.`})
  expect(await find()).toBe(2)
})

test('one whose body was emptied is found by its title, and a pull request is none', async () => {
  viewer()
  listing({number: 4, title: 'Link health', body: marked, pull_request: {}}, {number: 3, title: 'Link health', body: null})
  expect(await find()).toBe(3)
})

test('a listing that comes back empty once is not believed, two are', async () => {
  viewer()
  listing()
  listing({number: 2, title: 'Rot', body: marked})
  expect(await find()).toBe(2)
  viewer()
  listing()
  listing({number: 9, title: 'Another one', body: 'of ours'})
  expect(await find()).toBeUndefined()
})

test('a repository whose issues were switched off has none', async () => {
  viewer()
  github.get('/repos/ada/ants/issues').query(true).twice().reply(410, {message: 'Issues are disabled'})
  expect(await find()).toBeUndefined()
})
