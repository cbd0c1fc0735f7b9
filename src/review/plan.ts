import type {Fingerprint} from '../findings/finding.ts'

/** One inline comment. `line` is the last one it stands on, `startLine` the first, only where that differs; both RIGHT, from 1. */
export interface NewComment {
  readonly path: string
  readonly line: number
  readonly startLine: number | undefined
  readonly body: string
  readonly fingerprints: readonly Fingerprint[]
}

/** A finding on lines of head, beside the diff. Plain text, from 1, `endLine` inclusive. */
export interface Annotation {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly level: 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

/** A button of the check run. GitHub shows it to people with write access. */
export interface Button {
  readonly identifier: 'check-again' | 'dismiss-all'
  /** At most 20 characters. */
  readonly label: string
  /** At most 40 characters. */
  readonly description: string
}

export interface CheckResult {
  readonly conclusion: 'success' | 'neutral' | 'failure'
  /** One line: `1 dead link, 2 other problems`. */
  readonly title: string
  /** Markdown, at most 65,535 characters each. */
  readonly summary: string
  readonly text: string | undefined
  readonly annotations: readonly Annotation[]
  readonly buttons: readonly Button[]
}

/** What is still missing on GitHub, one dumb step each. Applied in order. */
export type Operation =
  | {readonly kind: 'create review'; readonly headSha: string; readonly body: string; readonly comments: readonly NewComment[]}
  /** What is hidden in its body: it says what we know of its comments. Notifies nobody. */
  | {readonly kind: 'edit review'; readonly id: string; readonly body: string}
  | {readonly kind: 'edit comment'; readonly id: string; readonly body: string}
  | {readonly kind: 'delete comment'; readonly id: string}
  /** What is fixed is outdated, what people dismissed by a button is resolved. */
  | {readonly kind: 'fold comment'; readonly id: string; readonly nodeId: string; readonly reason: 'outdated' | 'resolved'}
  | {readonly kind: 'unfold comment'; readonly id: string; readonly nodeId: string}
  | {readonly kind: 'complete check run'; readonly result: CheckResult}

export type ReviewPlan = readonly Operation[]
