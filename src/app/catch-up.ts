import {doMissedDeliveries, type Missing, pickUpForgotten} from './missed-events.ts'

/** How often it is looked for what was missed. */
const everyMs = 10 * 60_000
/** What was under way when an earlier life ended is listed as failed only some time later. */
const againMs = 60_000
/** GitHub lists deliveries for three days. */
const listedMs = 3 * 24 * 3_600_000
/** A delivery that was under way at the last look is looked at again. */
const overlapMs = 5 * 60_000

/** What goes on in the background until it is stopped. */
interface CatchingUp {
  stop(): Promise<void>
}

/**
 * Looks at once, a minute later, and then every ten minutes, for what was missed: deliveries that never reached us, and pull requests that nobody has
 * looked at. The first look goes back three days, a later one to the last that ended well.
 */
export function catchUp(missing: Missing, now: () => number, trouble: (error: unknown) => void): CatchingUp {
  const stopping = new AbortController()
  let sinceMs = now() - listedMs
  let round = 0
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    const startedMs = now()
    const well = async (work: Promise<void>): Promise<boolean> => {
      try {
        await work
        return true
      } catch (error) {
        if (!stopping.signal.aborted) trouble(error)
        return false
      }
    }
    // Neither keeps the other from being done.
    const isDone = await well(doMissedDeliveries(missing, sinceMs, stopping.signal))
    if (stopping.signal.aborted) return
    const isPickedUp = await well(pickUpForgotten(missing, sinceMs, round, stopping.signal))
    if (isPickedUp) round += 1
    if (isDone && isPickedUp) sinceMs = startedMs - overlapMs
  }
  // A look that takes longer than the time between two is not overtaken.
  const begin = () => {
    looking ??= look().finally(() => {
      looking = undefined
    })
  }

  begin()
  const again = setTimeout(begin, againMs).unref()
  const timer = setInterval(begin, everyMs).unref()
  return {
    async stop() {
      clearTimeout(again)
      clearInterval(timer)
      stopping.abort()
      await looking
    },
  }
}
