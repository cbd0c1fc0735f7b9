import type {Octokit} from '../github/octokit.ts'
import {react} from '../github/react.ts'
import type {RepositoryRef} from '../github/repository-ref.ts'
import {mayDismiss} from '../github/rights.ts'
import type {Decision} from '../health/decision.ts'
import {decisionOf} from '../health/decision-of.ts'
import type {HeldLink} from '../health/held-link.ts'
import type {ScanOutside} from './scan-outside.ts'
import type {PendingOrder} from './scan-store.ts'

/** An order that stands in the body alone, without an event of its own, has no id. */
export type Given = Omit<PendingOrder, 'id'> & {readonly id?: string}

/** What came of orders. */
export interface CarriedOut {
  /** Somebody wants a scan. */
  readonly wantsScan: boolean
  readonly decisions: readonly Decision[]
}

/**
 * Does what people ask for: those with triage or more, at this moment. A comment gets 👀 first, then 🚀, or 😕 where its author may not, or no
 * list holds such a link. Of somebody who may not the first ones alone are answered, so that nobody has us busy with theirs.
 *
 * What was decided is remembered after the answers, some orders at a time, so that a kill in between has these done again, which changes nothing.
 */
export async function carryOutOrders(
  {store, now, tell}: Pick<ScanOutside, 'store' | 'now' | 'tell'>,
  octokit: Octokit,
  ref: RepositoryRef,
  orders: readonly Given[],
  links: readonly HeldLink[],
  signal: AbortSignal,
): Promise<CarriedOut> {
  const rights = new Map<string, Promise<boolean>>()
  const mayThey = (login: string): Promise<boolean> => {
    const asked = rights.get(login) ?? mayDismiss(octokit, ref, login, signal)
    rights.set(login, asked)
    return asked
  }

  const refused = new Map<string, number>()
  async function carryOut({order, login, atMs, commentId}: Given): Promise<Decision | 'scan' | undefined> {
    const answer = async (content: Parameters<typeof react>[3]) => {
      const isHeard = (refused.get(login) ?? 0) < mostRefusals
      if (commentId !== undefined && isHeard) await react(octokit, ref, commentId, content, signal)
    }
    await answer('eyes')
    const isAllowed = await mayThey(login)
    const asked = order.kind === 'scan' ? 'scan' : decisionOf(order, links, login, atMs)
    const done = isAllowed ? asked : undefined
    await answer(done === undefined ? 'confused' : 'rocket')
    if (!isAllowed) refused.set(login, (refused.get(login) ?? 0) + 1)
    const outcome = isAllowed ? (done === undefined ? 'no such link' : 'done') : 'not allowed'
    tell('order carried out', {order: order.kind, outcome})
    return done
  }

  const decisions: Decision[] = []
  let wantsScan = false
  for (let start = 0; start < orders.length; start += atOnce) {
    const some = orders.slice(start, start + atOnce)
    const done: (Decision | 'scan' | undefined)[] = []
    for (const order of some) done.push(await carryOut(order))
    const decided = done.filter(one => one !== 'scan' && one !== undefined)
    const isScan = done.includes('scan')
    const ids = some.flatMap(({id}) => id ?? [])
    await store.settleOrders(ref.repositoryId, {orders: ids, decisions: decided, ...(isScan ? {dueMs: now()} : {})}, signal)
    decisions.push(...decided)
    wantsScan ||= isScan
  }
  return {wantsScan, decisions}
}

/** An answer takes a second or two: a job that ends early must not begin with the first order again. */
const atOnce = 50
const mostRefusals = 5
