import type {Failure} from '../verdict/exchange.ts'
import {failing} from './failure.ts'

/** Timers can't be set further ahead (they fire at once). */
const longestMs = 2 ** 31 - 1

/** Waits for something that is no part of the time that a task has. */
export type Untimed = <Result>(waiting: Promise<Result>) => Promise<Result>

/**
 * Runs a task with a signal that aborts after so many ms, with a failure of that kind as its reason, or together with any of `signals`.
 * Listeners and timer go with the task: a run has thousands of these on one signal.
 */
export async function withTimeLimit<Result>(
  ms: number,
  kind: Failure['kind'],
  signals: readonly AbortSignal[],
  task: (signal: AbortSignal, untimed: Untimed) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController()
  const follow = () => limit.abort(failing('deadline', 'stopped'))
  const end = () => limit.abort(failing(kind, `${ms} ms`))
  let timer: NodeJS.Timeout | undefined
  let leftMs = Math.min(Math.max(0, ms), longestMs)
  let sinceMs = performance.now()
  const start = () => {
    sinceMs = performance.now()
    timer = setTimeout(end, Math.max(0, leftMs))
  }
  const untimed: Untimed = async waiting => {
    clearTimeout(timer)
    leftMs -= performance.now() - sinceMs
    return waiting.finally(start)
  }
  start()
  for (const signal of signals) signal.addEventListener('abort', follow)
  if (signals.some(({aborted}) => aborted)) follow()
  try {
    return await task(limit.signal, untimed)
  } finally {
    clearTimeout(timer)
    for (const signal of signals) signal.removeEventListener('abort', follow)
  }
}

/** Waits; less if the signal aborts. (Node's own makes an error where that happens, and here it happens for nearly every page.) */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, Math.min(ms, longestMs))
    signal.addEventListener('abort', end)
  })

/** Resolves as soon as the signal aborts. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), {once: true})
  })
