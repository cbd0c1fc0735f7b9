import {expect, test} from 'vitest'
import {loadConversation} from '../../src/github/load-conversation.ts'
import {marker} from '../../src/markdown/marker.ts'
import {say} from '../../src/markdown/say.ts'
import {paragraph, write} from '../../src/markdown/write.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const us = {__typename: 'Bot', login: 'listkeeper'}
const ada = {__typename: 'User', login: 'ada'}
const headSha = 'c'.repeat(40)

const body = (open: string[], fixed: string[] = []) =>
  write(paragraph(say`This link is dead.`), marker({v: 1, kind: 'comment', open, fixed, lines: 1}))
const reviewBody = write(
  paragraph(say`Two things.`),
  marker({v: 1, kind: 'review', head: headSha, told: ['f1', 'f2'], comments: 2}),
)

const comment = (more: object = {}) => ({
  id: 'PRRC_1',
  fullDatabaseId: '9007199254740993',
  body: body(['f1']),
  isMinimized: false,
  minimizedReason: null,
  viewerCanMinimize: true,
  author: us,
  reactions: {nodes: []},
  ...more,
})
const reply = (author: object | null) => comment({id: 'PRRC_2', body: 'Thanks', author})
const thread = (comments: readonly object[], more: object = {}) => ({
  path: 'readme.md',
  line: 5,
  isResolved: false,
  comments: {nodes: comments},
  ...more,
})
const last = {hasNextPage: false, endCursor: null}

/** What GitHub answers to the query, page after page. */
function listing(pull: {threads?: readonly object[]; reviews?: readonly object[]; more?: object}, viewer = 'listkeeper[bot]') {
  github.post('/graphql').reply(200, {
    data: {
      viewer: {login: viewer},
      repository: {
        pullRequest: {
          locked: false,
          author: {__typename: 'User', login: 'bob'},
          reviews: {nodes: pull.reviews ?? [], pageInfo: last},
          reviewThreads: {nodes: pull.threads ?? [], pageInfo: last},
          ...pull.more,
        },
      },
    },
  })
}

const states = async () => (await loadConversation(octokit(), ref, never)).said.map(({state}) => state)

const rights = (triage: boolean) => ({
  permission: 'read',
  user: {permissions: {pull: true, triage, push: false, admin: false}},
})

test('what we said, where it stands now, and what it told of; ids of any size stay whole', async () => {
  listing({
    threads: [thread([comment()]), thread([comment({body: body([], ['f2'])})], {line: null})],
    reviews: [{fullDatabaseId: '9007199254740995', body: reviewBody, state: 'COMMENTED', author: us, commit: {oid: headSha}}],
  })
  const {said, reviews, locked} = await loadConversation(octokit(), ref, never)
  expect(said).toEqual([
    {
      nodeId: 'PRRC_1',
      id: '9007199254740993',
      body: body(['f1']),
      fingerprints: ['f1'],
      path: 'readme.md',
      line: 5,
      isAnswered: false,
      isResolved: false,
      isFolded: false,
      canFold: true,
      state: 'open',
    },
    expect.objectContaining({fingerprints: ['f2'], line: undefined, state: 'fixed'}),
  ])
  expect(reviews).toEqual([{id: '9007199254740995', body: reviewBody, headSha}])
  expect(locked).toBe(false)
})

test('a person who copies our marker is not us, also under our name, nor is what we wrote without one', async () => {
  listing({
    threads: [
      thread([comment({author: ada})]),
      thread([comment({author: {__typename: 'User', login: 'listkeeper'}})]),
      thread([comment({author: {__typename: 'Bot', login: 'other'}})]),
      thread([comment({body: 'By hand'})]),
      thread([]),
    ],
    reviews: [
      {fullDatabaseId: '1', body: reviewBody, state: 'COMMENTED', author: ada, commit: {oid: headSha}},
      {fullDatabaseId: '2', body: 'Looks good', state: 'APPROVED', author: us, commit: {oid: headSha}},
      {fullDatabaseId: '3', body: reviewBody, state: 'PENDING', author: us, commit: null},
    ],
  })
  expect(await loadConversation(octokit(), ref, never)).toEqual({said: [], reviews: [], locked: false})
})

