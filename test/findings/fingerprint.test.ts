import fc from 'fast-check'
import {expect, test} from 'vitest'
import {fingerprint} from '../../src/findings/fingerprint.ts'

test('a fingerprint stays: comments of earlier versions are known by it', () => {
  expect(fingerprint('toc', 'readme.md', '#ants')).toBe('dca27dec14715adb')
})

test('other rules, paths and entries have other fingerprints', () => {
  const word = fc.string({maxLength: 6})
  fc.assert(
    fc.property(fc.tuple(word, word, word), fc.tuple(word, word, word), (one, other) => {
      expect(fingerprint(...one)).toMatch(/^[0-9a-f]{16}$/)
      if (JSON.stringify(one) !== JSON.stringify(other)) expect(fingerprint(...one)).not.toBe(fingerprint(...other))
    }),
  )
})
