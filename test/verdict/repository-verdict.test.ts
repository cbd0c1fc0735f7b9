import {expect, test} from 'vitest'
import {judgeRepository, withRepository} from '../../src/verdict/repository-verdict.ts'
import {repositoryFacts} from './facts.ts'

const facts = repositoryFacts()
const renamed = repositoryFacts({name: 'ada/all-ants'})
const secret = {...renamed, isPrivate: true}

test.each([
  'https://github.com/ada/ants',
  'https://github.com/ada/ants/',
  'https://github.com/Ada/ANTS',
  'https://github.com/ada/ants.git',
  'https://github.com/ada/ants#readme',
  'https://github.com/ada/ants#usage',
  'https://github.com/ada/ants?tab=readme-ov-file#usage',
  'https://github.com/ada/ants/tree/trunk',
])('%s is there because the repository is', url => {
  expect(judgeRepository(url, facts, false)).toEqual({kind: 'alive', reason: 'exists', status: undefined, finalUrl: url})
})

test.each([
  'https://github.com/ada/ants/issues/7',
  'https://github.com/ada/ants/blob/trunk/readme.md',
  'https://github.com/ada/ants/tree/main',
  'https://github.com/ada/ants/tree/trunk/src',
  'https://github.com/ada/ants/wiki',
  'https://github.com/ada/ants/releases/latest',
  'https://github.com/ada/ants?q=1',
  'https://github.com//ada/ants',
  'https://github.com/ada//ants',
  // What a redirect proves is for the page to say.
  'http://github.com/ada/ants',
  'https://www.github.com/ada/ants',
  'https://gitlab.com/ada/ants',
  'https://github.com:8443/ada/ants',
  'https://github.com/topics/ants',
  'https://github.com/ada',
])('a repository proves nothing about %s', url => {
  expect(judgeRepository(url, facts, false)).toBeUndefined()
})

test('who wants fragments checked has the page asked for them, but every repository has its readme', () => {
  expect(judgeRepository('https://github.com/ada/ants#usage', facts, true)).toBeUndefined()
  expect(judgeRepository('https://github.com/ada/ants#readme', facts, true)?.kind).toBe('alive')
  expect(judgeRepository('https://github.com/ada/ants', facts, true)?.kind).toBe('alive')
})

test.each([
  ['https://github.com/ada/ants', 'https://github.com/ada/all-ants'],
  ['https://github.com/ada/ants/', 'https://github.com/ada/all-ants/'],
  ['https://github.com/ada/ants.git', 'https://github.com/ada/all-ants.git'],
  ['https://github.com/ada/ants?tab=readme-ov-file#usage', 'https://github.com/ada/all-ants?tab=readme-ov-file#usage'],
  ['https://github.com/ada/ants/tree/trunk', 'https://github.com/ada/all-ants/tree/trunk'],
])('%s has moved to %s', (url, finalUrl) => {
  expect(judgeRepository(url, renamed, false)).toEqual({kind: 'moved', reason: 'renamed', status: undefined, finalUrl})
})

test('a page that lives in a renamed repository has moved to the same place below the new name; one that does not is not', () => {
  const url = 'https://github.com/ada/ants/blob/trunk/readme.md#L10'
  const alive = {kind: 'alive', reason: 'redirects', status: 200, finalUrl: url} as const
  const finalUrl = 'https://github.com/ada/all-ants/blob/trunk/readme.md#L10'
  expect(withRepository(url, alive, renamed)).toEqual({kind: 'moved', reason: 'renamed', status: 200, finalUrl})
  expect(withRepository(url, alive, facts)).toBe(alive)
  const redirected = {kind: 'moved', reason: 'permanent-redirect', status: 200, finalUrl} as const
  expect(withRepository(url, redirected, renamed)).toEqual({...redirected, reason: 'renamed'})
  const elsewhere = {...redirected, finalUrl: 'https://github.com/bob/bees'} as const
  expect(withRepository(url, elsewhere, renamed)).toBe(elsewhere)
  const dead = {kind: 'dead', reason: 'not-found', status: 404} as const
  expect(withRepository(url, dead, renamed)).toBe(dead)
  const unsure = {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''} as const
  expect(withRepository(url, unsure, renamed)).toBe(unsure)
})

test('a private repository proves that it is there, and its name of today is told to nobody', () => {
  expect(judgeRepository('https://github.com/ada/ants', secret, false)).toEqual({
    kind: 'alive',
    reason: 'exists',
    status: undefined,
    finalUrl: 'https://github.com/ada/ants',
  })
  const alive = {kind: 'alive', reason: 'redirects', status: 200, finalUrl: 'https://github.com/ada/ants/wiki'} as const
  expect(withRepository('https://github.com/ada/ants/wiki', alive, secret)).toBe(alive)
})

test('a server of somebody’s own answers for its own addresses alone', () => {
  const own = {...renamed, site: 'http://git.example:8080'}
  expect(judgeRepository('http://git.example:8080/ada/ants', own, false)).toMatchObject({
    finalUrl: 'http://git.example:8080/ada/all-ants',
  })
  expect(judgeRepository('http://git.example/ada/ants', own, false)).toBeUndefined()
  expect(judgeRepository('https://github.com/ada/ants', own, false)).toBeUndefined()
})
