import {changeVisibility} from '../store/change-visibility.ts'
import type {Transaction} from '../store/database.ts'
import {forgetInstallation, forgetRepositories} from '../store/forget.ts'
import {issueOf} from '../store/issue-of.ts'
import {holdsLists, knownInstallations, repositoriesOf, restInstallation, wakeInstallation} from '../store/known-repositories.ts'
import {type NotedRepository, noteRepositories} from '../store/note-repositories.ts'
import {type NewOrder, recordOrders} from '../store/settle-orders.ts'

/**
 * What events change in what is remembered for scans, each within the transaction that records the delivery. Ids of what is not there any
 * more, or never was, change nothing.
 */
export interface ScanTables {
  /** New ones are due at once; of others owner, name and installation are brought up to date. */
  noteRepositories(db: Transaction, repositories: readonly NotedRepository[], nowMs: number): Promise<void>
  /** All that is kept about them. */
  forgetRepositories(db: Transaction, repositoryIds: readonly string[]): Promise<void>
  /** All that is kept about its repositories, and all that only they could see. */
  forgetInstallation(db: Transaction, installationId: string): Promise<void>
  changeVisibility(db: Transaction, repositoryId: string, isPrivate: boolean, nowMs: number): Promise<void>
  recordOrders(db: Transaction, repositoryId: string, orders: readonly NewOrder[]): Promise<void>
  /** The number of our issue there. */
  issueOf(db: Transaction, repositoryId: string): Promise<number | undefined>
  /** Whether the last look found lists there. */
  holdsLists(db: Transaction, repositoryId: string): Promise<boolean>
  repositoriesOf(db: Transaction, installationId: string): Promise<readonly string[]>
  knownInstallations(db: Transaction): Promise<readonly string[]>
  /** Nothing is due there any more. */
  restInstallation(db: Transaction, installationId: string): Promise<void>
  /** All is due there. */
  wakeInstallation(db: Transaction, installationId: string, nowMs: number): Promise<void>
}

/** Those of the store. */
export const scanTables: ScanTables = {
  noteRepositories,
  forgetRepositories: (db, repositoryIds) => forgetRepositories(db, repositoryIds),
  forgetInstallation,
  changeVisibility,
  recordOrders,
  issueOf,
  holdsLists,
  repositoriesOf,
  knownInstallations,
  restInstallation,
  wakeInstallation,
}
