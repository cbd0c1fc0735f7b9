import {setTimeout as delay} from 'node:timers/promises'
import type {Failure} from '../verdict/exchange.ts'
import {failing} from './failure.ts'

/** Timers can't be set further ahead (they fire at once). */
const longestMs = 2 ** 31 - 1

/**
 * Runs a task with a signal that aborts after so many ms, with a failure of that kind as its reason, or together with any of `signals`.
 * Listeners and timer go with the task: a run has thousands of these on one signal.
 */
export async function withTimeLimit<Result>(
  ms: number,
  kind: Failure['kind'],
  signals: readonly AbortSignal[],
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController()
  const follow = () => limit.abort(failing('deadline', 'stopped'))
  const timer = setTimeout(() => limit.abort(failing(kind, `${ms} ms`)), Math.min(Math.max(0, ms), longestMs))
  for (const signal of signals) signal.addEventListener('abort', follow)
  if (signals.some(({aborted}) => aborted)) follow()
  try {
    return await task(limit.signal)
  } finally {
    clearTimeout(timer)
    for (const signal of signals) signal.removeEventListener('abort', follow)
  }
}

/** Waits; less if the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(Math.min(ms, longestMs), undefined, {signal}).catch(() => {})
}

/** Resolves as soon as the signal aborts. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), {once: true})
  })
