import {loadPull, type NothingToDo, type Pull} from '../github/load-pull.ts'
import type {PullRef} from '../github/pull-ref.ts'
import type {Outside} from './outside.ts'

const lookAgainAfterMs = 1000
const mostLooks = 4

/**
 * The pull request with the head that the event told of, where GitHub gets round to showing it.
 *
 * Events come in any order, so another head may as well be the newer one: after some looks what GitHub shows is right.
 */
export async function loadNewestPull({octokit, pause}: Outside, ref: PullRef, signal: AbortSignal): Promise<Pull | NothingToDo> {
  let pull = await loadPull(octokit, ref, signal)
  for (let looks = 1; looks < mostLooks && isOld(pull, ref); looks++) {
    await pause(lookAgainAfterMs, signal)
    pull = await loadPull(octokit, ref, signal)
  }
  return pull
}

const isOld = (pull: Pull | NothingToDo, {headSha}: PullRef): boolean =>
  pull.kind === 'open' && headSha !== undefined && pull.headSha !== headSha
