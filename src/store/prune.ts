import type {Database} from './database.ts'
import {forgetRest} from './forget.ts'
import {type Sql, sql} from './sql.ts'

/**
 * Takes away what is kept no longer: pages that nobody has held for 90 days (counted from their last check), sites unseen for 30, results beyond a year,
 * snoozes a month after their end; and goes on with what is being forgotten.
 *
 * So many rows at a time, each bit a transaction of its own: the next tick takes the next ones, and nobody waits long for a lock.
 */
export async function prune(database: Database, nowMs: number): Promise<void> {
  while (await database.transaction(forgetRest)) {}
  for (const statement of outdated(nowMs)) await database.query(statement)
}

/** By where rows stand (`ctid`, which stays while they are locked): any other way the planner prefers to read a table whole. */
const outdated = (nowMs: number): readonly Sql[] => [
  sql`delete from listkeeper.pages where ctid = any(array(
    select ctid from listkeeper.pages where not is_held and checked_ms < ${nowMs - 90 * day} order by checked_ms limit ${most} for update skip locked))`,
  sql`delete from listkeeper.sites where ctid = any(array(
    select ctid from listkeeper.sites where seen_ms < ${nowMs - 30 * day} order by seen_ms limit ${most} for update skip locked))`,
  sql`delete from listkeeper.scan_results where ctid = any(array(
    select ctid from listkeeper.scan_results where at_ms < ${nowMs - 365 * day} order by at_ms limit ${most} for update skip locked))`,
  sql`delete from listkeeper.decisions where ctid = any(array(
    select ctid from listkeeper.decisions where until_ms < ${nowMs - 30 * day} order by until_ms limit ${most} for update skip locked))`,
  sql`delete from listkeeper.deliveries where ctid = any(array(
    select ctid from listkeeper.deliveries where received_ms < ${nowMs - 7 * day} order by received_ms limit ${most} for update skip locked))`,
]

const day = 24 * 60 * 60 * 1000

const most = 5000
