import {expect, test} from 'vitest'
import {reasonOf} from '../../src/verdict/reasons.ts'

test('a reason is a sentence to stand after a colon, with the status in our own words', () => {
  expect(reasonOf({reason: 'not-found', status: 404})).toBe('the server answers `404 Not Found`')
  expect(reasonOf({reason: 'no-such-domain', status: undefined})).toBe('there is no such domain')
  expect(reasonOf({reason: 'refuses-bots', status: 403})).toBe(
    'the server refuses programs like this one (`403 Forbidden`), a browser may be let in',
  )
  expect(reasonOf({reason: 'server-error', status: 599})).toBe('the server has a problem of its own (`599`)')
})
