import {siteOf} from '../url/site.ts'
import type {Exchange} from '../verdict/exchange.ts'
import {failing} from './failure.ts'
import type {Enter, Visit} from './fetch-page.ts'
import type {SiteAnswer} from './politeness.ts'
import {retryAfterMs} from './retry-after.ts'
import type {Turnstile} from './turnstile.ts'

/** How a visit is made; the clock and the pause are arguments, so that tests need no time. */
export interface Visitor {
  /** Asks once for a page. `enter` is to be called with each address before it is asked, and may take its time, which is not the page's. */
  readonly visit: (page: string, enter: Enter, signal: AbortSignal) => Promise<Visit>
  readonly now: () => number
  /** Resolves after so many ms, or as soon as the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** A page that takes longer than this is asked for once more, beside the first time. */
  readonly longMs: number
}

/** What came of a visit. */
export interface Seen {
  readonly exchange: Exchange
  /** The site of the last address that was asked, or was to be asked. */
  readonly endedAt: string
  /** The one that asked for patience. */
  readonly rushedBy: string | undefined
}

/** Where a visit is. */
interface Whereabouts {
  site: string
  over: boolean
}

/**
 * Visits a page whose site may be asked already, and leaves it.
 *
 * A page that takes long is asked for once more meanwhile, on another connection, and whichever has an answer first counts: one after the other, a
 * page that hangs would take twice the time, and the run with it.
 */
export async function visitInTurn(
  run: Visitor,
  turnstile: Turnstile,
  page: string,
  site: string,
  signal: AbortSignal,
): Promise<Seen> {
  const over = new AbortController()
  const end = () => over.abort(settled)
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  try {
    const where: Whereabouts = {site, over: false}
    const first = visitOnce(run, turnstile, page, where, over.signal)
    return await Promise.race([first, secondAnswer(run, turnstile, page, where, over.signal)])
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

/** Why the slower of two visits is ended. One for all: an error that says where it was made costs more than all else here. */
const settled = failing('deadline', 'the page is settled')

/** Never settles where there is no second answer: then the first visit says what there is to say. */
async function secondAnswer(
  run: Visitor,
  turnstile: Turnstile,
  page: string,
  where: Readonly<Whereabouts>,
  signal: AbortSignal,
): Promise<Seen> {
  const {site} = where
  await run.pause(run.longMs, signal)
  // One that was sent on may be waiting for the other site, which is no reason to ask again.
  if (!where.over && where.site === site && (await mayEnter(turnstile, site))) {
    // The end of the first visit may be what gave us the place.
    if (where.over) turnstile.leave(site, {kind: 'stopped'})
    else {
      const seen = await visitOnce(run, turnstile, page, {site, over: false}, signal)
      if (seen.exchange.failure === undefined) return seen
    }
  }
  return new Promise(() => {})
}

const mayEnter = (turnstile: Turnstile, site: string): Promise<boolean> =>
  turnstile.enter(site, 'late').then(
    () => true,
    () => false,
  )

/** One visit, which leaves a site before it enters the next that a redirect leads to. `where` is where it is. */
async function visitOnce(
  run: Visitor,
  turnstile: Turnstile,
  page: string,
  where: Whereabouts,
  signal: AbortSignal,
): Promise<Seen> {
  let inside = true
  let startedMs = run.now()

  async function moveTo(next: string): Promise<void> {
    turnstile.leave(where.site, {kind: 'answered'})
    inside = false
    where.site = next
    await turnstile.enter(next, 'soon')
    inside = true
    startedMs = run.now()
  }
  const enter: Enter = url => {
    const next = siteOf(url.href) ?? ''
    return next === where.site ? undefined : moveTo(next)
  }

  const visit = await run.visit(page, enter, signal)
  where.over = true
  const {site} = where
  const answer: SiteAnswer = signal.aborted ? {kind: 'stopped'} : answerOf(visit, site, startedMs, run.now())
  if (inside) turnstile.leave(site, answer)
  return {exchange: visit.exchange, endedAt: site, rushedBy: inside && answer.kind === 'rushed' ? site : undefined}
}

/** What the visit says about the site that it ended at. */
function answerOf({exchange, retryAfter}: Visit, site: string, startedMs: number, nowMs: number): SiteAnswer {
  const {failure, hops} = exchange
  const heard = hops.some(({url}) => siteOf(url) === site)
  switch (failure?.kind) {
    case undefined:
      break
    case 'timeout':
      return {kind: heard ? 'strained' : 'timed out', startedMs}
    case 'refused connection':
    case 'reset':
      return {kind: 'failed', startedMs}
    default:
      return {kind: heard ? 'answered' : 'stopped'}
  }
  const status = hops.at(-1)?.status ?? 0
  const waitMs = retryAfterMs(retryAfter, nowMs)
  if (status === 429 || (status === 503 && waitMs !== undefined)) return {kind: 'rushed', startedMs, retryAfterMs: waitMs}
  return strained.has(status) ? {kind: 'strained', startedMs} : {kind: 'answered'}
}

/** What servers and what stands before them say when they have too much to do. */
const strained: ReadonlySet<number> = new Set([502, 503, 504, 520, 522, 524])
