import fc from 'fast-check'
import {expect, test} from 'vitest'
import {reasonOf, reasonOfRecord} from '../../src/queue/reason.ts'

test('a reason says what failed and why, once', () => {
  expect(reasonOf(new Error('The list could not be read', {cause: new Error('The list could not be read.')}))).toBe(
    'The list could not be read',
  )
  expect(reasonOf(new Error('The issue could not be edited', {cause: new Error('GitHub answered 502')}))).toBe(
    'The issue could not be edited: GitHub answered 502',
  )
  expect(reasonOf(new AggregateError([new Error('first'), new Error('second'), new Error('third')], 'several failed'))).toBe(
    'several failed: first: second',
  )
  expect(reasonOf('just words')).toBe('just words')
  for (const nothing of [undefined, null, 5, {}, new Error('')]) expect(reasonOf(nothing)).toBe('It failed without saying why')
})

test('GitHub and files are named, links of lists and secrets are not', () => {
  expect(reasonOf(new Error('getaddrinfo ENOTFOUND api.github.com'))).toBe('getaddrinfo ENOTFOUND api.github.com')
  expect(reasonOf(new Error('.github/listkeeper.yml and readme.md'))).toBe('.github/listkeeper.yml and readme.md')
  expect(reasonOf(new Error('getaddrinfo ENOTFOUND wiki.corp.example'))).toBe('getaddrinfo ENOTFOUND (a host)')
  expect(reasonOf(new Error('connect to postgres://user:pass@db.example:5432/x failed'))).toBe('connect to (an address) failed')
  expect(reasonOf(new Error('Authorization: Bearer abc.def'))).toBe('Authorization: Bearer (a secret)')
  expect(reasonOf(new Error('password=hunter2, api_key: "abc"'))).toBe('password=(a secret), api_key: "(a secret)"')
  expect(reasonOf(new Error('Authorization: token abcdef123'))).toBe('Authorization: (a secret)')
  expect(reasonOf(new Error('Unexpected token < in JSON'))).toBe('Unexpected token < in JSON')
  expect(reasonOf(new Error('used ghs_16C7e42F292c6912E7710c838347Ae178B4a'))).toBe('used (a secret)')
})

test('what pg-boss recorded where nobody was left is told in plain words', () => {
  expect(reasonOfRecord({value: {message: 'job heartbeat timeout'}})).toBe(
    'The process that worked on it ended, or did not answer any more',
  )
  expect(reasonOfRecord({message: 'GitHub answered 502'})).toBe('GitHub answered 502')
  expect(reasonOfRecord(null)).toBe('It failed without saying why')
})

test('whatever was thrown, the reason is one short line that holds no address', () => {
  const nested = fc.tuple(fc.string({maxLength: 400}), fc.webUrl(), fc.string({maxLength: 50}), fc.string())
  fc.assert(
    fc.property(nested, ([before, url, after, cause]) => {
      const reason = reasonOf(new Error(`${before} ${url} ${after}`, {cause: new Error(cause)}))
      expect(reason.length).toBeLessThanOrEqual(300)
      expect(reason).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(reason).not.toContain(url)
      expect(reasonOf(reason)).toBe(reason)
    }),
    {numRuns: 40},
  )
})
