import type {Probot} from 'probot'
import {numberIn} from '../github/pull-ref.ts'
import type {HealthCheck} from '../health/health-check.ts'
import type {Button} from '../review/plan.ts'
import {type AboutRepository, nameOf, refOf} from './about.ts'
import {aboutPulls, pullRefs, receivePulls} from './pull-events.ts'
import {pullsOfCommit} from './pulls-of-commit.ts'
import type {Event, Receive} from './receive.ts'

type ScanButton = HealthCheck['buttons'][number]['identifier']

/**
 * Events of our check runs: a button that was pressed, a run that is wanted again. GitHub shows both only to people with write access.
 *
 * A run that names no pull request is the one of the default branch: what is wanted there is a scan.
 */
export function receiveCheckEvents(probot: Pick<Probot, 'on'>, receive: Receive): void {
  probot.on('check_run.rerequested', async context => {
    const number = numberIn(context.payload.check_run.external_id)
    if (number === undefined) await receiveScan(receive, context)
    else await receivePulls(receive, context, pullRefs(context.payload, [number]))
  })

  probot.on('check_run.requested_action', async context => {
    const {check_run: run, requested_action: pressed, sender} = context.payload
    if (pressed?.identifier === ('scan-now' satisfies ScanButton)) return receiveScan(receive, context)
    const number = numberIn(run.external_id)
    const isDismissal = pressed?.identifier === ('dismiss-all' satisfies Button['identifier'])
    const wish = isDismissal ? {login: sender.login, checkRunId: String(run.id)} : undefined
    await receivePulls(receive, context, pullRefs(context.payload, number === undefined ? [] : [number]), {wish})
  })

  probot.on('check_suite.rerequested', async context => {
    // GitHub names no pull request here when it comes from a fork: the check runs that we left on the commit do.
    const {check_suite: suite, repository} = context.payload
    const ids = await pullsOfCommit(context, suite.head_sha)
    const numbers = ids.map(numberIn).filter(number => number !== undefined)
    const pulls = pullRefs(context.payload, [...new Set(numbers)])
    if (suite.head_branch === repository.default_branch) await receiveScan(receive, context, pulls)
    else await receivePulls(receive, context, pulls)
  })
}

async function receiveScan(
  receive: Receive,
  event: Event & {readonly payload: AboutRepository},
  pulls: ReturnType<typeof pullRefs> = [],
): Promise<void> {
  const ref = refOf(event.payload)
  if (ref === undefined) return
  await receive(event, {
    about: [{repository: nameOf(ref)}, ...aboutPulls(pulls)],
    pulls,
    inStore: async () => ({openScan: [{ref, cause: 'asked'}]}),
  })
}
