import picocolors from 'picocolors'
import stringWidth from 'string-width'
import {expect, test} from 'vitest'
import {progressLine} from '../../src/report/progress-line.ts'

const plain = picocolors.createColors(false)
const half = {done: 617, total: 1234, elapsedMs: 7_100, waiting: {site: 'github.com', left: 230}}
const line = (progress: Partial<typeof half>, columns = 100) => progressLine({...half, ...progress}, {colors: plain, columns})

test('it tells how far it is, how fast, for how long, and who is waited for most', () => {
  expect(line({})).toBe('━━━━━━━━━━────────── 617 of 1234 links · 87/s · 7 s · waiting for github.com (230)')
})

test('at the start nothing is said about how fast it is; at the end nobody is waited for', () => {
  expect(line({done: 0, elapsedMs: 0})).toBe('──────────────────── 0 of 1234 links · 0 s · waiting for github.com (230)')
  expect(progressLine({done: 1, total: 1, elapsedMs: 2000, waiting: undefined}, {colors: plain, columns: 80})).toBe(
    '━━━━━━━━━━━━━━━━━━━━ 1 of 1 link · 1/s · 2 s',
  )
})

test('a narrow terminal gets what fits on one line, the numbers above all', () => {
  for (let columns = 1; columns <= 120; columns++) expect(stringWidth(line({}, columns))).toBeLessThan(columns)
  expect(line({}, 70)).toBe('━━━━━━━━━━────────── 617 of 1234 links · 87/s · 7 s')
  expect(line({}, 65)).toBe('617 of 1234 links · 87/s · 7 s · waiting for github.com (230)')
  expect(line({}, 20)).toBe('617 of 1234 links')
})

test('a site can do nothing to the terminal', () => {
  expect(line({waiting: {site: '\u001B[2Ja.example', left: 1}})).not.toContain('\u001B')
})
