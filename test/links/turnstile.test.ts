import fc from 'fast-check'
import {expect, test} from 'vitest'
import {failureOf} from '../../src/links/failure.ts'
import type {SiteAnswer} from '../../src/links/politeness.ts'
import {openSeats} from '../../src/links/seats.ts'
import {openSiteBook} from '../../src/links/site-book.ts'
import {openTurnstile} from '../../src/links/turnstile.ts'
import {openVirtualWeb, outcome} from './virtual-web.ts'

/** What a page answers at each time of asking; after the last one it is there. */
const fate = fc.constantFrom(
  {},
  {status: 404},
  {status: 429},
  {status: 429, retryAfter: '2'},
  {status: 429, retryAfter: '86400'},
  {status: 503},
  {status: 503, retryAfter: '1'},
  {status: 500},
  {failure: {kind: 'reset' as const, detail: ''}},
  {failure: {kind: 'timeout' as const, detail: ''}, ms: 4000},
  {failure: {kind: 'no such domain' as const, detail: ''}},
)
const page = fc.record({
  site: fc.constantFrom('ant.example', 'bee.example', 'cat.example', 'dog.example'),
  fates: fc.array(fate, {maxLength: 4}),
  ms: fc.integer({min: 1, max: 400}),
  sentTo: fc.option(fc.constantFrom('ant.example', 'hub.example'), {nil: undefined, freq: 4}),
})

test('whatever sites answer and wherever they send: every page is settled, no more is open than may be, and pauses are obeyed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(page, {maxLength: 24}),
      fc.integer({min: 1, max: 12}),
      fc.integer({min: 1, max: 6}),
      async (pages, concurrency, perSite) => {
        const web = openVirtualWeb(
          ({page: url, site, nth}) => {
            const {pathname} = new URL(url)
            const asked = pages[Number(pathname.slice(1))]
            if (asked === undefined) return {}
            if (asked.sentTo !== undefined && asked.sentTo !== site && asked.site === site)
              return {status: 301, ms: asked.ms, hops: [{url, status: 301, location: `https://${asked.sentTo}${pathname}`}]}
            return {ms: asked.ms, ...asked.fates[nth - 1]}
          },
          {concurrency, perSite, longMs: 2000},
        )
        const settled = await web.visited(pages.map(({site}, n) => `https://${site}/${n}`))
        expect(settled.size).toBe(pages.length)
        for (const [key, most] of web.most) expect(most).toBeLessThanOrEqual(key === 'all' ? concurrency : perSite)
        for (const {site, saidMs, endMs} of web.halts)
          expect(web.requests.filter(request => request.site === site && request.atMs > saidMs && request.atMs < endMs)).toEqual(
            [],
          )
        // Each try of a page, its redirect and the second visit of one that takes long are counted.
        expect(web.requests.length).toBeLessThanOrEqual(pages.length * 7 * 4)
        for (const exchange of settled.values()) expect(outcome(exchange)).toBeDefined()
        for (const site of web.most.keys()) expect(web.run.sites.read(site).inFlight).toBe(0)
      },
    ),
    {numRuns: 40},
  )
})

test('in whatever order requests end, places are given away once each, and never more than there are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<SiteAnswer['kind']>('answered', 'failed', 'stopped')), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.integer({min: 1, max: 5}),
      async (scheduler, asks, concurrency) => {
        let nowMs = 0
        let open = 0
        let most = 0
        const entered: number[] = []
        const turnstile = openTurnstile(
          {
            sites: openSiteBook(),
            seats: openSeats(Number.POSITIVE_INFINITY),
            isPatient: false,
            now: () => nowMs,
            async pause(ms) {
              await scheduler.schedule(Promise.resolve(), `${ms} ms`)
              nowMs += ms
            },
            concurrency,
            perSite: 2,
          },
          [],
          {admit: () => {}, refuse: () => {}},
        )
        await scheduler.waitFor(
          Promise.all(
            asks.map(async ([site, kind], index) => {
              await scheduler.schedule(Promise.resolve(), `ask ${index}`)
              await turnstile.enter(site, index % 2 === 0 ? 'soon' : 'late')
              entered.push(index)
              open += 1
              most = Math.max(most, open)
              await scheduler.schedule(Promise.resolve(), `end ${index}`)
              open -= 1
              turnstile.leave(site, kind === 'failed' ? {kind, startedMs: 0} : kind === 'stopped' ? {kind} : {kind: 'answered'})
            }),
          ),
        )
        expect(entered.toSorted((a, b) => a - b)).toEqual(asks.map((_, index) => index))
        expect(most).toBeLessThanOrEqual(concurrency)
      },
    ),
    {numRuns: 200},
  )
})

test('who waits when a turnstile closes is refused, and so is who comes later', async () => {
  const turnstile = openTurnstile(
    {
      sites: openSiteBook(),
      seats: openSeats(1),
      isPatient: false,
      now: () => 0,
      pause: () => new Promise(() => {}),
      concurrency: 1,
      perSite: 1,
    },
    [],
    {admit: () => {}, refuse: () => {}},
  )
  await turnstile.enter('ant.example', 'soon')
  const waiting = turnstile.enter('ant.example', 'soon').catch(failureOf)
  turnstile.close()
  expect(await waiting).toMatchObject({kind: 'deadline'})
  expect(await turnstile.enter('bee.example', 'late').catch(failureOf)).toMatchObject({kind: 'deadline'})
})
