import type {PgBoss} from 'pg-boss'

/** Whether one more job of this key waits: it does the same, and sees what is newer. */
export const isAnotherWaiting = async (boss: PgBoss, queue: string, key: string): Promise<boolean> =>
  (await boss.findJobs(queue, {key, queued: true, limit: 1})).length > 0
