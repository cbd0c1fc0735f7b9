import {expect, test} from 'vitest'
import {openSiteBook} from '../../src/links/site-book.ts'
import {forever} from './local-web.ts'
import {openVirtualWeb, outcome, pagesOf, redirecting, rushable} from './virtual-web.ts'

const noAnswer = (kind: 'timeout' | 'reset' | 'refused connection' | 'resolver', ms = 10) => ({failure: {kind, detail: ''}, ms})

test('every page is asked once and settled; a site starts with four at once, all with what the run allows', async () => {
  const {visited, asked, most} = openVirtualWeb(() => ({}))
  const pages = [...pagesOf('ant.example', 12), ...Array.from({length: 20}, (_, n) => `https://s${n}.example/`)]
  const settled = await visited(pages)
  expect(settled.size).toBe(32)
  expect(asked().toSorted()).toEqual(pages.toSorted())
  expect(most.get('all')).toBe(8)
  expect(most.get('ant.example')).toBeGreaterThanOrEqual(4)
  expect(most.get('ant.example')).toBeLessThanOrEqual(8)
})

test('the site with the most pages goes first, and has a place again as soon as it may be asked', async () => {
  const {visited, asked} = openVirtualWeb(({page}) => ({ms: 60 + ((page.length * 37 + page.charCodeAt(9) * 11) % 80)}), {
    concurrency: 8,
  })
  await visited([
    ...pagesOf('two.example', 2),
    ...pagesOf('many.example', 12),
    ...Array.from({length: 40}, (_, n) => `https://s${n}.example/`),
  ])
  expect(asked().slice(0, 2)).toEqual(['https://many.example/0', 'https://two.example/0'])
  // Twelve pages, four at once as soon as the first has come: all are asked within the first four rounds of eight, although forty sites wait for a place.
  expect(asked().findLastIndex(page => page.startsWith('https://many'))).toBeLessThan(32)
})

test('perSite holds, also when it is lower than where politeness starts', async () => {
  const {visited, most} = openVirtualWeb(() => ({}), {perSite: 2})
  await visited(pagesOf('ant.example', 10))
  expect(most.get('ant.example')).toBe(2)
})

test('a halt is waited for by the whole site and by nobody else, then every page is asked again', async () => {
  const {visited, requests} = openVirtualWeb(
    ({site, nth}) => (site === 'ant.example' && nth === 1 ? {status: 429, retryAfter: '3'} : {}),
    {concurrency: 4},
  )
  const settled = await visited([...pagesOf('ant.example', 6), ...pagesOf('bee.example', 50)])
  expect([...settled.values()].map(outcome)).toEqual(Array.from({length: 56}).fill(200))
  const ants = requests.filter(({site}) => site === 'ant.example')
  const firstHaltMs = (ants[0]?.atMs ?? 0) + 10
  expect(ants.filter(({atMs}) => atMs > firstHaltMs && atMs < firstHaltMs + 3000)).toEqual([])
  expect(requests.filter(({site}) => site === 'bee.example').every(({atMs}) => atMs < 1000)).toBe(true)
})

test('Retry-After as a date is as good as one in seconds', async () => {
  const {visited, requests} = openVirtualWeb(({nth}) =>
    nth === 1 ? {status: 503, retryAfter: new Date(1_000_000 + 7000).toUTCString()} : {},
  )
  const settled = await visited(pagesOf('ant.example', 1))
  expect([...settled.values()].map(outcome)).toEqual([200])
  expect(requests[1]?.atMs).toBe(7000)
})

test('a halt for a day ends it for that site at once', async () => {
  const {visited, asked, passedMs} = openVirtualWeb(() => ({status: 429, retryAfter: '86400'}))
  const settled = await visited(pagesOf('ant.example', 30))
  expect(asked().length).toBeLessThanOrEqual(8)
  expect(passedMs()).toBeLessThan(1000)
  expect(new Set([...settled.values()].map(outcome))).toEqual(new Set([429, 'paused site']))
})

test('a halt by the site behind a redirect pauses that one, for all that are sent there', async () => {
  const {visited, requests, run} = openVirtualWeb(({page, site, atMs}) => {
    if (site !== 'bee.example') return redirecting(`https://bee.example/${new URL(page).hostname}`)
    return atMs < 1000 ? {status: 429, retryAfter: '2'} : {}
  })
  const settled = await visited(Array.from({length: 20}, (_, n) => `https://s${n}.example/`))
  expect([...settled.values()].map(outcome)).toEqual(Array.from({length: 20}).fill(200))
  const bees = requests.filter(({site}) => site === 'bee.example').map(({atMs}) => atMs)
  const haltMs = (bees[0] ?? 0) + 10
  expect(bees.filter(ms => ms > haltMs && ms < haltMs + 2000)).toEqual([])
  expect(run.sites.read('bee.example').halts).toBeGreaterThan(0)
  expect(run.sites.read('s0.example').halts).toBe(0)
})

