import {setImmediate as turn} from 'node:timers/promises'
import type {Visit} from '../../src/links/fetch-page.ts'
import {type Run, visitAll} from '../../src/links/schedule.ts'
import {openSeats} from '../../src/links/seats.ts'
import {openSiteBook} from '../../src/links/site-book.ts'
import {siteOf} from '../../src/url/site.ts'
import type {Exchange} from '../../src/verdict/exchange.ts'
import {forever} from './local-web.ts'

/** What a page of the web without a network answers; takes `ms` (10) of the time that does not pass by itself. */
export interface Answer extends Partial<Exchange> {
  readonly status?: number
  readonly retryAfter?: string
  readonly ms?: number
}

/** A request as the site sees it. */
export interface Request {
  readonly page: string
  readonly site: string
  /** How often this page was asked for, this time included. */
  readonly nth: number
  readonly atMs: number
  /** Open at this site, this one included. */
  readonly inFlight: number
}

/** A clock that stands still until nobody has anything else to do, and then jumps to the next thing that somebody waits for. */
function openClock() {
  const startMs = 1_000_000
  let nowMs = startMs
  const alarms: {readonly atMs: number; readonly ring: () => void}[] = []

  return {
    now: () => nowMs,
    passedMs: () => nowMs - startMs,
    wait: (ms: number, signal?: AbortSignal) =>
      new Promise<void>(resolve => {
        if (signal?.aborted === true) return resolve()
        if (ms === Number.POSITIVE_INFINITY) return
        const alarm = {atMs: nowMs + ms, ring: resolve}
        alarms.push(alarm)
        signal?.addEventListener('abort', () => {
          const index = alarms.indexOf(alarm)
          if (index !== -1) alarms.splice(index, 1)
          resolve()
        })
      }),
    async runUntil(work: Promise<unknown>): Promise<void> {
      let over = false
      let idle = 0
      const end = () => {
        over = true
      }
      work.then(end, end)
      while (!over) {
        await turn()
        if (over) return
        const next = alarms.reduce<(typeof alarms)[number] | undefined>(
          (one, other) => (one !== undefined && one.atMs <= other.atMs ? one : other),
          undefined,
        )
        idle = next === undefined ? idle + 1 : 0
        if (idle > 1000) throw new Error('Somebody waits for what never happens.')
        if (next === undefined) continue
        alarms.splice(alarms.indexOf(next), 1)
        nowMs = Math.max(nowMs, next.atMs)
        next.ring()
      }
    },
  }
}

/** A web without a network and a clock without time. */
export function openVirtualWeb(answer: (request: Request) => Answer, options: Partial<Run> = {}) {
  const clock = openClock()
  const requests: Request[] = []
  const halts: {readonly site: string; readonly saidMs: number; readonly endMs: number}[] = []
  const inFlight = new Map<string, number>()
  const most = new Map<string, number>()
  const timesAsked = new Map<string, number>()
  const add = (map: Map<string, number>, key: string, more: number): number => {
    const count = (map.get(key) ?? 0) + more
    map.set(key, count)
    return count
  }

  /** One request: to the page, or to what it redirects to. */
  async function request(page: string, signal: AbortSignal): Promise<Answer> {
    const site = siteOf(page) ?? ''
    for (const key of [site, 'all']) most.set(key, Math.max(most.get(key) ?? 0, add(inFlight, key, 1)))
    const made = {page, site, nth: add(timesAsked, page, 1), atMs: clock.passedMs(), inFlight: inFlight.get(site) ?? 0}
    requests.push(made)
    const given = answer(made)
    await clock.wait(given.ms ?? 10, signal)
    for (const key of [site, 'all']) add(inFlight, key, -1)
    const saidMs = clock.passedMs()
    if (given.retryAfter !== undefined && !signal.aborted)
      halts.push({site, saidMs, endMs: saidMs + Number(given.retryAfter) * 1000})
    return given
  }

  const run: Run = {
    async visit(page, enter, signal): Promise<Visit> {
      const hops: Exchange['hops'][number][] = []
      for (let url = page; ; ) {
        try {
          await enter(new URL(url))
        } catch (error) {
          const {failure} = error as {readonly failure: Exchange['failure']}
          return {exchange: {url: page, hops, title: undefined, failure}, retryAfter: undefined}
        }
        const {status = 200, retryAfter, ms, hops: [hop] = [], ...seen} = await request(url, signal)
        if (seen.failure === undefined) hops.push({url, status, location: hop?.location})
        if (hop?.location === undefined)
          return {exchange: {url: page, hops, title: undefined, failure: undefined, ...seen}, retryAfter}
        url = hop.location
      }
    },
    sites: openSiteBook(),
    seats: openSeats(Number.POSITIVE_INFINITY),
    isPatient: false,
    now: clock.now,
    random: () => 0.5,
    pause: clock.wait,
    concurrency: 8,
    perSite: 16,
    retries: 2,
    longMs: Number.POSITIVE_INFINITY,
    ...options,
  }

  return {
    run,
    requests,
    /** Pauses that a site asked for, in seconds, with an answer that was heard. */
    halts,
    most,
    passedMs: clock.passedMs,
    runUntil: clock.runUntil,
    asked: () => requests.map(({page}) => page),
    async visited(pages: readonly string[], signal: AbortSignal = forever, other: Partial<Run> = {}) {
      const settled = new Map<string, Exchange>()
      const work = visitAll({...run, ...other}, pages, (page, exchange) => settled.set(page, exchange), signal)
      await clock.runUntil(work)
      await work
      return settled
    },
  }
}

export const redirecting = (location: string): Answer => ({status: 302, hops: [{url: '', status: 302, location}]})

export const pagesOf = (host: string, count: number): string[] => Array.from({length: count}, (_, n) => `https://${host}/${n}`)

/** In short: the failure, or the last status. */
export const outcome = ({failure, hops}: Exchange): string | number | undefined => failure?.kind ?? hops.at(-1)?.status

interface Nature {
  readonly inFlight?: number
  readonly perSecond?: number
  readonly burst?: number
  readonly retryAfter?: string
  readonly ms?: number
}

/** A site that says 429 to what is more than it bears: so many open at once, so many in a second after a burst. */
export function rushable({
  inFlight = Number.POSITIVE_INFINITY,
  perSecond = Number.POSITIVE_INFINITY,
  burst = perSecond,
  retryAfter = '1',
  ms = 100,
}: Nature) {
  let tokens = burst
  let lastMs = 0
  let refused = 0
  return {
    refused: () => refused,
    answer(request: Request): Answer {
      if (perSecond !== Number.POSITIVE_INFINITY) tokens = Math.min(burst, tokens + ((request.atMs - lastMs) * perSecond) / 1000)
      lastMs = request.atMs
      if (request.inFlight > inFlight || tokens < 1) {
        refused += 1
        return {status: 429, retryAfter, ms: 5}
      }
      tokens -= 1
      return {ms}
    },
  }
}
