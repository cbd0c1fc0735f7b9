import {expect, test} from 'vitest'
import {settledConversation} from '../../src/journeys/settled-conversation.ts'
import {marker} from '../../src/markdown/marker.ts'
import {write} from '../../src/markdown/write.ts'
import {intercept, never, octokit, ref} from '../github/octokit.ts'
import {noDismissals} from './small-github.ts'

const github = intercept()

const headSha = 'c'.repeat(40)
const author = {__typename: 'Bot', login: 'listkeeper'}
const pageInfo = {hasNextPage: false, endCursor: null}

const review = {
  fullDatabaseId: '9',
  body: write(marker({v: 1, kind: 'review', head: headSha, told: ['aa'], comments: 1})),
  state: 'COMMENTED',
  author,
  commit: {oid: headSha},
}
const comment = {
  id: 'C1',
  fullDatabaseId: '1',
  body: write(marker({v: 1, kind: 'comment', open: ['aa'], fixed: [], lines: 1})),
  isMinimized: false,
  author,
  reactions: {nodes: []},
}
const thread = {path: 'readme.md', line: 3, isResolved: false, comments: {nodes: [comment]}}

/** GitHub lists one review with one comment; how many of its comments it shows, one number a listing. */
async function settle(...listings: readonly number[]) {
  for (const shown of listings) {
    const pullRequest = {
      locked: false,
      author: null,
      reviews: {nodes: [review], pageInfo},
      reviewThreads: {nodes: [thread].slice(0, shown), pageInfo},
    }
    github.post('/graphql').reply(200, {data: {viewer: {login: 'listkeeper[bot]'}, repository: {pullRequest}}})
  }
  const paused: number[] = []
  const {conversation} = await settledConversation(
    {
      octokit: octokit(),
      checkLinks: async () => new Map(),
      now: () => 0,
      pause: async ms => void paused.push(ms),
      tell: () => {},
      history: {
        read: async () => ({begun: undefined, posted: ['9']}),
        begin: async () => {},
        finish: async () => {},
        ...noDismissals,
      },
    },
    ref,
    never,
  )
  return {comments: conversation.said.length, paused}
}

test('a review that is listed with its comments is believed at once', async () => {
  expect(await settle(1)).toEqual({comments: 1, paused: []})
})

test('a review that is listed before its comments are: nobody deleted them', async () => {
  expect(await settle(0, 1)).toEqual({comments: 1, paused: [3000]})
})

test('a comment that two listings three seconds apart lack was deleted', async () => {
  expect(await settle(0, 0)).toEqual({comments: 0, paused: [3000]})
})
