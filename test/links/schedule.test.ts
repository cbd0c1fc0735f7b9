import {expect, test} from 'vitest'
import type {Visit} from '../../src/links/fetch-page.ts'
import {type Run, visitAll} from '../../src/links/schedule.ts'
import {openSiteBook} from '../../src/links/site-book.ts'
import type {Exchange} from '../../src/verdict/exchange.ts'
import {forever} from './local-web.ts'

/** A web without a network and a clock without time: a pause only moves the clock. */
function openPretence(
  answer: (page: string, nth: number) => Partial<Exchange> & {readonly status?: number; readonly retryAfter?: string},
) {
  let nowMs = 1_000_000
  const asked: string[] = []
  const inFlight = new Map<string, number>()
  const most = new Map<string, number>()
  const run: Run = {
    async visit(page): Promise<Visit> {
      asked.push(page)
      const site = new URL(page).hostname
      for (const key of [site, 'all']) {
        inFlight.set(key, (inFlight.get(key) ?? 0) + 1)
        most.set(key, Math.max(most.get(key) ?? 0, inFlight.get(key) ?? 0))
      }
      await new Promise(resolve => setImmediate(resolve))
      for (const key of [site, 'all']) inFlight.set(key, (inFlight.get(key) ?? 0) - 1)
      const {status = 200, retryAfter, ...seen} = answer(page, asked.filter(each => each === page).length)
      nowMs += 10
      return {
        exchange: {url: page, hops: [{url: page, status, location: undefined}], title: undefined, failure: undefined, ...seen},
        retryAfter,
      }
    },
    sites: openSiteBook(),
    now: () => nowMs,
    async pause(ms) {
      nowMs += ms
      await new Promise(resolve => setImmediate(resolve))
    },
    concurrency: 8,
    perSite: 16,
    retries: 2,
  }
  return {run, asked, most, passedMs: () => nowMs - 1_000_000}
}

const pagesOf = (host: string, count: number) => Array.from({length: count}, (_, n) => `https://${host}/${n}`)

async function visited(run: Run, pages: readonly string[], signal: AbortSignal = forever) {
  const settled = new Map<string, Exchange>()
  await visitAll(run, pages, (page, exchange) => settled.set(page, exchange), signal)
  return settled
}

const outcome = ({failure, hops}: Exchange) => failure?.kind ?? hops.at(-1)?.status

test('every page is asked once and settled; a site starts with four at once, all with what the run allows', async () => {
  const {run, asked, most} = openPretence(() => ({}))
  const pages = [...pagesOf('ant.example', 12), ...Array.from({length: 20}, (_, n) => `https://s${n}.example/`)]
  const settled = await visited(run, pages)
  expect(settled.size).toBe(32)
  expect(asked.toSorted()).toEqual(pages.toSorted())
  expect(most.get('all')).toBe(8)
  expect(most.get('ant.example')).toBeGreaterThanOrEqual(4)
  expect(most.get('ant.example')).toBeLessThanOrEqual(8)
})

test('the site with the most pages goes first', async () => {
  const {run, asked} = openPretence(() => ({}))
  await visited({...run, concurrency: 1}, ['https://one.example/', ...pagesOf('many.example', 3), ...pagesOf('two.example', 2)])
  expect(asked[0]).toBe('https://many.example/0')
})

test('perSite holds, also when it is lower than where politeness starts', async () => {
  const {run, most} = openPretence(() => ({}))
  await visited({...run, perSite: 2}, pagesOf('ant.example', 10))
  expect(most.get('ant.example')).toBe(2)
})

test('a halt is waited for by the whole site and by nobody else, then every page is asked again', async () => {
  const {run, passedMs} = openPretence((page, nth) => (page.includes('ant') && nth === 1 ? {status: 429, retryAfter: '3'} : {}))
  const settled = await visited(run, [...pagesOf('ant.example', 6), ...pagesOf('bee.example', 3)])
  expect([...settled.values()].map(outcome)).toEqual(Array.from({length: 9}).fill(200))
  expect(passedMs()).toBeGreaterThanOrEqual(3000)
})

