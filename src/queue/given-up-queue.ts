import type {PgBoss} from 'pg-boss'

/** Where jobs go that failed too often: nobody works on them until an operator says so. They keep what they were, why they failed and when. */
export const givenUpQueue = 'given-up'

/** Kept for a month: an operator comes back from holidays. */
const options = {retentionSeconds: 30 * 24 * 3600, deleteAfterSeconds: 24 * 3600}

/** To be made before the queues that name it. */
export async function prepareGivenUpQueue(boss: PgBoss): Promise<void> {
  await boss.createQueue(givenUpQueue, options)
}
