import {siteOf} from '../url/site.ts'
import type {Exchange, Failure} from '../verdict/exchange.ts'
import {failureOf} from './failure.ts'
import {secondTryMs} from './second-try.ts'
import {aborted} from './time-limit.ts'
import {type House, openTurnstile, type Turnstile} from './turnstile.ts'
import {type Visitor, visitInTurn} from './visit-in-turn.ts'

/** What a run works with. */
export interface Run extends House, Visitor {
  /** From 0 to below 1. */
  readonly random: () => number
  readonly retries: number
}

/**
 * Asks for each page, politely by site, and gives what was seen to `settle` as soon as it is known. Resolves when all are settled; when the
 * signal aborts it does so at once, and those that are left are not settled. `thinned` is called once when no page waits any more and half of all places are free.
 */
export async function visitAll(
  run: Run,
  pages: readonly string[],
  settle: (page: string, exchange: Exchange) => void,
  signal: AbortSignal,
  thinned?: () => void,
): Promise<void> {
  if (pages.length === 0 || signal.aborted) return
  const done = Promise.withResolvers<void>()
  let left = pages.length
  const turnstile = openTurnstile(run, queuesOf(pages), {
    admit: (page, site) =>
      void visitUntilSure(run, turnstile, page, site, signal).then(exchange => settled(page, exchange), done.reject),
    refuse: (page, failure) => settled(page, {url: page, hops: [], title: undefined, failure}),
    ...(thinned === undefined ? {} : {thinned}),
  })
  function settled(page: string, exchange: Exchange): void {
    if (signal.aborted) return
    settle(page, exchange)
    left -= 1
    if (left === 0) done.resolve()
  }
  try {
    turnstile.turn()
    await Promise.race([done.promise, aborted(signal)])
  } finally {
    turnstile.close()
  }
}

/** The site with the most pages first, since it takes longest. */
const queuesOf = (pages: readonly string[]): [site: string, pages: string[]][] =>
  [...Map.groupBy(pages, page => siteOf(page) ?? '')].toSorted(([, one], [, other]) => other.length - one.length)

/** Begins where the page's site may be asked already. */
async function visitUntilSure(
  run: Run,
  turnstile: Turnstile,
  page: string,
  site: string,
  signal: AbortSignal,
): Promise<Exchange> {
  for (let tries = 1; ; tries += 1) {
    const {exchange, rushedBy, endedAt} = await visitInTurn(run, turnstile, page, site, signal)
    if (signal.aborted) return exchange
    const everAnswered = run.sites.read(endedAt).answered > 0
    const facts = {tries, retries: run.retries, everAnswered, rushed: rushedBy !== undefined, random: run.random()}
    const waitMs = secondTryMs(exchange, facts)
    if (waitMs === undefined) return exchange
    if (waitMs > 0) await run.pause(waitMs, signal)
    // A page that says it again and again may always say it, and then it must not keep the others of its site from being asked.
    const when = rushedBy !== undefined && tries > 1 ? 'late' : 'soon'
    if ((await refusal(turnstile, site, when)) !== undefined) return exchange
  }
}

/** Waits for a site; a failure where it is not to be asked. */
const refusal = (turnstile: Turnstile, site: string, when: 'soon' | 'late'): Promise<Failure | undefined> =>
  turnstile.enter(site, when).then(() => undefined, failureOf)