test('many sites that send to one do not rush it, and hold up nobody while they wait', async () => {
  const {visited, most, requests} = openVirtualWeb(
    ({page, site}) =>
      site === 'hub.example'
        ? {ms: 1000}
        : site.startsWith('s')
          ? redirecting(`https://hub.example/${new URL(page).hostname}`)
          : {},
    {concurrency: 20},
  )
  const settled = await visited([
    ...Array.from({length: 60}, (_, n) => `https://s${n}.example/`),
    ...Array.from({length: 60}, (_, n) => `https://t${n}.example/`),
  ])
  expect([...settled.values()].map(outcome)).toEqual(Array.from({length: 120}).fill(200))
  expect(most.get('hub.example')).toBeLessThanOrEqual(16)
  expect(requests.filter(({site}) => site.startsWith('t')).every(({atMs}) => atMs < 500)).toBe(true)
})

test('two sites that send to each other do not wait for each other for ever', async () => {
  const {visited} = openVirtualWeb(
    ({page, site}) => {
      if (page.includes('end')) return {}
      return redirecting(`https://${site === 'ant.example' ? 'bee' : 'ant'}.example/end${new URL(page).pathname}`)
    },
    {perSite: 1, concurrency: 2},
  )
  const settled = await visited([...pagesOf('ant.example', 10), ...pagesOf('bee.example', 10)])
  expect([...settled.values()].map(outcome)).toEqual(Array.from({length: 20}).fill(200))
})

test('a site that always says halt, or always fails, is asked a counted number of times', async () => {
  for (const status of [429, 500, 503]) {
    const {visited, asked} = openVirtualWeb(() => ({status}))
    const settled = await visited(pagesOf('ant.example', 4))
    expect(settled.size).toBe(4)
    expect(asked().length).toBeLessThanOrEqual(4 * 7)
  }
})

test('pages that always say halt cost the others of their site little', async () => {
  const {visited, passedMs} = openVirtualWeb(({page}) => (/[05]$/.test(page) ? {status: 429, retryAfter: '1'} : {}), {
    concurrency: 64,
  })
  const settled = await visited(pagesOf('ant.example', 200))
  expect(settled.size).toBe(200)
  expect(passedMs()).toBeLessThan(75_000)
})

