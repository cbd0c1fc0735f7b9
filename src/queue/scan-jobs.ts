import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanCause} from '../health/scan-cause.ts'

/** The steps of scans, each a queue of its own. */
export const scanQueues = ['open-scan', 'check-pages', 'keep-issue'] as const

export type ScanQueue = (typeof scanQueues)[number]

/** What a job carries: whom it is for, never a snapshot of what is to be done. */
export type ScanJob =
  | {readonly queue: 'open-scan'; readonly data: OpenScanData}
  | {readonly queue: 'check-pages'; readonly data: {readonly bucket: number}}
  | {readonly queue: 'keep-issue'; readonly data: RepositoryRef}

interface OpenScanData extends RepositoryRef {
  readonly cause: ScanCause
}

/** A repository has one key as long as it lives, also when it is renamed. */
export const keyOfScan = (job: ScanJob): string => (job.queue === 'check-pages' ? String(job.data.bucket) : job.data.repositoryId)

/** For people: `ada/ants`, `bucket 12`. */
export const aboutScan = (job: ScanJob): string =>
  job.queue === 'check-pages' ? `bucket ${job.data.bucket}` : `${job.data.owner}/${job.data.repo}`

export const openScanJob = (ref: RepositoryRef, cause: ScanCause): ScanJob => ({
  queue: 'open-scan',
  data: {...plainRef(ref), cause},
})

export const checkPagesJob = (bucket: number): ScanJob => ({queue: 'check-pages', data: {bucket}})

export const keepIssueJob = (ref: RepositoryRef): ScanJob => ({queue: 'keep-issue', data: plainRef(ref)})

/** Whatever else a caller's object holds stays out of the database. */
const plainRef = ({installationId, repositoryId, owner, repo}: RepositoryRef): RepositoryRef => ({
  installationId,
  repositoryId,
  owner,
  repo,
})

/** A job as the database holds it; undefined where it is none of a scan's. `sendScans` alone puts them there. */
export function scanJob(queue: string, data: unknown): ScanJob | undefined {
  if (data === null || typeof data !== 'object') return undefined
  if (queue === 'check-pages' && isOfBucket(data)) return {queue, data}
  if (queue === 'open-scan' && isOfRepository(data) && isCaused(data)) return {queue, data}
  if (queue === 'keep-issue' && isOfRepository(data)) return {queue, data}
  return undefined
}

const isOfBucket = (data: object): data is {bucket: number} => 'bucket' in data && typeof data.bucket === 'number'

const isOfRepository = (data: object): data is RepositoryRef =>
  'repositoryId' in data && 'installationId' in data && 'owner' in data && 'repo' in data

const isCaused = (data: RepositoryRef): data is OpenScanData => 'cause' in data
