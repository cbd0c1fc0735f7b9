import type {IssuePlan} from './issue-plan.ts'
import type {IssueSituation} from './issue-situation.ts'

/** What is still to be done so that the one issue shows what we know, and what is to be remembered once it is done. */
export function planIssue({memory}: IssueSituation): IssuePlan {
  return {operations: [], memory}
}
