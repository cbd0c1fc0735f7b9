import type {Call} from '../github/ledger.ts'
import type {Delivery} from '../github/webhooks.ts'
import type {Visit} from '../web/web.ts'
import {type Deed, describeCall} from './describe-call.ts'

/** One line of what happened, with the lines that belong below it. */
export interface Step {
  readonly atMs: number
  readonly verb: Deed['verb'] | 'received' | 'checked'
  readonly what: string
  readonly details: readonly string[]
}

/** What was seen of the app from the outside, so far. */
export interface Seen {
  readonly deliveries: readonly Delivery[]
  readonly calls: readonly Call[]
  readonly visits: readonly Visit[]
}

/** What happened, in order. */
export const readSteps = ({deliveries, calls, visits}: Seen): readonly Step[] =>
  [...deliveries.flatMap(received), ...calls.flatMap(did), ...visits.map(checked)].toSorted((a, b) => a.atMs - b.atMs)

/** Events that a person causes or that start work; the echo of our own writes is not told. */
function received({event, action, deliveredMs, redelivery, payload}: Delivery): Step[] {
  const number = pullNumberOf(payload)
  if (event !== 'pull_request' || number === undefined) return []
  const again = redelivery ? ', once more' : ''
  return [{atMs: deliveredMs, verb: 'received', what: `#${number} ${action ?? event}${again}`, details: []}]
}

/** Which pull request an event is about. */
function pullNumberOf(payload: unknown): number | undefined {
  if (typeof payload !== 'object' || payload === null || !('pull_request' in payload)) return undefined
  const pull = payload.pull_request
  return typeof pull === 'object' && pull !== null && 'number' in pull ? Number(pull.number) : undefined
}

function did(call: Call): Step[] {
  const deed = describeCall(call)
  return deed === undefined ? [] : [{atMs: call.atMs + call.tookMs, ...deed}]
}

const checked = ({atMs, asked, answer}: Visit): Step => ({
  atMs,
  verb: 'checked',
  what: '',
  details: [`${answer.padEnd(14)}  ${asked}`],
})

/** Reads that follow each other are one step, so are visits: that step, or undefined where two don't join. */
export function join(step: Step, next: Step): Step | undefined {
  if (step.verb !== next.verb) return undefined
  if (next.verb === 'checked') return {...next, details: [...new Set([...step.details, ...next.details])]}
  if (next.verb === 'read') return {...next, what: joinReads(step.what, next.what)}
  return undefined
}

const joinReads = (all: string, more: string): string => (all.split(', ').includes(more) ? all : `${all}, ${more}`)
