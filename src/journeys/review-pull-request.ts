import {applyReview} from '../github/apply-review.ts'
import {demandsResolvedThreads} from '../github/branch-demands.ts'
import {type CheckRun, startCheckRun} from '../github/check-run.ts'
import {contributingGuide} from '../github/contributing-guide.ts'
import {isForbidden, mayBeOver, statusOf} from '../github/is-gone.ts'
import {PostponedError} from '../github/limiter.ts'
import {loadPull, type NothingToDo, type Pull} from '../github/load-pull.ts'
import type {PullRef} from '../github/pull-ref.ts'
import type {Conversation} from '../review/conversation.ts'
import {momentOf, wasToldAloud} from '../review/moment.ts'
import type {Operation} from '../review/plan.ts'
import {planReview, type Situation} from '../review/plan-review.ts'
import {type OtherResult, sumUp} from '../review/sum-up.ts'
import {allOrStop} from './all-or-stop.ts'
import {dismissals} from './dismissals.ts'
import {inspectPull} from './inspect-pull.ts'
import {leaveCheckRun} from './leave-check-run.ts'
import {loadNewestPull} from './load-newest-pull.ts'
import {otherPulls} from './other-pulls.ts'
import type {Outside} from './outside.ts'
import {settledConversation} from './settled-conversation.ts'
import {tellOfOperation, tellOfPlan} from './tell-of-plan.ts'

/** How a review ended. `superseded`: head kept moving while we looked, so the event of its last push has the word. */
export type Outcome = NothingToDo | {readonly kind: 'reviewed'} | {readonly kind: 'superseded'}

/** GitHub took nothing of the review. */
type Refused = {readonly kind: 'refused'}

type Voice = Situation['voice']

/** A head that moves is followed this often. */
const mostHeads = 5

/**
 * Reviews a pull request as it is now.
 *
 * Safe to run again at any time, by any process: it starts from what GitHub shows and does only what is still missing. The job
 * carries which pull request it is and, as a hint of what to wait for, the head that its event told of; so an old job can't review an
 * old head.
 */
export async function reviewPullRequest(outside: Outside, ref: PullRef, signal: AbortSignal): Promise<Outcome> {
  try {
    return await reviewUntilDone(outside, ref, signal)
  } catch (error) {
    return whatEnded(outside, ref, error, signal)
  }
}

/** What an error turns out to be: the end of what we have to do here, told quietly, or an error after all. */
async function whatEnded({octokit}: Outside, ref: PullRef, error: unknown, signal: AbortSignal): Promise<NothingToDo> {
  if (signal.aborted || error instanceof PostponedError || !mayBeOver(error)) throw error
  // Should it be a passing disturbance, the pull request is picked up again for want of a complete check run.
  if (statusOf(error) === 401) return {kind: 'nothing to do', reason: 'gone'}
  const now = await loadPull(octokit, ref, signal).catch(() => undefined)
  if (now?.kind === 'nothing to do') return now
  if (isForbidden(error)) return {kind: 'nothing to do', reason: 'forbidden'}
  throw error
}

async function reviewUntilDone(outside: Outside, ref: PullRef, signal: AbortSignal): Promise<Outcome> {
  // GitHub refuses a whole review for one misplaced comment (422), most likely because the head moved: look again, then stay quiet.
  const voices: Voice[] = ['aloud', 'aloud', 'check run only']
  let voice = voices.shift()
  for (let heads = 0; heads < mostHeads && voice !== undefined; heads++) {
    const outcome = await reviewOnce(outside, ref, voice, signal)
    if (outcome.kind === 'refused') voice = voices.shift()
    else if (outcome.kind !== 'superseded') return outcome
  }
  return {kind: 'superseded'}
}

