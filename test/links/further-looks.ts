import type {Run} from '../../src/links/schedule.ts'
import {openSeats} from '../../src/links/seats.ts'
import {openSiteBook} from '../../src/links/site-book.ts'
import type {Exchange} from '../../src/verdict/exchange.ts'

/** A run without a network, whose time passes only by waiting: `answers` are what a page says, one after the other. */
export function fakeRun(answers: Readonly<Record<string, readonly (number | string)[]>>) {
  const asked: {readonly page: string; readonly atMs: number}[] = []
  let nowMs = 0
  const run: Run = {
    async visit(page) {
      const nth = asked.filter(each => each.page === page).length
      asked.push({page, atMs: nowMs})
      const said = answers[page]?.[nth] ?? answers[page]?.at(-1) ?? 404
      return {exchange: exchangeOf(page, said), retryAfter: undefined}
    },
    sites: openSiteBook(),
    seats: openSeats(Number.POSITIVE_INFINITY),
    isPatient: false,
    now: () => nowMs,
    random: () => 0.5,
    async pause(ms) {
      // Nothing is slow here, so nobody waits for what is.
      if (ms === Number.POSITIVE_INFINITY) await new Promise(() => {})
      nowMs += ms
    },
    concurrency: 4,
    perSite: 4,
    retries: 0,
    longMs: Number.POSITIVE_INFINITY,
  }
  return {run, asked}
}

/** A page that answered with this status, or with 200 and this title. */
export const exchangeOf = (url: string, said: number | string): Exchange => ({
  url,
  hops: [{url, status: typeof said === 'number' ? said : 200, location: undefined}],
  title: typeof said === 'number' ? undefined : said,
  failure: undefined,
})
