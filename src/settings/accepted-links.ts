import type {Verdict} from '../verdict/verdict.ts'

/**
 * Whether the settings count what was seen as alive. A status of success never does: what speaks against a page that answers so (that its domain is
 * for sale, that it leads to another site) is not the status.
 */
export function isAccepted(verdict: Verdict, statuses: readonly number[]): boolean {
  const status = 'status' in verdict ? verdict.status : undefined
  if (status === undefined || !statuses.includes(status)) return false
  if (verdict.kind === 'moved') return true
  const isProblem = verdict.kind === 'dead' || verdict.kind === 'unverified'
  return isProblem && (status >= 400 || verdict.reason === 'odd-answer')
}

/** What it counts as then. */
export const accepted = (url: string, verdict: Verdict): Verdict => ({
  kind: 'alive',
  reason: 'accepted',
  status: 'status' in verdict ? verdict.status : undefined,
  finalUrl: url,
})
