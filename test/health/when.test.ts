import {describe, expect, test} from 'vitest'
import {dueAfter} from '../../src/health/due-after.ts'
import {isOurNetwork} from '../../src/health/is-our-network.ts'
import {isStale} from '../../src/health/is-stale.ts'
import {nextScan} from '../../src/health/next-scan.ts'
import {dayMs, fine, gone, record, silent, start} from './health-of.ts'

describe('a page is looked at again', () => {
  const suspect = (days: number) =>
    record(gone, {checkedMs: start + days * dayMs, strikes: {count: 2, firstMs: start, lastMs: start + days * dayMs}})

  test.each([
    ['after a week', record(fine), 1, 7],
    ['after two where nothing changes', record(fine, {steady: 8}), 1, 14],
    ['sooner where it changed', record(fine, {isChanging: true}), 1, 3.5],
    ['sooner where many hold it', record(fine), 10, 3.5],
    ['a day after it was seen dead first', suspect(0), 1, 1],
    ['three days after that', suspect(1), 1, 3],
    ['and three more', suspect(4), 1, 3],
    ['then like all else', suspect(7), 1, 7],
  ])('%s', (_, known, holders, days) => {
    expect(dueAfter(known, holders) - known.checkedMs).toBe(days * dayMs)
  })
})

describe('a scan wants a page', () => {
  const week = 7 * dayMs
  const dead = (days: number) =>
    record(gone, {checkedMs: start - days * dayMs, strikes: {count: 1, firstMs: start, lastMs: start - days * dayMs}})
  const aged = (days: number, about = {}) => record(fine, {checkedMs: start - days * dayMs, ...about})
  test.each([
    ['that nobody knows', undefined, 'push', week, true],
    ['on a push no other', aged(100), 'push', week, false],
    ['but what was dead before today, and may have been put back', dead(2), 'push', week, true],
    ['not what was dead today', dead(0.5), 'push', week, false],
    ['that was checked some time after the last scan began', aged(6.9), 'schedule', week, true],
    ['not that others had checked yesterday', aged(1), 'schedule', week, false],
    ['daily: every two days', aged(2), 'schedule', dayMs, true],
    ['daily: not every day', aged(1), 'schedule', dayMs, false],
    ['monthly: not younger than half of it', aged(12), 'schedule', 30 * dayMs, false],
    ['of which somebody asks after an hour', aged(0.05), 'asked', week, true],
    ['not within the hour', aged(0.01), 'asked', week, false],
    ['unless it is not alive', record(silent, {checkedMs: start}), 'asked', week, true],
  ] as const)('%s', (_, known, cause, periodMs, wanted) => {
    expect(isStale(known, cause, periodMs, start)).toBe(wanted)
  })
})

describe('the next scan', () => {
  test.each([
    ['daily', dayMs, dayMs],
    ['weekly', 7 * dayMs, 7 * dayMs],
    [undefined, 7 * dayMs, 7 * dayMs],
    ['monthly', 28 * dayMs, 31 * dayMs],
  ])('%s: is within its period, and so on', (schedule, least, longest) => {
    const {dueMs, periodMs} = nextScan(schedule, '42', start)
    expect(periodMs).toBeGreaterThanOrEqual(least)
    expect(periodMs).toBeLessThanOrEqual(longest)
    expect(dueMs).toBeGreaterThan(start)
    expect(dueMs - start).toBeLessThanOrEqual(longest)
    expect(nextScan(schedule, '42', dueMs).dueMs).toBe(dueMs + periodMs)
  })

  test('repositories are spread over the whole week', () => {
    const due = Array.from({length: 700}, (_, id) => Math.floor((nextScan('weekly', String(id), start).dueMs - start) / dayMs))
    for (const day of [0, 1, 2, 3, 4, 5, 6]) expect(due.filter(one => one === day).length).toBeGreaterThan(50)
  })

  test.each([
    ['30 4 * * mon', '2026-11-09T04:30:00.000Z'],
    ['0 5 * * *', '2026-11-03T05:00:00.000Z'],
    ['0 4 * * *', '2026-11-04T04:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ['0 0 1 * sun', '2026-11-08T00:00:00.000Z'],
    ['0 0 31 1,4 7', '2027-01-03T00:00:00.000Z'],
  ])('%s comes at %s', (schedule, due) => {
    expect(new Date(nextScan(schedule, '42', start).dueMs).toISOString()).toBe(due)
  })
})

describe('our own network', () => {
  const sites = (count: number, failing: number, before = fine) =>
    Array.from({length: count}, (_, index) => ({
      page: `https://site${index}.example/`,
      before: record(before),
      record: record(index < failing ? silent : fine),
    }))

  test('it failed where more than half of eight sites or more fail that answered', () => {
    expect(isOurNetwork(sites(8, 5))).toEqual([0, 1, 2, 3, 4].map(index => `https://site${index}.example/`))
  })

  test.each([
    ['half of them is not enough', sites(8, 4)],
    ['nor are seven sites', sites(7, 7)],
    ['nor sites that never answered', sites(20, 20, silent)],
    [
      'nor one site with many pages',
      Array.from({length: 50}, (_, index) => ({
        page: `https://ant.example/${index}`,
        before: record(fine),
        record: record(gone),
      })),
    ],
  ])('%s', (_, seen) => {
    expect(isOurNetwork(seen)).toBeUndefined()
  })
})
