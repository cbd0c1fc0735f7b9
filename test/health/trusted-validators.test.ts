import {expect, test} from 'vitest'
import type {PageRecord} from '../../src/health/page-record.ts'
import {trustedValidators} from '../../src/health/trusted-validators.ts'

const validators = {etag: '"ant"'}
const alive: PageRecord = {
  verdict: {kind: 'alive', reason: 'answers', status: 200, finalUrl: 'https://ant.example/'},
  checkedMs: 1,
  sinceMs: 1,
  steady: 1,
  validators,
}

test.each<[string, PageRecord | undefined, typeof validators | undefined]>([
  ['a page that was plainly alive is asked whether it has changed', alive, validators],
  ['every fourth time it is asked for as a whole', {...alive, steady: 4}, undefined],
  ['one that may be somebody else’s is, always', {...alive, handed: {why: 'other title', sinceMs: 1}}, undefined],
  ['so is one that was not alive', {...alive, verdict: {kind: 'dead', reason: 'gone', status: 410}}, undefined],
  ['and one that nobody knows', undefined, undefined],
])('%s', (_, record, expected) => {
  expect(trustedValidators(record)).toEqual(expected)
})
