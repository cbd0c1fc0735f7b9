import type {Exchange} from '../verdict/exchange.ts'

/**
 * Whether it is worth asking again, and after how many ms; undefined where the answer would be the same. `tries` is how often it was asked, `random` a
 * number from 0 to below 1, so that pages that failed together are not asked together again.
 *
 * A page that took all its time was asked for twice meanwhile (`visit-in-turn.ts`), and is not waited for again. A site that asks for patience (`rushed`)
 * says itself how long: its pause is what is waited for, and it gets more tries, because it is our haste and not its trouble.
 */
export function secondTryMs(exchange: Exchange, {tries, retries, everAnswered, rushed, random}: TryFacts): number | undefined {
  if (tries > (rushed ? retries * 3 : retries)) return undefined
  if (rushed) return 0
  const backoffMs = 250 * 3 ** (tries - 1) * (0.75 + random / 2)
  switch (exchange.failure?.kind) {
    case 'reset':
      return backoffMs
    case 'resolver':
    case 'no resolver':
    case 'proxy':
      return tries === 1 ? backoffMs : undefined
    case 'refused connection':
      return everAnswered || tries === 1 ? backoffMs : undefined
    case undefined:
      return flaky.has(exchange.hops.at(-1)?.status ?? 0) ? backoffMs : undefined
    default:
      return undefined
  }
}

export interface TryFacts {
  readonly tries: number
  readonly retries: number
  readonly everAnswered: boolean
  readonly rushed: boolean
  readonly random: number
}

/** Statuses that a moment later are often gone. */
const flaky: ReadonlySet<number> = new Set([408, 425, 500, 502, 503, 504, 520, 522, 524])
