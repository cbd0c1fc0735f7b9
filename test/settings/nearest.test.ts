import {expect, test} from 'vitest'
import {nearest} from '../../src/settings/nearest.ts'

const keys = ['files', 'rules', 'failOn', 'review', 'links']

test.each([
  ['filez', 'files'],
  ['fail_on', 'failOn'],
  ['fail-on', 'failOn'],
  ['FAILON', 'failOn'],
  ['reveiw', 'review'],
  ['link', 'links'],
  ['rulse', 'rules'],
])('%s means %s', (typed, meant) => {
  expect(nearest(typed, keys)).toBe(meant)
})

test.each(['', 'x', 'colour', 'everything', 'z'.repeat(100_000)])('no guess where nothing is near (%#)', typed => {
  expect(nearest(typed, keys)).toBeUndefined()
})
