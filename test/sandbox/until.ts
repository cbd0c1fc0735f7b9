import {setTimeout as pause} from 'node:timers/promises'

/**
 * Looks again and again until there is something to see, and gives it.
 *
 * At the deadline it throws `told()`, which says what was seen instead.
 */
export async function until<Seen>(
  look: () => Seen | undefined | false | Promise<Seen | undefined | false>,
  {
    deadlineMs,
    everyMs = lookAgainMs,
    told,
  }: {readonly deadlineMs: number; readonly everyMs?: number; readonly told: () => string},
): Promise<Seen> {
  const end = performance.now() + deadlineMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    if (performance.now() > end) throw new Error(`Not within ${deadlineMs / 1000} s: ${told()}`)
    await pause(everyMs)
  }
}

const lookAgainMs = 10