test('what people folded is settled, and what the author or somebody with triage replied to; nobody else settles anything', async () => {
  const bob = {__typename: 'User', login: 'bob'}
  const eve = {__typename: 'User', login: 'eve'}
  listing({
    threads: [
      thread([comment({isMinimized: true, minimizedReason: 'resolved'})]),
      thread([comment({isMinimized: true, minimizedReason: 'outdated'})]),
      thread([comment({body: body([], ['f1']), isMinimized: true, minimizedReason: 'spam'})]),
      thread([comment(), reply(bob)]),
      thread([comment(), reply(eve), reply(ada)]),
      thread([comment(), reply(null)]),
      thread([comment(), reply(eve)]),
      thread([comment(), reply({__typename: 'Bot', login: 'dependabot'})]),
      thread([comment(), reply(us)]),
    ],
  })
  github.get('/repos/ada/ants/collaborators/ada/permission').reply(200, rights(true))
  github.get('/repos/ada/ants/collaborators/eve/permission').twice().reply(200, rights(false))
  expect(await states()).toEqual(['settled', 'settled', 'settled', 'settled', 'settled', 'settled', 'open', 'open', 'open'])
})

test('what we folded when it was fixed is no decision of people’s, and a resolved thread is told as such', async () => {
  listing({
    threads: [
      thread([comment({body: body([], ['f1']), isMinimized: true, minimizedReason: 'outdated'})]),
      thread([comment()], {isResolved: true}),
    ],
  })
  const {said} = await loadConversation(octokit(), ref, never)
  expect(said.map(({state, isFolded, isResolved}) => ({state, isFolded, isResolved}))).toEqual([
    {state: 'fixed', isFolded: true, isResolved: false},
    {state: 'open', isFolded: false, isResolved: true},
  ])
})

test('a thumb down settles when it is the author’s or of somebody with triage, not of a passer-by', async () => {
  const thumbs = (...logins: string[]) => ({reactions: {nodes: logins.map(login => ({user: {login}}))}})
  listing({
    threads: [
      thread([comment(thumbs('bob'))]),
      thread([comment(thumbs('eve'))]),
      thread([comment(thumbs('eve', 'ada'))]),
      thread([comment(thumbs('zoe'))]),
    ],
  })
  github.get('/repos/ada/ants/collaborators/eve/permission').twice().reply(200, rights(false))
  github.get('/repos/ada/ants/collaborators/ada/permission').reply(200, rights(true))
  github.get('/repos/ada/ants/collaborators/zoe/permission').reply(404, {message: 'zoe is not a user'})
  expect(await states()).toEqual(['settled', 'open', 'settled', 'open'])
})

test('all pages are read, each list to its own end', async () => {
  const more = (endCursor: string) => ({hasNextPage: true, endCursor})
  listing({more: {reviews: {nodes: [], pageInfo: last}, reviewThreads: {nodes: [thread([comment()])], pageInfo: more('T1')}}})
  github
    .post(
      '/graphql',
      ({variables}) => variables.afterThread === 'T1' && variables.moreReviews === false && variables.moreThreads === true,
    )
    .reply(200, {
      data: {
        viewer: {login: 'listkeeper[bot]'},
        repository: {
          pullRequest: {locked: true, author: null, reviewThreads: {nodes: [thread([comment()]), null], pageInfo: last}},
        },
      },
    })
  expect((await loadConversation(octokit(), ref, never)).said).toHaveLength(2)
})

test('errors that come with status 200 are errors: half a conversation would have things said twice', async () => {
  github
    .post('/graphql')
    .reply(200, {data: {repository: {pullRequest: null}}, errors: [{type: 'FORBIDDEN', message: 'Resource not accessible'}]})
  await expect(loadConversation(octokit(), ref, never)).rejects.toThrow('Resource not accessible')
})
