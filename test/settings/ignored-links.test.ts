import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isIgnored} from '../../src/settings/ignored-links.ts'

const is = (pattern: string, url: string) => isIgnored(url, [{url: pattern}], 0)

test.each([
  ['https://a.example/', 'https://a.example/', true],
  ['https://a.example/', 'https://a.example/b', false],
  ['https://a.example/*', 'https://a.example/b/c?d', true],
  ['https://*.example/b', 'https://a.b.example/b', true],
  ['*://a.example/*.pdf', 'http://a.example/b/c.pdf', true],
  ['*://a.example/*.pdf', 'http://a.example/b/c.pdf?x', false],
  ['*', 'anything', true],
  ['ab*ba', 'aba', false],
  ['a.example/', 'a-example/', false],
])('%s leaves %s out: %s', (pattern, url, expected) => {
  expect(is(pattern, url)).toBe(expected)
})

test('`until` is the last day, in UTC', () => {
  const until = (nowMs: number) => isIgnored('https://a.example/', [{url: 'https://a.example/', until: '2027-01-31'}], nowMs)
  expect(until(Date.UTC(2027, 0, 31, 23, 59, 59))).toBe(true)
  expect(until(Date.UTC(2027, 1, 1))).toBe(false)
})

test('stars mean what they mean in a regular expression, and no pattern runs away', () => {
  const letters = fc.string({unit: fc.constantFrom('a', 'b', '*'), maxLength: 12})
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      expect(is(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll(/\*+/g, '.*')}$`).test(text))
    }),
  )
  const started = performance.now()
  expect(is('*a'.repeat(250), `${'a'.repeat(20_000)}b`)).toBe(false)
  expect(performance.now() - started).toBeLessThan(1000)
})
