import {type CheckRun, completeCheckRun} from '../github/check-run.ts'
import {loadPull, type Pull} from '../github/load-pull.ts'
import type {CheckResult} from '../review/plan.ts'
import type {Outside} from './outside.ts'

/** Whoever stopped us waits for this. */
const leaveWithinMs = 3000

const newerCommit = unfinished(
  'A newer commit is looked at instead',
  'This commit was not looked at to the end, since another one followed.',
)

const closed = unfinished('The pull request was closed', 'This commit was not looked at to the end.')

function unfinished(title: string, summary: string): CheckResult {
  return {conclusion: 'neutral', title, summary, text: undefined, annotations: [], buttons: []}
}

/**
 * Leaves the check run of work that was stopped halfway.
 *
 * Where head is still the same, the next one takes it over. Else nobody comes back to it and it would turn for ever, so it is
 * completed, if that is quickly done: it has a time limit of its own, since the work's signal is what stopped us.
 */
export async function leaveCheckRun({octokit}: Outside, pull: Pull, started: Promise<CheckRun>): Promise<void> {
  const signal = AbortSignal.timeout(leaveWithinMs)
  try {
    const checkRun = await started
    if (checkRun.isComplete) return
    const now = await loadPull(octokit, pull.ref, signal)
    if (now.kind === 'open' && now.headSha === pull.headSha) return
    await completeCheckRun(octokit, pull.ref, checkRun, now.kind === 'open' ? newerCommit : closed, signal)
  } catch {
    // It was worth a try; why we were stopped is what counts.
  }
}
