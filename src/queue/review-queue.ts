import type {PgBoss} from 'pg-boss'
import type {PullRef} from '../github/pull-ref.ts'
import {givenUpQueue, prepareGivenUpQueue} from './given-up-queue.ts'

/** Reviews, one kind of job: look at a pull request as it is now. */
export const reviewQueue = 'review-pull-request'

/** A pull request has one key as long as it lives, also when its repository is renamed. */
export const keyOf = ({repositoryId, number}: PullRef): string => `${repositoryId}#${number}`

/** Of one account's pull requests at most so many are worked on at once, so that whoever opens a hundred keeps nobody else waiting. */
export const jobsPerAccount = 5

/** What a job is known by: its pull request, and the account that it belongs to (an installation is one account's). */
export const identityOf = (ref: PullRef): {readonly singletonKey: string; readonly group: {readonly id: string}} => ({
  singletonKey: keyOf(ref),
  group: {id: ref.installationId},
})

/** A failed run is tried again after two seconds, then later and later, at most an hour apart, for most of a day; then it is given up. */
const options = {
  retryLimit: 30,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 15 * 60,
  deleteAfterSeconds: 24 * 60 * 60,
  deadLetter: givenUpQueue,
  notify: true,
}

/** Where several processes share the work, one that stays silent for so long has lost its jobs. */
const heartbeatSeconds = 15

/**
 * Makes the queue, or brings an older one up to date. At most one job of a key waits and at most one runs (`stately`).
 *
 * A process that is alone needs no heartbeat: what an earlier life left is handed back when it starts, and a long computation
 * must not cost it its own jobs.
 */
export async function prepareReviewQueue(boss: PgBoss, isAlone: boolean): Promise<void> {
  await prepareGivenUpQueue(boss)
  await boss.createQueue(reviewQueue, {...options, policy: 'stately'})
  await boss.updateQueue(reviewQueue, {...options, heartbeatSeconds: isAlone ? null : heartbeatSeconds})
}
