import {type OtherCheckRun, otherCheckRuns} from '../github/check-run.ts'
import {loadPull} from '../github/load-pull.ts'
import type {PullRef} from '../github/pull-ref.ts'
import type {OtherResult} from '../review/sum-up.ts'
import type {Outside} from './outside.ts'

/** What other open pull requests with the same commit are told, and where. */
interface OtherPulls {
  readonly checkRuns: readonly OtherCheckRun[]
  readonly results: readonly OtherResult[]
}

/** Asked for late, so that of two that are looked at side by side the one that ends later knows of the other. */
export async function otherPulls({octokit}: Outside, ref: PullRef, headSha: string, signal: AbortSignal): Promise<OtherPulls> {
  const checkRuns = await otherCheckRuns(octokit, ref, headSha, signal)
  const results = await Promise.all(
    checkRuns.map(async ({number, remembers}): Promise<OtherResult[]> => {
      if (remembers === undefined) return []
      const pull = await loadPull(octokit, {...ref, number}, signal)
      return pull.kind === 'open' && pull.headSha === headSha ? [{number, result: remembers}] : []
    }),
  )
  return {checkRuns, results: results.flat()}
}