test('a page that already waits for its place when the halt comes is held back too', async () => {
  const {run, asked, passedMs} = openPretence((_, nth) => (nth === 1 && asked.length === 1 ? {status: 429, retryAfter: '5'} : {}))
  const startedMs: number[] = []
  const noted: Run = {
    ...run,
    concurrency: 1,
    visit(page, signal) {
      startedMs.push(passedMs())
      return run.visit(page, signal)
    },
  }
  await visited(noted, pagesOf('ant.example', 4))
  expect(startedMs).toHaveLength(5)
  expect(startedMs.slice(1).every(ms => ms >= 5000)).toBe(true)
})

test('a halt for a day ends it for that site at once', async () => {
  const {run, asked, passedMs} = openPretence(() => ({status: 429, retryAfter: '86400'}))
  const settled = await visited(run, pagesOf('ant.example', 30))
  expect(asked.length).toBeLessThanOrEqual(8)
  expect(passedMs()).toBeLessThan(1000)
  expect(new Set([...settled.values()].map(outcome))).toEqual(new Set([429, 'paused site']))
})

test('a halt by the site behind a redirect pauses that one', async () => {
  const {run} = openPretence((page, nth) =>
    nth === 1
      ? {
          hops: [
            {url: page, status: 301, location: 'https://bee.example/x'},
            {url: 'https://bee.example/x', status: 429, location: undefined},
          ],
          retryAfter: '2',
        }
      : {},
  )
  const settled = await visited(run, ['https://ant.example/'])
  expect([...settled.values()].map(outcome)).toEqual([200])
  expect(run.sites.read('bee.example').rushes).toBe(1)
  expect(run.sites.read('ant.example').rushes).toBe(0)
})

test('a site that always says halt, or always fails, is asked a counted number of times', async () => {
  for (const status of [429, 500, 503]) {
    const {run, asked} = openPretence(() => ({status}))
    const settled = await visited(run, pagesOf('ant.example', 4))
    expect(settled.size).toBe(4)
    expect(asked.length).toBeLessThanOrEqual(4 * 7)
  }
})

test('a trouble that passes is forgiven, as often as retries say and no more', async () => {
  const flaky = (times: number) => openPretence((_, nth) => (nth <= times ? {status: 502} : {}))
  const twice = flaky(2)
  expect([...(await visited(twice.run, pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([200])
  const thrice = flaky(3)
  expect([...(await visited(thrice.run, pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([502])
  expect(thrice.asked).toHaveLength(3)
  const never = flaky(1)
  await visited({...never.run, retries: 0}, pagesOf('ant.example', 1))
  expect(never.asked).toHaveLength(1)
})

test('what is proven is not asked again', async () => {
  const {run, asked} = openPretence(() => ({status: 404}))
  await visited(run, pagesOf('ant.example', 3))
  expect(asked).toHaveLength(3)
})

test('a site that never answers costs the time of a few pages, not of all', async () => {
  const {run, asked} = openPretence(() => ({hops: [], failure: {kind: 'timeout', detail: ''}}))
  const settled = await visited(run, pagesOf('ant.example', 40))
  expect(settled.size).toBe(40)
  expect(asked.length).toBeLessThanOrEqual(8)
  expect(outcome(settled.get('https://ant.example/39') ?? expect.fail())).toBe('silent site')
})

test('after the signal nothing is asked and nothing is settled', async () => {
  const stop = new AbortController()
  const {run, asked} = openPretence((_, nth) => {
    if (nth === 1 && asked.length === 5) stop.abort()
    return {}
  })
  const settled = await visited(run, pagesOf('ant.example', 100), stop.signal)
  expect(asked.length).toBeLessThanOrEqual(10)
  expect(settled.size).toBeLessThan(10)
})
