import type {Database, Transaction} from './database.ts'
import * as deliveriesAndReviews from './migrations/0001-deliveries-and-reviews.ts'
import * as dismissals from './migrations/0002-dismissals.ts'
import * as scans from './migrations/0003-scans.ts'
import {sql} from './sql.ts'

/** In the order of their numbers. One that was released is never changed. */
const migrations = [deliveriesAndReviews, dismissals, scans]

/**
 * Brings the tables up to date. Safe with many processes starting at once: a migration's number is inserted first, so all but one
 * wait at the unique key until that one is through, and then find nothing left to do.
 */
export async function migrate(database: Database, nowMs: number): Promise<void> {
  await database.transaction(createLedger)
  for (const {number, text} of migrations) {
    await database.transaction(async transaction => {
      const ours = await transaction.query(
        sql`insert into listkeeper.migrations (number, applied_ms) values (${number}, ${nowMs}) on conflict do nothing returning number`,
      )
      if (ours.length > 0) await runAll(transaction, text)
    })
  }
}

/** `if not exists` alone does not stand two at once: both miss it in the catalogue, and one fails. */
async function createLedger(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(1279873867)`)
  await runAll(
    transaction,
    `create schema if not exists listkeeper;
     create table if not exists listkeeper.migrations (number integer primary key, applied_ms bigint not null);`,
  )
}

/** One by one, since a prepared statement holds one only. No text of a migration has a semicolon but at the end of a statement. */
async function runAll(transaction: Transaction, text: string): Promise<void> {
  for (const statement of text.split(';')) {
    if (statement.trim() !== '') await transaction.query({text: statement, values: []})
  }
}
