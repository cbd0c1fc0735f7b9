import {refusal} from './refuse.ts'

/** GitHub's limits on how fast one may ask: it answers 403 with `Retry-After`, and expects to be left alone that long. */
export interface Limits {
  /** Counts a request; throws GitHub's refusal if it is too much. Call what it returns when the answer is out. */
  enter(asked: Asked): () => void
  /** For the headers of an answer: what is left of the hour. */
  left(who: string): {readonly limit: number; readonly remaining: number; readonly used: number; readonly resetMs: number}
}

interface Asked {
  /** Whose limit it is: an installation. */
  readonly who: string
  /** The endpoint, without what varies in it. */
  readonly endpoint: string
  readonly kind: 'read' | 'write'
  /** Whether it makes something that people see as new. */
  readonly creates: boolean
}

const minuteMs = 60_000
const hourMs = 3_600_000
const perHour = 5000

/** 80 creating requests a minute and 500 an hour, 100 at once, 900 points a minute an endpoint (2,000 for GraphQL), 5,000 requests an hour. */
export function openLimits(enforced: boolean, now: () => number): Limits {
  const spent = new Map<string, {atMs: number; points: number}[]>()
  const under = new Map<string, number>()

  const sum = (key: string, withinMs: number): number => {
    const sinceMs = now() - withinMs
    return (spent.get(key) ?? []).reduce((total, {atMs, points}) => (atMs > sinceMs ? total + points : total), 0)
  }
  const spend = (key: string, points: number): void => {
    const recent = (spent.get(key) ?? []).filter(({atMs}) => atMs > now() - hourMs)
    spent.set(key, [...recent, {atMs: now(), points}])
  }

  return {
    enter({who, endpoint, kind, creates}) {
      const points = kind === 'read' ? 1 : 5
      const [all, at, creating] = [`all ${who}`, `at ${who} ${endpoint}`, `creates ${who}`]
      if (enforced) {
        if (sum(all, hourMs) >= perHour) throw primary(who, now() + hourMs)
        const budget = endpoint.endsWith('/graphql') ? 2000 : 900
        const isTooMuch =
          sum(at, minuteMs) + points > budget ||
          (under.get(who) ?? 0) >= 100 ||
          (creates && (sum(creating, minuteMs) >= 80 || sum(creating, hourMs) >= 500))
        if (isTooMuch) throw secondary()
      }
      spend(all, 1)
      spend(at, points)
      if (creates) spend(creating, 1)
      under.set(who, (under.get(who) ?? 0) + 1)
      return () => void under.set(who, (under.get(who) ?? 1) - 1)
    },
    left(who) {
      const used = sum(`all ${who}`, hourMs)
      return {limit: perHour, used, remaining: Math.max(0, perHour - used), resetMs: now() + hourMs}
    },
  }
}

const secondary = () =>
  refusal(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
    headers: {'retry-after': '60'},
  })

const primary = (who: string, resetMs: number) =>
  refusal(403, `API rate limit exceeded for ${who}.`, {
    headers: {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(resetMs / 1000))},
  })
