import nock from 'nock'
import {expect, test} from 'vitest'
import {publicGithub} from '../../src/app/public-github.ts'
import {askEach} from '../../src/github/repository-answers.ts'
import {intercept, never} from '../github/octokit.ts'

const github = intercept()

const node = (nameWithOwner: string, isPrivate = false) => ({
  id: `R_${nameWithOwner}`,
  nameWithOwner,
  isPrivate,
  isArchived: true,
  isFork: false,
  createdAt: '2020-01-02T03:04:05Z',
  stargazerCount: 7,
  description: null,
  homepageUrl: '',
  licenseInfo: null,
  defaultBranchRef: null,
})

const ants = 'https://github.com/ada/ants'
const secret = 'https://github.com/ada/secret'

test('an app of another GitHub asks github.com with the operator’s token, and shows nothing that is private there', async () => {
  nock('https://api.github.com', {reqheaders: {authorization: 'token ghp_operator'}})
    .post('/graphql')
    .reply(200, {data: {r0: node('ada/ants'), r1: node('ada/secret', true)}})
  const own = 'https://git.example/ada/ants'
  const askOwn = async () => ({repositories: new Map([[own, 'unknown' as const]]), notes: ['Our own.']})
  const ask = askEach(askOwn, publicGithub('ghp_operator', expect.unreachable))

  const {repositories, notes} = await ask([ants, secret, own, 'https://ants.example'], never)
  expect(repositories.get(ants)).toMatchObject({name: 'ada/ants', isArchived: true, site: 'https://github.com'})
  expect([repositories.get(secret), repositories.get(own), repositories.size]).toEqual(['unknown', 'unknown', 3])
  expect(notes).toEqual(['Our own.'])
})

test('a token that is not accepted is for the operator to know, and leaves all to the pages', async () => {
  github.post('/graphql').reply(401, {message: 'Bad credentials'})
  const warned: string[] = []
  const answer = await publicGithub('ghp_old', words => warned.push(words))([ants], never)
  expect(answer).toEqual({repositories: new Map(), notes: []})
  expect(warned).toEqual([
    'GitHub does not accept the token in GITHUB_TOKEN or GH_TOKEN, so repositories were asked for like other pages.',
  ])
})
