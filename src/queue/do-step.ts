import {checkPagesJob, keepIssueJob, openScanJob, type ScanJob} from './scan-jobs.ts'
import type {ScanWork} from './scan-work.ts'

/** Does a step of a scan and gives the steps that follow it. They are sent in the transaction that ends the job, so that none is lost. */
export async function doStep(work: ScanWork, job: ScanJob, signal: AbortSignal): Promise<readonly ScanJob[]> {
  switch (job.queue) {
    case 'open-scan': {
      const {cause, ...ref} = job.data
      const {buckets} = await work.openScan(ref, cause, signal)
      return buckets.length === 0 ? [keepIssueJob(ref)] : buckets.map(checkPagesJob)
    }
    case 'check-pages': {
      const {more, repositories} = await work.checkPages(job.data.bucket, signal)
      return [...(more ? [job] : []), ...repositories.map(keepIssueJob)]
    }
    case 'keep-issue': {
      const {scanAgain} = await work.keepIssue(job.data, signal)
      return scanAgain ? [openScanJob(job.data, 'asked')] : []
    }
  }
}
