import {rememberedBy} from '../github/check-run.ts'
import type {PullRef} from '../github/pull-ref.ts'
import {mayDismiss} from '../github/rights.ts'
import type {Outside} from './outside.ts'

/**
 * What people dismissed by the button of a check run: fingerprints.
 *
 * Who pressed it is what the event says, whether they may is what GitHub says now. It is about what that very check run told, whatever
 * was pushed since.
 */
export async function dismissals(
  {octokit, history, tell}: Outside,
  ref: PullRef,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const {dismissed, wishes} = await history.dismissals(ref, signal)
  const all = new Set(dismissed)
  for (const wish of wishes) {
    const mayThey = await mayDismiss(octokit, ref, wish.login, signal)
    const told = mayThey ? ((await rememberedBy(octokit, ref, wish.checkRunId, signal))?.told ?? []) : []
    await history.dismiss(ref, wish, told, signal)
    tell(mayThey ? 'all dismissed' : 'dismissal refused', {findings: told.length})
    for (const fingerprint of told) all.add(fingerprint)
  }
  return [...all]
}
