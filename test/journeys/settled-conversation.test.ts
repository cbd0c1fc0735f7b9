import {expect, test} from 'vitest'
import type {Outside, ReviewMemory} from '../../src/journeys/outside.ts'
import {settledConversation} from '../../src/journeys/settled-conversation.ts'
import {marker} from '../../src/markdown/marker.ts'
import {write} from '../../src/markdown/write.ts'
import {intercept, never, octokit, ref} from '../github/octokit.ts'
import {noDismissals} from './small-github.ts'

const github = intercept()

const headSha = 'c'.repeat(40)
const body = write(marker({v: 1, kind: 'review', head: headSha, told: [], comments: 0}))
const page = {hasNextPage: false, endCursor: null}

/** GitHub lists these reviews of ours, one array a listing. */
function listings(...all: readonly (readonly string[])[]) {
  for (const ids of all) {
    const nodes = ids.map(id => ({
      fullDatabaseId: id,
      body,
      state: 'COMMENTED',
      author: {__typename: 'Bot', login: 'listkeeper'},
      commit: {oid: headSha},
    }))
    github.post('/graphql').reply(200, {
      data: {
        viewer: {login: 'listkeeper[bot]'},
        repository: {
          pullRequest: {
            locked: false,
            author: null,
            reviews: {nodes, pageInfo: page},
            reviewThreads: {nodes: [], pageInfo: page},
          },
        },
      },
    })
  }
}

async function settle(memory: ReviewMemory) {
  const finished: (string | undefined)[] = []
  const paused: number[] = []
  const outside: Outside = {
    octokit: octokit(),
    checkLinks: async () => new Map(),
    now: () => 0,
    pause: async ms => void paused.push(ms),
    tell: () => {},
    history: {...noDismissals, read: async () => memory, begin: async () => {}, finish: async (_, id) => void finished.push(id)},
  }
  const {conversation, isComplete} = await settledConversation(outside, ref, never)
  return {reviews: conversation.reviews.map(({id}) => id), isComplete, finished, paused}
}

const begun = {headSha, atMs: 0}

test('who remembers nothing believes the first listing', async () => {
  listings([])
  expect(await settle({begun: undefined, posted: []})).toEqual({reviews: [], isComplete: true, finished: [], paused: []})
})

test('a review that was begun and is listed was posted: that is remembered, without waiting', async () => {
  listings(['8', '9'])
  expect(await settle({begun, posted: ['8']})).toEqual({reviews: ['8', '9'], isComplete: true, finished: ['9'], paused: []})
})

test('a review that was begun and is missing in two listings three seconds apart was not posted', async () => {
  listings([], [])
  expect(await settle({begun, posted: []})).toEqual({reviews: [], isComplete: true, finished: [undefined], paused: [3000]})
})

test('a begun review that turns up late is found', async () => {
  listings([], ['9'])
  expect(await settle({begun, posted: []})).toEqual({reviews: ['9'], isComplete: true, finished: ['9'], paused: [3000]})
})

test('a list that came back empty once is not believed', async () => {
  listings([], ['8'])
  expect(await settle({begun: undefined, posted: ['8']})).toEqual({
    reviews: ['8'],
    isComplete: true,
    finished: [],
    paused: [3000],
  })
})

test('after an empty list, a begun review is missing only when two full ones say so', async () => {
  listings([], ['8'], ['8'])
  expect(await settle({begun, posted: ['8']})).toEqual({
    reviews: ['8'],
    isComplete: true,
    finished: [undefined],
    paused: [3000, 3000],
  })
})

test('a review of ours that GitHub keeps not showing leaves the conversation incomplete', async () => {
  listings([], [])
  expect(await settle({begun: undefined, posted: ['8']})).toEqual({reviews: [], isComplete: false, finished: [], paused: [3000]})
})

test('another commit’s review is not the one that was begun', async () => {
  listings(['9'], ['9'])
  expect(await settle({begun: {headSha: 'd'.repeat(40), atMs: 0}, posted: []})).toMatchObject({finished: [undefined]})
})
