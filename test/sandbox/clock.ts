/** The time of a sandbox: it goes as fast as real time, and jumps where a story wants it to. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** How far it is ahead of real time. */
  readonly aheadMs: number
  /** Jumps forward. */
  jump(ms: number): void
}

export const dayMs = 86_400_000

export function openClock(): Clock {
  let aheadMs = 0
  return {
    now: () => Date.now() + aheadMs,
    get aheadMs() {
      return aheadMs
    },
    jump(ms) {
      if (!(ms >= 0)) throw new Error('Nobody travels into the past.')
      aheadMs += ms
    },
  }
}
