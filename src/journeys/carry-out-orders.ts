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
 * list holds such a link.
 *
 * What was decided is remembered last, so that a kill in between has it done again, which changes nothing.
 */
export async function carryOutOrders(
  {store, now, tell}: Pick<ScanOutside, 'store' | 'now' | 'tell'>,
  octokit: Octokit,
  ref: RepositoryRef,
  orders: readonly Given[],
  links: readonly HeldLink[],
  signal: AbortSignal,
): Promise<CarriedOut> {
  if (orders.length === 0) return {wantsScan: false, decisions: []}
  const rights = new Map<string, Promise<boolean>>()
  const mayThey = (login: string): Promise<boolean> => {
    const asked = rights.get(login) ?? mayDismiss(octokit, ref, login, signal)
    rights.set(login, asked)
    return asked
  }

  const decisions: Decision[] = []
  let wantsScan = false
  for (const {order, login, atMs, commentId} of orders) {
    if (commentId !== undefined) await react(octokit, ref, commentId, 'eyes', signal)
    const isAllowed = await mayThey(login)
    const decision = isAllowed && order.kind !== 'scan' ? decisionOf(order, links, login, atMs) : undefined
    const isScan = isAllowed && order.kind === 'scan'
    wantsScan ||= isScan
    if (decision !== undefined) decisions.push(decision)
    if (commentId !== undefined) {
      await react(octokit, ref, commentId, isScan || decision !== undefined ? 'rocket' : 'confused', signal)
    }
    tell('order carried out', {
      order: order.kind,
      outcome: isAllowed ? (isScan || decision ? 'done' : 'no such link') : 'not allowed',
    })
  }
  const done = {orders: orders.flatMap(({id}) => id ?? []), decisions, ...(wantsScan ? {dueMs: now()} : {})}
  await store.settleOrders(ref.repositoryId, done, signal)
  return {wantsScan, decisions}
}