/** One look, one answer. */
async function reviewOnce(outside: Outside, ref: PullRef, voice: Voice, signal: AbortSignal): Promise<Outcome | Refused> {
  const pull = await loadNewestPull(outside, ref, signal)
  if (pull.kind === 'nothing to do') return pull
  outside.tell('pull loaded', {head: pull.headSha, base: pull.base})

  const started = openCheckRun(outside, pull, signal)
  try {
    return await reviewHead(outside, pull, started, voice, signal)
  } catch (error) {
    if (signal.aborted) await leaveCheckRun(outside, pull, started)
    throw error
  }
}

/** What can be asked at once is: from the webhook to the review GitHub is waited for five times. */
async function reviewHead(
  outside: Outside,
  pull: Pull,
  started: Promise<CheckRun>,
  voice: Voice,
  signal: AbortSignal,
): Promise<Outcome | Refused> {
  const {octokit, tell} = outside
  const {ref, headSha, draft: isDraft} = pull

  const [checkRun, looked, said, dismissed] = await allOrStop(signal, signal => [
    started,
    inspectPull(outside, pull, signal),
    settledConversation(outside, ref, signal),
    dismissals(outside, ref, signal),
  ])
  const [now, demandsResolved, inspection, others, guide] = await allOrStop(signal, signal => [
    loadPull(octokit, ref, signal),
    demandsResolution(outside, pull, said.conversation, signal),
    looked.inspection(signal),
    otherPulls(outside, ref, headSha, signal),
    looked.isClean ? nothing : contributingGuide(octokit, ref, pull.base, signal),
  ])
  if (now.kind === 'nothing to do' && now.reason !== 'closed') return now
  // Merged, say: against a base that has the change already there would be nothing to see.
  if (now.kind === 'nothing to do' && checkRun.isComplete) return now

  // On an old head, or once it is closed, nothing is said any more, but the check run is completed: it would turn for ever.
  const isCurrent = now.kind === 'open' && now.headSha === headSha
  const moment = momentOf(pull)
  const asked = wasToldAloud(checkRun.isComplete ? checkRun.remembers : undefined, moment) && voice === 'aloud' ? 'quiet' : voice
  const loud = isCurrent && !pull.byBot ? asked : 'check run only'
  const own = planReview({
    ...looked,
    ...said,
    inspection,
    headSha,
    isDraft,
    moment,
    // The check run remembers them, too, for the day on which our database is lost.
    dismissed: [...new Set([...dismissed, ...(checkRun.remembers?.left ?? [])])],
    voice: loud,
    demandsResolved,
    guide,
  })
  tellOfPlan(tell, own)

  const plan = own.map(operation => ofAllPulls(operation, ref, others.results))
  const applied = await applyReview(
    outside,
    ref,
    {...checkRun, others: others.checkRuns},
    plan,
    operation => tellOfOperation(tell, operation),
    signal,
  )
  if (applied.kind === 'refused') tell('review refused', {why: applied.why})

  if (now.kind === 'nothing to do') return now
  if (!isCurrent) return {kind: 'superseded'}
  return applied.kind === 'refused' ? {kind: 'refused'} : {kind: 'reviewed'}
}

/** Who is told nothing needs no guide. */
const nothing = Promise.resolve(undefined)

async function openCheckRun({octokit, tell}: Outside, {ref, headSha}: Pull, signal: AbortSignal): Promise<CheckRun> {
  const checkRun = await startCheckRun(octokit, ref, headSha, signal)
  tell('check run started', {id: checkRun.id})
  return checkRun
}

/** GitHub shows one check run for each commit: it has to tell of all pull requests that have it. */
const ofAllPulls = (operation: Operation, {number}: PullRef, others: readonly OtherResult[]): Operation =>
  operation.kind === 'complete check run' ? {...operation, result: sumUp(operation.result, number, others)} : operation

/** Only where we said something before can a branch's rules make a difference. */
const demandsResolution = async (
  {octokit}: Outside,
  {ref, base}: Pull,
  {said, reviews}: Conversation,
  signal: AbortSignal,
): Promise<boolean> => said.length + reviews.length > 0 && demandsResolvedThreads(octokit, ref, base, signal)
