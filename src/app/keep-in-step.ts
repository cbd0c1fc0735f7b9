import {type Synchronising, synchronise, synchroniseInstallation} from './synchronise.ts'

const dayMs = 86_400_000
/** How often it is looked whether a day has passed, or what failed is to be tried again. */
const everyMs = 10 * 60_000

/** What goes on in the background until it is stopped. */
export interface InStep {
  /** Looks at one installation soon: an event did not tell all that may have changed there. */
  lookAt(installationId: string): void
  stop(): Promise<void>
}

/**
 * Brings the store up to date with GitHub at once and then every day, so that whoever installed before, or whose event was missed, is scanned, too.
 * What fails is tried again ten minutes later. `found`: what was found may be due at once.
 */
export function keepInStep(outside: Synchronising, found: () => Promise<void>, trouble: (error: unknown) => void): InStep {
  const stopping = new AbortController()
  const {signal} = stopping
  let doneMs = Number.NEGATIVE_INFINITY
  let work: Promise<void> = Promise.resolve()

  /** One after the other. */
  const soon = (what: () => Promise<void>) => {
    work = work
      .then(async () => {
        if (signal.aborted) return
        await what()
        await found()
      })
      .catch((error: unknown) => {
        if (!signal.aborted) trouble(error)
      })
  }
  const whole = () => {
    if (outside.now() - doneMs < dayMs) return
    const before = doneMs
    doneMs = outside.now()
    soon(async () => {
      try {
        await synchronise(outside, signal)
      } catch (error) {
        doneMs = before
        throw error
      }
    })
  }

  whole()
  const timer = setInterval(whole, everyMs)
  timer.unref()
  return {
    lookAt: installationId => soon(() => synchroniseInstallation(outside, installationId, signal)),
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await work
    },
  }
}
