import type {ListHealth} from './link-health.ts'

/** What the check run on the default branch says. It never fails: nobody's commit made a page die. */
export interface HealthCheck {
  readonly title: string
  /** Markdown, within GitHub's cap. */
  readonly summary: string
  readonly conclusion: 'success' | 'neutral'
  readonly buttons: readonly {readonly identifier: 'scan-now'; readonly label: string; readonly description: string}[]
}

/** `issueUrl`: of the open issue, if there is one. */
export function healthCheck(_health: ListHealth, _nextMs: number | undefined, _issueUrl: string | undefined): HealthCheck {
  return {title: '', summary: '', conclusion: 'success', buttons: []}
}
