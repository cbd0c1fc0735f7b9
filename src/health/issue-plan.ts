import type {IssueMemory} from './issue-memory.ts'

/** What is still missing on GitHub, in this order; and what is to be remembered once it is done. */
export interface IssuePlan {
  readonly operations: readonly IssueOperation[]
  readonly memory: IssueMemory
}

export type IssueOperation =
  | {readonly kind: 'create issue'; readonly title: string; readonly body: string; readonly label: string | undefined}
  | {readonly kind: 'edit issue'; readonly number: number; readonly body: string}
  | {readonly kind: 'close issue'; readonly number: number}
  | {readonly kind: 'reopen issue'; readonly number: number}
