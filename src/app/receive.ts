import type {PullRef} from '../github/pull-ref.ts'
import type {Queue} from '../queue/open-queue.ts'
import type {ScanWishes} from '../queue/scan-wishes.ts'
import type {Transaction} from '../store/database.ts'

/** One line for the log: what happened to what. */
export type TellEvent = (step: 'event received' | 'event repeated', facts: Readonly<Record<string, string>>) => void

/** An event as Probot hands it over. `id` is the delivery's GUID. */
export interface Event {
  readonly id: string
  readonly name: string
  readonly payload: object
}

/** What an event asks for. */
interface Asked {
  /** For the log: what it is about, one line each. */
  readonly about: readonly Readonly<Record<string, string>>[]
  readonly pulls?: readonly PullRef[]
  readonly wish?: {readonly login: string; readonly checkRunId: string} | undefined
  readonly inPassing?: boolean
  /** What it changes in the store, within the transaction that records the delivery; gives the jobs of scans that follow. */
  readonly inStore?: (db: Transaction) => Promise<ScanWishes>
}

/** Records an event and what it asks for, all or nothing. Gives whether it was new. */
export type Receive = (event: Event, asked: Asked) => Promise<boolean>

/** Records events by this queue, before GitHub has its answer: where that fails GitHub is told so, and can deliver again. */
export function receiver(queue: Pick<Queue, 'receive'>, now: () => number, tell: TellEvent): Receive {
  return async ({id, name, payload}, {about, pulls = [], wish, inPassing, inStore}) => {
    const event = 'action' in payload ? `${name}.${String(payload.action)}` : name
    const options = {wish, ...(inPassing === undefined ? {} : {inPassing}), ...(inStore === undefined ? {} : {inStore})}
    const recorded = await inTime(queue.receive({guid: id, atMs: now()}, pulls, options))
    const step = recorded === 'recorded' ? 'event received' : 'event repeated'
    for (const what of about) tell(step, {event, ...what, delivery: id})
    return recorded === 'recorded'
  }
}

/**
 * After nine seconds Probot tells GitHub that all is well, recorded or not. Before that we say that it is not; what is recorded after
 * all is then delivered twice, which does no harm.
 */
function inTime<Result>(recording: Promise<Result>): Promise<Result> {
  const {promise, reject} = Promise.withResolvers<never>()
  const timer = setTimeout(reject, longestMs, new Error('the database took too long to record this delivery'))
  return Promise.race([recording, promise]).finally(() => clearTimeout(timer))
}

const longestMs = 8000
