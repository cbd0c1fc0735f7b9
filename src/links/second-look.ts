import type {Exchange} from '../verdict/exchange.ts'
import {judge} from '../verdict/judge.ts'
import {type Run, visitAll} from './schedule.ts'

/** A page that was seen dead, and when. */
export interface SeenDead {
  readonly exchange: Exchange
  readonly seenMs: number
}

/** Between the two looks: what was only being put there, or answered by one server of several, has a chance to show. */
const apartMs = 250

/**
 * What counts of pages that were seen dead: each is asked for once more, at least a moment later. Only where both answers say so it is dead,
 * else what the second one says. One that came back has to do so twice: dead, alive and dead again is a page that flaps.
 *
 * `run` must ask on connections of its own, since some servers answer one connection as they did before. A page that there was no time to
 * ask for again has a failure: it is not proven dead. Resolves at once when the signal aborts.
 */
export async function lookAgain(
  run: Run,
  dead: ReadonlyMap<string, SeenDead>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Exchange>> {
  const counts = new Map<string, Exchange>(
    [...dead].map(([page, {exchange}]) => [page, {...exchange, failure: {kind: 'deadline', detail: 'asked for once'}}]),
  )
  const patient: Run = {
    ...run,
    async visit(page, enter, stop) {
      const leftMs = (dead.get(page)?.seenMs ?? 0) + apartMs - run.now()
      if (leftMs > 0) await run.pause(leftMs, stop)
      return run.visit(page, enter, stop)
    },
  }
  const back: string[] = []
  await visitAll(
    patient,
    [...dead.keys()],
    (page, second) => {
      if (lives(second)) {
        back.push(page)
        counts.set(page, flapping(second))
      } else counts.set(page, second)
    },
    signal,
  )
  await visitAll(
    run,
    back,
    (page, third) => void counts.set(page, judge(third).kind === 'dead' ? flapping(third) : third),
    signal,
  )
  return counts
}

const lives = (exchange: Exchange): boolean => ['alive', 'moved'].includes(judge(exchange).kind)

const flapping = (exchange: Exchange): Exchange => ({...exchange, failure: {kind: 'flapping', detail: ''}})
