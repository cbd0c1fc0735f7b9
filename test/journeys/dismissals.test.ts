import {expect, test} from 'vitest'
import {dismissals} from '../../src/journeys/dismissals.ts'
import type {DismissWish} from '../../src/journeys/outside.ts'
import {marker} from '../../src/markdown/marker.ts'
import {write} from '../../src/markdown/write.ts'
import {intercept, never, octokit, ref} from '../github/octokit.ts'

const github = intercept()

const wish: DismissWish = {login: 'eve', checkRunId: '9007199254740993'}
const summary = write(marker({v: 1, kind: 'check', told: ['f1', 'f2'], conclusion: 'failure', title: '2 problems'}))

/** What is dismissed, and what was written down. */
async function dismiss(wishes: readonly DismissWish[], rights: object | undefined, run?: object) {
  const written: unknown[] = []
  if (rights !== undefined)
    github.get('/repos/ada/ants/collaborators/eve/permission').reply(200, {permission: 'read', user: {permissions: rights}})
  if (run !== undefined) github.get(`/repos/ada/ants/check-runs/${wish.checkRunId}`).reply(200, run)
  const dismissed = await dismissals(
    {
      octokit: octokit(),
      checkLinks: async () => new Map(),
      now: () => 0,
      pause: async () => {},
      tell: () => {},
      history: {
        read: async () => ({begun: undefined, posted: []}),
        begin: async () => {},
        finish: async () => {},
        dismissals: async () => ({dismissed: ['f0'], wishes}),
        dismiss: async (_, wish, fingerprints) => void written.push([wish.login, ...fingerprints]),
      },
    },
    ref,
    never,
  )
  return {dismissed, written}
}

test('without a wish there is nothing to ask', async () => {
  expect(await dismiss([], undefined)).toEqual({dismissed: ['f0'], written: []})
})

test('who has triage dismisses what that very check run told', async () => {
  const granted = await dismiss([wish], {triage: true}, {output: {summary}})
  expect(granted).toEqual({dismissed: ['f0', 'f1', 'f2'], written: [['eve', 'f1', 'f2']]})
})

test('who may no more dismisses nothing, whatever the event said, and the wish is forgotten', async () => {
  expect(await dismiss([wish], {pull: true})).toEqual({dismissed: ['f0'], written: [['eve']]})
})

test('a check run that tells nothing of itself dismisses nothing', async () => {
  expect(await dismiss([wish], {push: true}, {output: {summary: null}})).toEqual({dismissed: ['f0'], written: [['eve']]})
})
