import type {PgBoss} from 'pg-boss'
import {givenUpQueue, prepareGivenUpQueue} from './given-up-queue.ts'
import {scanQueues} from './scan-jobs.ts'

/**
 * A step that fails is tried again after a second or two, then later and later, for about half an hour; then it is given up. The tick begins
 * anew what is still due an hour later, so that what an outage of GitHub's killed comes back by itself.
 */
const options = {
  retryLimit: 10,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 900,
  expireInSeconds: 15 * 60,
  deleteAfterSeconds: 3600,
  deadLetter: givenUpQueue,
}

/** Where several processes share the work, one that stays silent for so long has lost its jobs. */
const heartbeatSeconds = 15

/** Makes the queues of scans, or brings older ones up to date. At most one job of a key waits and at most one runs (`stately`). */
export async function prepareScanQueues(boss: PgBoss, isAlone: boolean): Promise<void> {
  await prepareGivenUpQueue(boss)
  for (const queue of scanQueues) {
    await boss.createQueue(queue, {...options, policy: 'stately'})
    // A process that is alone needs no heartbeat: what an earlier life left is handed back when it starts.
    await boss.updateQueue(queue, {...options, heartbeatSeconds: isAlone ? null : heartbeatSeconds})
  }
}
