import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanCause} from '../health/scan-cause.ts'
import {keepIssueJob, openScanJob, type ScanJob} from './scan-jobs.ts'

/** Which steps of scans an event asks for. They are done as soon as there is room; a repository that waits already waits once. */
export interface ScanWishes {
  /** Lists to read again. Where one waits already the weightier cause counts: 'asked', then 'first', 'schedule', 'push'. */
  readonly openScan?: readonly {readonly ref: RepositoryRef; readonly cause: ScanCause}[]
  /** Issues to look at: somebody ticked, commented, closed, deleted. */
  readonly keepIssue?: readonly RepositoryRef[]
}

/** The jobs that do it. */
export const jobsOf = ({openScan = [], keepIssue = []}: ScanWishes): readonly ScanJob[] => [
  ...openScan.map(({ref, cause}) => openScanJob(ref, cause)),
  ...keepIssue.map(keepIssueJob),
]
