import {expect, test} from 'vitest'
import type {CheckedLink} from '../../src/findings/inspection.ts'
import {type RepositorySettings, repositoryFindings} from '../../src/findings/repository-findings.ts'
import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'
import {repositoryFacts} from '../verdict/facts.ts'

const nowMs = Date.UTC(2026, 6, 1)
const url = 'https://github.com/ada/ants'
const at = (line: number, path = 'readme.md') => {
  const place = {start: {line, column: 3, offset: line * 100}, end: {line, column: 20, offset: line * 100 + 17}}
  return {path, place, urlPlace: place}
}
const link = (facts: Partial<RepositoryFacts>, more: Partial<CheckedLink> = {}): CheckedLink => ({
  url,
  verdict: {kind: 'alive', reason: 'exists', status: undefined, finalUrl: url},
  repository: repositoryFacts(facts),
  occurrences: [at(3)],
  ...more,
})
const told = (links: readonly CheckedLink[], settings: RepositorySettings = {}) =>
  repositoryFindings(links, settings, nowMs).map(({rule, severity, message}) => `${severity} ${rule}: ${message}`)

const archived = 'warning archived-repository: This repository is archived: it is no longer worked on'

test('an archived repository is told of, unless somebody does not want to hear of it', () => {
  expect(told([link({isArchived: true})])).toEqual([archived])
  expect(told([link({})])).toEqual([])
  expect(told([link({isArchived: true})], {repositories: {archived: false}})).toEqual([])
  expect(told([link({isArchived: true})], {rules: {'archived-repository': 'off'}})).toEqual([])
  expect(told([link({isArchived: true})], {rules: {'archived-repository': 'error'}})).toEqual([
    archived.replace('warning', 'error'),
  ])
  expect(told([link({isArchived: true})], {rules: {'archived-repository': {severity: 'error'}}})[0]).toMatch(/^error/)
})

test('there is no fix for it, and it speaks on the link', () => {
  expect(repositoryFindings([link({isArchived: true})], {}, nowMs)).toMatchObject([
    {path: 'readme.md', place: at(3).place, anchor: at(3).place, expected: [], subject: {name: url}},
  ])
})

test.each([
  [0, []],
  [11, []],
  [12, ['warning stale-repository: The last commit to this repository is 12 months old']],
  [23, ['warning stale-repository: The last commit to this repository is 23 months old']],
  [24, ['warning stale-repository: The last commit to this repository is 2 years old']],
  [59, ['warning stale-repository: The last commit to this repository is 4 years old']],
])('of twelve months and a last commit %i months ago, this is told: %j', (months, expected) => {
  const lastCommitMs = nowMs - (months + 0.5) * (365.25 / 12) * 86_400_000
  expect(told([link({lastCommitMs})], {repositories: {staleAfterMonths: 12}})).toEqual(expected)
})

test('nothing is called old where nobody asked, or where nobody knows', () => {
  const long = {lastCommitMs: 0}
  expect(told([link(long)])).toEqual([])
  expect(told([link({lastCommitMs: undefined})], {repositories: {staleAfterMonths: 1}})).toEqual([])
  expect(told([link({...long, isArchived: true})], {repositories: {staleAfterMonths: 1}})).toEqual([archived])
})

test('of a private repository nothing is told, nor of one that GitHub told nothing of', () => {
  expect(told([link({isArchived: true, isPrivate: true})])).toEqual([])
  expect(told([link({}, {repository: 'unknown'}), link({}, {repository: undefined})])).toEqual([])
})

test.each([
  ['https://github.com/ada/ants/tree/trunk/packages/army', 1],
  ['https://github.com/ada/ants#usage', 1],
  ['https://github.com/ada/ants/issues/7', 0],
  ['https://github.com/ada/ants/blob/trunk/readme.md', 0],
  ['https://github.com/ada/ants/wiki', 0],
])('a link to %s is told of %i times: it is about the repository, or it is not', (url, times) => {
  expect(told([link({isArchived: true}, {url})])).toHaveLength(times)
})

test('what is dead is told of as dead and no more', () => {
  expect(told([link({isArchived: true}, {verdict: {kind: 'dead', reason: 'not-found', status: 404}})])).toEqual([])
})

test('a repository is told of once a file, however many addresses lead there', () => {
  const two = link({isArchived: true}, {occurrences: [at(3), at(9), at(5, 'other.md')]})
  const more = link({isArchived: true}, {url: `${url}#usage`, occurrences: [at(12)]})
  expect(repositoryFindings([two, more], {}, nowMs).map(({path, place}) => [path, place.start.line])).toEqual([
    ['readme.md', 3],
    ['other.md', 5],
  ])
})
