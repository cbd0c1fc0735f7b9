import {describe, expect, test} from 'vitest'
import {decisionOf} from '../../src/health/decision-of.ts'
import {linkKey} from '../../src/health/link-key.ts'
import {readCommand} from '../../src/health/read-command.ts'
import {readOrders} from '../../src/health/read-orders.ts'
import {dayMs, held, start} from './health-of.ts'

const key = linkKey('https://ant.example/')

describe('a tick', () => {
  test.each([
    ['- [x] Rescan now <!-- listkeeper scan -->', [{kind: 'scan'}]],
    [`  - [X] ignore <!-- listkeeper ignore ${key} -->\r\n`, [{kind: 'ignore', key}]],
    [`* [x] snooze 90 days <!-- listkeeper snooze ${key} -->  `, [{kind: 'snooze', key}]],
    [`- [x] watch again <!-- listkeeper watch ${key} -->`, [{kind: 'watch', key}]],
    [`- [x] ignore <!-- listkeeper ignore ${key} -->\n- [x] ignore <!-- listkeeper ignore ${key} -->`, [{kind: 'ignore', key}]],
    [`- [ ] ignore <!-- listkeeper ignore ${key} -->`, []],
    [`- \`[x] ignore <!-- listkeeper ignore ${key} -->\``, []],
    [`- \`a\` [x] ignore <!-- listkeeper ignore ${key} -->`, []],
    ['- [x] ignore <!-- listkeeper ignore nothing -->', []],
    ['- [x] ignore', []],
    ['', []],
  ])('%j is %j', (body, orders) => {
    expect(readOrders(body)).toEqual(orders)
  })
})

describe('a comment', () => {
  test.each([
    ['/listkeeper scan', {kind: 'scan'}],
    ['Please.\n\n/Listkeeper SCAN\n\nThanks!', {kind: 'scan'}],
    ['/listkeeper ignore https://ant.example/', {kind: 'ignore', url: 'https://ant.example/'}],
    ['/listkeeper snooze <https://ant.example/>', {kind: 'snooze', url: 'https://ant.example/'}],
    ['/listkeeper watch https://ant.example/', {kind: 'watch', url: 'https://ant.example/'}],
    ['/listkeeper', 'unknown'],
    ['/listkeeper dance', 'unknown'],
    ['/listkeeper ignore', 'unknown'],
    ['/listkeeper ignore a b', 'unknown'],
    ['> /listkeeper scan', undefined],
    ['I like /listkeeper scan', undefined],
    ['/listkeepers scan', undefined],
    ['/listkeeper-bot scan', undefined],
    ['```\n/listkeeper scan\n```', undefined],
    ['~~~~ sh\n/listkeeper scan\n~~~\n~~~~\n', undefined],
    ['```\n/listkeeper scan', undefined],
    ['```\ncode\n```\r\n/listkeeper scan', {kind: 'scan'}],
    ['``` one `line` ```\n/listkeeper scan', {kind: 'scan'}],
    ['    /listkeeper scan', undefined],
    ['\t/listkeeper scan', undefined],
    ['<!--\n/listkeeper scan\n-->', undefined],
    ['<!-- a --> \n/listkeeper scan', {kind: 'scan'}],
    ['/listkeeper scan\n/listkeeper scan', {kind: 'scan'}],
    ['/listkeeper ignore https://a.example/\n/listkeeper ignore https://b.example/', 'unknown'],
    ['/listkeeper scan.', 'unknown'],
    [
      '/listkeeper ignore https://ant.example/?access_token=abcdefgh12345678',
      {kind: 'ignore', url: 'https://ant.example/?access_token=***'},
    ],
    ['', undefined],
  ])('%j is %j', (comment, order) => {
    expect(readCommand(comment)).toEqual(order)
  })
})

test('a key that two links have names neither', () => {
  // Keys leave out blanks at the ends.
  const twins = [held('https://ant.example/'), held(' https://ant.example/')]
  expect(decisionOf({kind: 'ignore', key}, twins, 'ada', start)).toBeUndefined()
})

test('a hundred ticks in a list of twenty thousand links take no time', () => {
  const many = Array.from({length: 20_000}, (_, nth) => held(`https://ant.example/of/a/long/path/that/goes/on/${nth}`))
  const asked = many.slice(-100).map(({url}) => linkKey(url))
  const from = performance.now()
  for (const key of asked) expect(decisionOf({kind: 'ignore', key}, many, 'ada', start)).toBeDefined()
  expect(performance.now() - from).toBeLessThan(5000)
})

describe('an order', () => {
  const links = [held('https://ant.example/'), held('https://bee.example/Hive')]
  test.each([
    [{kind: 'ignore', key} as const, {url: 'https://ant.example/', kind: 'ignore', by: 'ada', atMs: start}],
    [
      {kind: 'snooze', url: 'http://www.bee.example/Hive/'} as const,
      {url: 'https://bee.example/Hive', kind: 'snooze', by: 'ada', atMs: start, untilMs: start + 90 * dayMs},
    ],
    [{kind: 'watch', key} as const, {url: 'https://ant.example/', kind: 'snooze', by: 'ada', atMs: start, untilMs: start}],
    [{kind: 'ignore', url: 'https://elsewhere.example/'} as const, undefined],
  ])('%j decides %j', (order, decision) => {
    expect(decisionOf(order, links, 'ada', start)).toEqual(decision)
  })
})
