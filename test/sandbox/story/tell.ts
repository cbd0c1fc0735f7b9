import {printStep} from './print-step.ts'
import {join, readSteps, type Seen, type Step} from './steps.ts'

/** Tells what happens while it happens. */
export interface Teller {
  /** Tells what is still held back to be joined with more of its kind. */
  flush(): void
  stop(): void
}

/** Starts to tell, line by line, what is seen of the app: `look` gives all that was seen so far. */
export function startTelling(look: () => Seen, write: (line: string) => void): Teller {
  let told = countsOf(look())
  let open: Step | undefined
  let webhookMs = Date.now()

  function print(step: Step): void {
    if (step.verb === 'received') webhookMs = step.atMs
    for (const line of printStep(step, webhookMs)) write(line)
  }

  function close(): void {
    if (open !== undefined) print(open)
    open = undefined
  }

  function take(): number {
    const seen = look()
    const steps = readSteps(newIn(seen, told))
    told = countsOf(seen)
    for (const step of steps) {
      const joined = open === undefined ? undefined : join(open, step)
      if (joined === undefined) close()
      open = joined ?? step
    }
    return steps.length
  }

  const timer = setInterval(() => {
    if (take() === 0 && open !== undefined && Date.now() - open.atMs > holdBackMs) close()
  }, lookEveryMs)

  const flush = () => {
    take()
    close()
  }
  return {
    flush,
    stop() {
      clearInterval(timer)
      flush()
    },
  }
}

const lookEveryMs = 20

/** Longer than what belongs together takes. */
const holdBackMs = 300

type Counts = {readonly [Ledger in keyof Seen]: number}

/** Ledgers only grow, in place: their lengths say what is old. */
const countsOf = ({deliveries, calls, visits}: Seen): Counts => ({
  deliveries: deliveries.length,
  calls: calls.length,
  visits: visits.length,
})

const newIn = ({deliveries, calls, visits}: Seen, told: Counts): Seen => ({
  deliveries: deliveries.slice(told.deliveries),
  calls: calls.slice(told.calls),
  visits: visits.slice(told.visits),
})
