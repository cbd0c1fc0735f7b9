import pLimit, {type LimitFunction} from 'p-limit'
import {siteOf} from '../url/site.ts'
import type {Exchange, Failure} from '../verdict/exchange.ts'
import type {Visit} from './fetch-page.ts'
import {afterAnswer, afterAsking, longestPauseMs, type SiteAnswer, turnAt} from './politeness.ts'
import {retryAfterMs} from './retry-after.ts'
import {secondTryMs} from './second-try.ts'
import type {SiteBook} from './site-book.ts'

/** What a run works with; the clock and the pause are arguments, so that tests need no time. */
export interface Run {
  readonly visit: (page: string, signal: AbortSignal) => Promise<Visit>
  readonly sites: SiteBook
  readonly now: () => number
  /** Resolves after so many ms, or as soon as the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  readonly concurrency: number
  readonly perSite: number
  readonly retries: number
}

/**
 * Asks for each page, politely by site, and gives what was seen to `settle` as soon as it is known. Resolves when all are settled; when the
 * signal aborts it does so at once, and those that are left are not settled.
 *
 * The site with the most pages goes first, since it takes longest. A page waits for its site without holding one of the places that all
 * share: `site(() => global(task))`.
 */
export async function visitAll(
  run: Run,
  pages: readonly string[],
  settle: (page: string, exchange: Exchange) => void,
  signal: AbortSignal,
): Promise<void> {
  const global = pLimit(run.concurrency)
  const queues = [...Map.groupBy(pages, page => siteOf(page) ?? '')].toSorted(([, one], [, other]) => other.length - one.length)
  await Promise.all(
    queues.flatMap(([name, queue]) => {
      const site = openSite(run, name)
      return queue.map(async page => {
        const exchange = await visitUntilSure(run, site, global, page, signal)
        if (!signal.aborted) settle(page, exchange)
      })
    }),
  )
}

interface Site {
  readonly name: string
  readonly limit: LimitFunction
  /** When its next request may start. */
  nextMs: number
}

const openSite = (run: Run, name: string): Site => ({name, limit: pLimit(placesOf(run, name)), nextMs: 0})

const placesOf = (run: Run, name: string): number => Math.max(1, Math.min(run.perSite, Math.floor(run.sites.read(name).limit)))

async function visitUntilSure(run: Run, site: Site, global: LimitFunction, page: string, signal: AbortSignal): Promise<Exchange> {
  let rushedBy: string | undefined
  for (let tries = 1; ; tries += 1) {
    const seen = await site.limit(() => visitInTurn(run, site, global, page, rushedBy, signal))
    if ('kind' in seen) return {url: page, hops: [], title: undefined, failure: seen}

    rushedBy = seen.rushedBy
    const everAnswered = run.sites.read(site.name).answered > 0
    const waitMs = secondTryMs(seen.exchange, {tries, retries: run.retries, everAnswered, rushed: rushedBy !== undefined})
    if (waitMs === undefined || (rushedBy !== undefined && isPausedLong(run, rushedBy))) return seen.exchange
    if (waitMs > 0) await run.pause(waitMs, signal)
  }
}

/** By the time that there is a place, the site may have called a halt: then wait again. */
async function visitInTurn(
  run: Run,
  site: Site,
  global: LimitFunction,
  page: string,
  rushedBy: string | undefined,
  signal: AbortSignal,
): Promise<Seen | Failure> {
  for (;;) {
    const closed = (await waitForTurn(run, site, signal)) ?? (await waitForOther(run, rushedBy, signal))
    if (closed !== undefined) return closed
    const seen = await global(() => visitOnce(run, site, page, signal))
    if (seen !== 'later') return seen
  }
}

/** Waits until the site may be asked; a failure if it is not to be asked at all. */
async function waitForTurn(run: Run, site: Site, signal: AbortSignal): Promise<Failure | undefined> {
  for (;;) {
    if (signal.aborted) return {kind: 'deadline', detail: ''}
    const state = run.sites.read(site.name)
    const now = run.now()
    const turn = turnAt(state, now)
    if ('kind' in turn) return turn
    const waitMs = Math.max(turn.waitMs, site.nextMs - now)
    if (waitMs <= 0) {
      site.nextMs = now + state.gapMs
      return undefined
    }
    await run.pause(waitMs, signal)
  }
}

/** The site that called a halt may be another one, behind a redirect. */
async function waitForOther(run: Run, name: string | undefined, signal: AbortSignal): Promise<Failure | undefined> {
  const turn = name === undefined ? {waitMs: 0} : turnAt(run.sites.read(name), run.now())
  if ('kind' in turn) return turn
  if (turn.waitMs > 0) await run.pause(turn.waitMs, signal)
  return undefined
}

const isPausedLong = (run: Run, name: string): boolean => run.sites.read(name).pausedUntilMs - run.now() > longestPauseMs

interface Seen {
  readonly exchange: Exchange
  /** The site that asked for patience. */
  readonly rushedBy: string | undefined
}

async function visitOnce(run: Run, site: Site, page: string, signal: AbortSignal): Promise<Seen | Failure | 'later'> {
  if (signal.aborted) return {kind: 'deadline', detail: ''}
  const turn = turnAt(run.sites.read(site.name), run.now())
  if ('kind' in turn) return turn
  if (turn.waitMs > 0) return 'later'

  const startedMs = run.now()
  run.sites.change(site.name, afterAsking)
  const visit = await run.visit(page, signal)
  if (signal.aborted) return {kind: 'deadline', detail: ''}
  const answer = answerOf(visit, startedMs, run.now())
  const answeredBy = siteOf(visit.exchange.hops.at(-1)?.url ?? page) ?? site.name
  run.sites.change(answeredBy, state => afterAnswer(state, answer, run.now()))
  if (answeredBy !== site.name && visit.exchange.hops.length > 0)
    run.sites.change(site.name, state => afterAnswer(state, {kind: 'answered'}, run.now()))
  const places = placesOf(run, site.name)
  if (places !== site.limit.concurrency) site.limit.concurrency = places
  return {exchange: visit.exchange, rushedBy: answer.kind === 'rushed' ? answeredBy : undefined}
}

function answerOf({exchange, retryAfter}: Visit, startedMs: number, nowMs: number): SiteAnswer {
  if (exchange.failure?.kind === 'timeout' && exchange.hops.length === 0) return {kind: 'timed out'}
  if (exchange.failure !== undefined) return exchange.hops.length > 0 ? {kind: 'answered'} : {kind: 'failed'}
  const status = exchange.hops.at(-1)?.status
  const waitMs = retryAfterMs(retryAfter, nowMs)
  if (status === 429 || (status === 503 && waitMs !== undefined)) return {kind: 'rushed', startedMs, retryAfterMs: waitMs}
  return {kind: 'answered'}
}
