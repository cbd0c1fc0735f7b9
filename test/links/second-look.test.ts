import {expect, test} from 'vitest'
import {lookAgain} from '../../src/links/second-look.ts'
import {judge} from '../../src/verdict/judge.ts'
import {exchangeOf, fakeRun} from './further-looks.ts'

const page = 'https://ant.example/a'
const dead = (seenMs = 0) => new Map([[page, {exchange: exchangeOf(page, 404), seenMs}]])
const forever = new AbortController().signal

test.each<readonly [string, readonly number[], string, number]>([
  ['not found again', [404], 'dead not-found', 1],
  ['gone by now', [410], 'dead gone', 1],
  ['an error', [503], 'unverified server-error', 1],
  ['a halt', [429], 'unverified too-many-requests', 1],
  ['found twice', [200, 200], 'alive answers', 2],
  ['found, and not found', [200, 404], 'unverified flapping', 2],
  ['found, and an error', [200, 500], 'unverified server-error', 2],
])('not found, and then %s', async (_, answers, proves, requests) => {
  const {run, asked} = fakeRun({[page]: answers})
  const counts = await lookAgain(run, dead(), forever)
  const verdict = judge(counts.get(page) ?? exchangeOf(page, 999))
  expect(`${verdict.kind} ${verdict.reason}`).toBe(proves)
  expect(asked).toHaveLength(requests)
})

test('the second look comes a quarter of a second after the first at least, and no later than it must', async () => {
  const early = fakeRun({[page]: [404]})
  await lookAgain(early.run, dead(0), forever)
  expect(early.asked.map(({atMs}) => atMs)).toEqual([250])
  const late = fakeRun({[page]: [404]})
  await lookAgain(late.run, dead(-1000), forever)
  expect(late.asked.map(({atMs}) => atMs)).toEqual([0])
})

test('without time for a second look nothing is dead', async () => {
  const {run, asked} = fakeRun({[page]: [404]})
  const counts = await lookAgain(run, dead(), AbortSignal.abort())
  expect(judge(counts.get(page) ?? exchangeOf(page, 404))).toMatchObject({kind: 'unverified', reason: 'not-reached'})
  expect(asked).toEqual([])
})

test('without time for a third look what came back is not alive', async () => {
  const stop = new AbortController()
  const {run} = fakeRun({[page]: [200]})
  const looks: string[] = []
  const visit: typeof run.visit = async (...args) => {
    looks.push('look')
    if (looks.length > 1) {
      setImmediate(() => stop.abort())
      return new Promise(() => {})
    }
    return run.visit(...args)
  }
  const counts = await lookAgain({...run, visit}, dead(), stop.signal)
  expect(looks).toHaveLength(2)
  expect(judge(counts.get(page) ?? exchangeOf(page, 404))).toMatchObject({kind: 'unverified', reason: 'flapping'})
})
