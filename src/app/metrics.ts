import {Counter, collectDefaultMetrics, Gauge, Histogram, Registry} from '@prometheus-io/client'
import type {JobsReport} from '../queue/jobs-report.ts'

/** What the app counts for its operator. Nothing names a repository, a person or an address. */
export interface Metrics {
  readonly verdict: (purpose: 'scan' | 'review', kind: string) => void
  readonly siteRequest: (outcome: string) => void
  readonly githubRequest: (outcome: string) => void
  readonly githubQuota: (kind: string, resource: string, remaining: number) => void
  readonly notification: (kind: 'issue opened' | 'issue closed' | 'issue reopened' | 'review' | 'comment') => void
  readonly scan: (event: 'opened' | 'closed' | 'thrown away') => void
  readonly job: (job: string, seconds: number) => void
  readonly webhook: (event: string) => void
  /** In Prometheus' format. `report`: how the jobs are doing, where that can be said. */
  text(report: () => Promise<JobsReport | undefined>): Promise<{readonly type: string; readonly text: string}>
}

/** Opens figures of their own, so that several apps can live in one process. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({register: registry})
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({name: `listkeeper_${name}`, help, labelNames, registers})
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({name: `listkeeper_${name}`, help, labelNames, registers})

  const verdicts = counter('verdicts_total', 'What checks of links proved', 'purpose', 'kind')
  const siteRequests = counter('site_requests_total', 'Requests to sites, redirects and repeats included', 'outcome')
  const githubRequests = counter('github_requests_total', 'Requests to GitHub', 'outcome')
  const quota = gauge('github_quota_remaining', 'What the last answers left of the limits: the least', 'kind', 'resource')
  const notifications = counter('notifications_total', 'What notified people', 'kind')
  const scans = counter('scans_total', 'Scans of repositories', 'event')
  const webhooks = counter('webhooks_total', 'Events that were recorded', 'event')
  const jobs = new Histogram({
    name: 'listkeeper_job_seconds',
    help: 'How long jobs took',
    labelNames: ['job'],
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900],
    registers,
  })
  const depth = gauge('jobs', 'Jobs by queue, as all processes see them', 'queue', 'state')
  const age = gauge('jobs_oldest_waiting_seconds', 'How long the oldest job that could run has been waiting', 'queue')

  function showJobs({queues}: JobsReport): void {
    for (const {queue, waiting, postponed, running, retrying, dead, oldestWaitingMs} of queues) {
      for (const [state, count] of Object.entries({waiting, postponed, running, retrying, dead})) depth.set({queue, state}, count)
      age.set({queue}, oldestWaitingMs / 1000)
    }
  }

  return {
    verdict: (purpose, kind) => verdicts.inc({purpose, kind}),
    siteRequest: outcome => siteRequests.inc({outcome}),
    githubRequest: outcome => githubRequests.inc({outcome}),
    githubQuota: (kind, resource, remaining) => quota.set({kind, resource}, remaining),
    notification: kind => notifications.inc({kind}),
    scan: event => scans.inc({event}),
    job: (job, seconds) => jobs.observe({job}, seconds),
    webhook: event => webhooks.inc({event}),
    async text(report) {
      // A database that does not answer must not hide all the other figures.
      const known = await report().catch(() => undefined)
      depth.reset()
      age.reset()
      if (known !== undefined) showJobs(known)
      return {type: registry.contentType, text: await registry.metrics()}
    },
  }
}
