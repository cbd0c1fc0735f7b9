import type {Exchange} from '../verdict/exchange.ts'
import {answersTheSame, httpsTwinOf} from '../verdict/https-twin.ts'
import {type Run, visitAll} from './schedule.ts'

/** More than this of a run's pages, or a tenth of them if that is more, are not asked for over `https:` too: it must not cost much. */
const leastTwins = 100

/** How many of so many pages may be asked for over `https:` too. */
export const mostTwins = (pages: number): number => Math.max(leastTwins, Math.floor(pages / 10))

/**
 * Which of these pages, listed as `http:` and alive, show the same over `https:`. One page of a host goes first, and the others are asked for
 * only if it does. Resolves at once when the signal aborts, with what is known.
 */
export async function askTwins(
  run: Run,
  plain: ReadonlyMap<string, Exchange>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const same = new Set<string>()
  async function ask(pages: readonly string[]): Promise<void> {
    const askers = new Map<string, string>()
    for (const page of pages) {
      const exchange = plain.get(page)
      const twin = exchange === undefined ? undefined : httpsTwinOf(exchange)
      if (twin !== undefined) askers.set(twin, page)
    }
    await visitAll(
      run,
      [...askers.keys()],
      (twin, secure) => {
        const page = askers.get(twin)
        const exchange = plain.get(page ?? '')
        if (page !== undefined && exchange !== undefined && answersTheSame(exchange, secure)) same.add(page)
      },
      signal,
    )
  }

  const hosts = [...Map.groupBy(plain.keys(), page => new URL(page).hostname).values()]
  await ask(hosts.flatMap(([first]) => first ?? []))
  await ask(hosts.flatMap(([first, ...others]) => (first !== undefined && same.has(first) ? others : [])))
  return same
}
