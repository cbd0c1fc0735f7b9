import type {Logger} from 'pino'
import type {PullRef} from '../github/pull-ref.ts'
import {nameOf} from './about.ts'

/** What of the reviews' jobs stands in the log. */
export const tellOfQueue = (log: Logger) => ({
  handedBack: (jobs: number) => log.info({jobs}, 'taking up jobs that were interrupted'),
  failed: (ref: PullRef, err: unknown) => log.error({pull: nameOfPull(ref), err}, 'review failed, it will be tried again'),
  postponed: (ref: PullRef, untilMs: number) =>
    log.warn({pull: nameOfPull(ref), until: new Date(untilMs).toISOString()}, 'GitHub asks to wait, the review goes on then'),
  trouble: (problem: string) => log.warn({problem}, 'the queue has trouble'),
})

/** What of the scans' jobs stands in the log. A tick that begins nothing is not told. */
export const tellOfScans = (log: Logger) => ({
  failed: (job: string, err: unknown) => log.error({job, err}, 'a step of a scan failed, it will be tried again'),
  died: (job: string, reason: string) => log.error({job, reason}, 'a step of a scan was given up: `listkeeper jobs` shows it'),
  postponed: (job: string, untilMs: number) =>
    log.warn({job, until: new Date(untilMs).toISOString()}, 'GitHub asks to wait, the scan goes on then'),
  ticked(begun: {readonly openScan: number; readonly checkPages: number; readonly keepIssue: number}) {
    if (begun.openScan + begun.checkPages + begun.keepIssue > 0) log.info({...begun}, 'what was due has begun')
  },
})

const nameOfPull = (ref: PullRef): string => `${nameOf(ref)}#${ref.number}`
