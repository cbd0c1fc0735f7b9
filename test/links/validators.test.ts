import fc from 'fast-check'
import {expect, test} from 'vitest'
import {conditionsOf, confirms, validatorsOf} from '../../src/links/validators.ts'

const made = 'Tue, 24 Nov 2026 10:00:00 GMT'
const older = 'Mon, 23 Nov 2026 10:00:00 GMT'

test.each([
  ['an etag', {etag: '"a1"'}, {etag: '"a1"'}],
  ['a weak one', {etag: 'W/"a1"'}, {etag: 'W/"a1"'}],
  ['of an etag and a date the etag', {etag: '"a1"', 'last-modified': older, date: made}, {etag: '"a1"'}],
  ['a date', {'last-modified': older, date: made}, {lastModified: older}],
  ['the first of several', {etag: ['"a1"', '"b2"']}, {etag: '"a1"'}],
  ['an etag without quotes: not one', {etag: 'a1'}, undefined],
  ['an empty etag', {etag: '""'}, undefined],
  ['a long etag', {etag: `"${'a'.repeat(300)}"`}, undefined],
  ['an etag that is none, and a date', {etag: 'a1', 'last-modified': older, date: made}, {lastModified: older}],
  ['changed just now', {'last-modified': made, date: made}, undefined],
  ['changed less than a minute ago', {'last-modified': 'Tue, 24 Nov 2026 09:59:30 GMT', date: made}, undefined],
  ['changed in the future', {'last-modified': made, date: older}, undefined],
  ['a date, and nobody knows when the answer was made', {'last-modified': older}, undefined],
  ['no date', {'last-modified': 'yesterday', date: made}, undefined],
  ['nothing', {}, undefined],
])('what a server gives to ask it later: %s', (_, headers, given) => {
  expect(validatorsOf(headers)).toEqual(given)
})

test('what is kept is asked with, by the etag alone where there is one', () => {
  expect(conditionsOf({etag: 'W/"a1"', lastModified: older})).toEqual({'if-none-match': 'W/"a1"'})
  expect(conditionsOf({lastModified: older})).toEqual({'if-modified-since': older})
  expect(conditionsOf({})).toEqual({})
  expect(conditionsOf(undefined)).toEqual({})
})

test('whatever was kept, nothing but an etag or a date gets into a header', () => {
  const text = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.constantFrom('"a"\r\nX: 1', '"a" , "b"', '*', `${older}\r\nX: 1`, older, '"a1"'),
  )
  fc.assert(
    fc.property(text, text, (etag, lastModified) => {
      for (const value of Object.values(conditionsOf({etag, lastModified}))) {
        expect(value).toMatch(/^[\x20-\x7e\x80-\xff]+$/)
        expect(value.startsWith('*')).toBe(false)
      }
    }),
  )
})

test('what a server gives can be asked with', () => {
  fc.assert(
    fc.property(
      fc.string({unit: 'binary'}),
      fc.date({min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true}),
      (etag, date) => {
        const headers = {etag, 'last-modified': date.toUTCString(), date: new Date(date.getTime() + 60_000).toUTCString()}
        expect(Object.keys(conditionsOf(validatorsOf(headers)))).toHaveLength(1)
      },
    ),
  )
})

test.each([
  ['the same etag', {etag: '"a1"'}, {etag: '"a1"'}, true],
  ['the same, weak now', {etag: 'W/"a1"'}, {etag: '"a1"'}, true],
  ['the same, marked as compressed', {etag: '"a1"'}, {etag: '"a1-gzip"'}, true],
  ['the same, marked otherwise', {etag: 'W/"a1;br"'}, {etag: '"a1"'}, true],
  ['another etag', {etag: '"b2"'}, {etag: '"a1"'}, false],
  ['no etag where we sent one', {}, {etag: '"a1"'}, false],
  ['no date', {}, {lastModified: older}, true],
  ['the same date', {'last-modified': older}, {lastModified: older}, true],
  ['another date', {'last-modified': made}, {lastModified: older}, false],
])('a 304 with %s', (_, headers, sent, fits) => {
  expect(confirms(headers, sent)).toBe(fits)
})