test('a trouble that passes is forgiven, as often as retries say and no more', async () => {
  const flaky = (times: number) => openVirtualWeb(({nth}) => (nth <= times ? {status: 502} : {}))
  const twice = flaky(2)
  expect([...(await twice.visited(pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([200])
  const thrice = flaky(3)
  expect([...(await thrice.visited(pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([502])
  expect(thrice.requests).toHaveLength(3)
  const never = flaky(1)
  await never.visited(pagesOf('ant.example', 1), forever, {retries: 0})
  expect(never.requests).toHaveLength(1)
})

test('a connection that is refused or broken off once is tried again, after a while that varies', async () => {
  for (const kind of ['refused connection', 'reset', 'resolver'] as const) {
    const times = [0, 0.99].map(async random => {
      const web = openVirtualWeb(({nth}) => (nth === 1 ? noAnswer(kind) : {}), {random: () => random})
      expect([...(await web.visited(pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([200])
      return web.requests[1]?.atMs ?? 0
    })
    const [soonest = 0, latest = 0] = await Promise.all(times)
    expect(soonest).toBeGreaterThan(100)
    expect(latest).toBeGreaterThan(soonest + 50)
  }
})

test('what is proven is not asked again', async () => {
  const {visited, requests} = openVirtualWeb(() => ({status: 404}))
  await visited(pagesOf('ant.example', 3))
  expect(requests).toHaveLength(3)
})

test('a site that never answers costs the time of a few pages, not of all', async () => {
  const {visited, requests, passedMs} = openVirtualWeb(() => noAnswer('timeout', 10_000))
  const settled = await visited(pagesOf('ant.example', 40))
  expect(settled.size).toBe(40)
  expect(requests.length).toBeLessThanOrEqual(8)
  expect(passedMs()).toBeLessThan(12_000)
  expect(outcome(settled.get('https://ant.example/39') ?? expect.fail())).toBe('silent site')
})

test('a page that takes long is asked for once more meanwhile: an answer then counts, and none takes no longer', async () => {
  const longMs = 5000
  const once = openVirtualWeb(({nth}) => (nth === 1 ? noAnswer('timeout', 10_000) : {}), {longMs})
  expect([...(await once.visited(pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([200])
  expect(once.passedMs()).toBe(5010)

  const slow = openVirtualWeb(({nth}) => ({ms: nth === 1 ? 7000 : 9000}), {longMs})
  expect([...(await slow.visited(pagesOf('ant.example', 1))).values()].map(outcome)).toEqual([200])
  expect(slow.passedMs()).toBe(7000)

  const never = openVirtualWeb(() => noAnswer('timeout', 10_000), {longMs})
  expect([...(await never.visited(pagesOf('ant.example', 1))).values()].map(outcome)).toEqual(['timeout'])
  expect(never.passedMs()).toBe(10_000)
  expect(never.requests).toHaveLength(2)
  await new Promise(resolve => setImmediate(resolve))
  for (const {run} of [once, slow, never]) expect(run.sites.read('ant.example').inFlight).toBe(0)
})

test('a page that waits for the pause of the site that it was sent to is not asked for twice meanwhile', async () => {
  const {visited, requests} = openVirtualWeb(
    ({page, site, atMs}) => {
      if (site === 'bee.example') return atMs < 100 ? {status: 429, retryAfter: '15'} : {}
      return page.endsWith('ant.example/0')
        ? redirecting('https://bee.example/')
        : {...redirecting('https://bee.example/ant'), ms: 50}
    },
    {longMs: 5000},
  )
  await visited(pagesOf('ant.example', 2))
  expect(requests.filter(({page}) => page === 'https://ant.example/1')).toHaveLength(1)
})

test('after the signal nothing is asked and nothing is settled', async () => {
  const stop = new AbortController()
  const {visited, requests} = openVirtualWeb(() => {
    if (requests.length === 5) stop.abort()
    return {}
  })
  const settled = await visited(pagesOf('ant.example', 100), stop.signal)
  expect(requests.length).toBeLessThanOrEqual(10)
  expect(settled.size).toBeLessThan(10)
})

test('a run that was stopped leaves no place taken behind', async () => {
  const sites = openSiteBook()
  const stop = new AbortController()
  const first = openVirtualWeb(
    () => {
      if (first.requests.length === 4) stop.abort()
      return {ms: 1000}
    },
    {sites},
  )
  await first.visited(pagesOf('ant.example', 20), stop.signal)
  await new Promise(resolve => setImmediate(resolve))
  expect(sites.read('ant.example').inFlight).toBe(0)
})

test('two runs at once ask no more of a site than one, and neither waits for the end of the other', async () => {
  const {run, visited, most, requests} = openVirtualWeb(() => ({ms: 100}), {concurrency: 64})
  expect(run.sites.read('ant.example').limit).toBe(4)
  const [one, other] = await Promise.all([
    visited(pagesOf('ant.example', 60)),
    visited(pagesOf('ant.example', 8).map(page => `${page}?other`)),
  ])
  expect([one.size, other.size]).toEqual([60, 8])
  expect(most.get('ant.example')).toBeLessThanOrEqual(16)
  expect(requests.findLastIndex(({page}) => page.includes('other'))).toBeLessThan(30)
})

test.each([
  ['bears twelve at once', {inFlight: 12}, 1280 / 12 / 10],
  ['bears five at once', {inFlight: 5}, 1280 / 5 / 10],
  ['bears a hundred in a second', {perSecond: 100}, 1280 / 100],
  ['bears thirty in a second', {perSecond: 30}, 1280 / 30],
  ['bears thirty in a second and no more at a time than ten', {perSecond: 30, burst: 10}, 1280 / 30],
])('a site that %s is found out with few halts, and in not much more time than it takes', async (_, nature, leastS) => {
  const site = rushable(nature)
  const {visited, most, passedMs} = openVirtualWeb(site.answer, {concurrency: 128})
  const settled = await visited(pagesOf('ant.example', 1280))
  expect(new Set([...settled.values()].map(outcome))).toEqual(new Set([200]))
  expect(site.refused()).toBeLessThanOrEqual(10)
  expect(most.get('ant.example')).toBeLessThanOrEqual(16)
  expect(passedMs() / 1000).toBeLessThan(leastS * 1.8 + 3)
})
