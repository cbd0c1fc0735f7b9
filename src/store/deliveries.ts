import type {Queries} from './database.ts'
import {sql} from './sql.ts'

/**
 * Records that a webhook delivery was taken. False: it was taken before, by its GUID (a redelivery has the same one).
 *
 * To be called in the transaction that records the delivery's job, so that a delivery without a job is never on record.
 */
export async function recordDelivery(queries: Queries, guid: string, atMs: number): Promise<boolean> {
  await queries.query(sql`delete from listkeeper.deliveries where received_ms < ${atMs - keptMs}`)
  const recorded = await queries.query(
    sql`insert into listkeeper.deliveries (guid, received_ms) values (${guid}, ${atMs}) on conflict do nothing returning guid`,
  )
  return recorded.length > 0
}

/** GitHub can deliver again for three days. */
const keptMs = 7 * 24 * 60 * 60 * 1000
