import {setTimeout as pause} from 'node:timers/promises'
import type {Logger} from 'pino'
import type {RepositoryRef} from '../github/repository-ref.ts'
import {checkPages} from '../journeys/check-pages.ts'
import {keepIssue} from '../journeys/keep-issue.ts'
import {openScan} from '../journeys/open-scan.ts'
import type {ScanOutside} from '../journeys/scan-outside.ts'
import type {ScanWork} from '../queue/scan-work.ts'
import {nameOf} from './about.ts'

/** What the jobs of scans do: the journeys, with their steps in the log and their time in `took` (seconds). No address of a link is logged. */
export function scanWork(
  outside: Omit<ScanOutside, 'pause' | 'tell'>,
  log: Logger,
  took: (job: 'open-scan' | 'check-pages' | 'keep-issue', seconds: number) => void,
): ScanWork {
  const waiting = (ms: number, signal: AbortSignal) => pause(ms, undefined, {signal})
  async function timed<Result>(
    job: Parameters<typeof took>[0],
    about: Readonly<Record<string, string | number>>,
    work: (outside: ScanOutside) => Promise<Result>,
  ): Promise<Result> {
    const started = performance.now()
    const tell: ScanOutside['tell'] = (step, facts) =>
      log.info({...about, ms: Math.round(performance.now() - started), ...facts}, step)
    try {
      return await work({...outside, pause: waiting, tell})
    } finally {
      took(job, (performance.now() - started) / 1000)
    }
  }
  const of = (ref: RepositoryRef) => ({repository: nameOf(ref)})
  return {
    openScan: (ref, cause, signal) => timed('open-scan', {...of(ref), cause}, outside => openScan(outside, ref, cause, signal)),
    checkPages: (bucket, signal) => timed('check-pages', {bucket}, outside => checkPages(outside, bucket, signal)),
    keepIssue: (ref, signal) => timed('keep-issue', of(ref), outside => keepIssue(outside, ref, signal)),
  }
}
