import type {Probot} from 'probot'
import type {Queue} from '../queue/open-queue.ts'
import {receiveCheckEvents} from './check-events.ts'
import {receiveInstallationEvents} from './installation-events.ts'
import {receiveIssueEvents} from './issue-events.ts'
import {receivePullEvents} from './pull-events.ts'
import {receivePushes} from './push-event.ts'
import {receiver, type TellEvent} from './receive.ts'
import {receiveRepositoryEvents} from './repository-events.ts'
import type {ScanReceiving} from './scan-receiving.ts'

/** Turns GitHub's events into jobs. An event carries no orders but ticks and comments: what else is to be done the job reads from GitHub. */
export function receiveWebhooks(
  probot: Pick<Probot, 'on'>,
  queue: Pick<Queue, 'receive'>,
  scans: ScanReceiving,
  tell: TellEvent,
): void {
  const receive = receiver(queue, scans.now, tell)
  receivePullEvents(probot, receive)
  receiveCheckEvents(probot, receive)
  receivePushes(probot, receive, scans)
  receiveIssueEvents(probot, receive, scans)
  receiveInstallationEvents(probot, receive, scans)
  receiveRepositoryEvents(probot, receive, scans)
}
