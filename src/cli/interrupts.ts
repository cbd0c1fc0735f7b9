/** What Ctrl-C does. */
export interface Interrupts {
  /** Ctrl-C was pressed. */
  readonly interrupt: () => void
  /** Has `stop` called the next time instead of the end; what comes back undoes that. */
  readonly onInterrupt: (stop: () => void) => () => void
}

/** Ctrl-C is the end, unless somebody has something to say first; the next one is the end in any case. */
export function openInterrupts(end: () => void): Interrupts {
  let asked: (() => void) | undefined
  return {
    interrupt() {
      const stop = asked ?? end
      asked = undefined
      stop()
    },
    onInterrupt(stop) {
      asked = stop
      return () => {
        if (asked === stop) asked = undefined
      }
    },
  }
}
