import {expect, test} from 'vitest'
import {retryAfterMs} from '../../src/links/retry-after.ts'

const now = Date.UTC(2026, 0, 1)

test.each([
  ['3', 3000],
  [' 0 ', 0],
  ['1.5', 1500],
  ['86400', 86_400_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-3', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j: %s ms', (value, ms) => {
  expect(retryAfterMs(value, now)).toBe(ms)
})
