import type {Decision} from '../health/decision.ts'
import type {IssueMemory} from '../health/issue-memory.ts'
import type {PageRecord} from '../health/page-record.ts'
import type {ScanCounts} from '../health/scan-counts.ts'
import {asJson, fromJson} from './as-json.ts'
import type {Database} from './database.ts'
import {closeScan, throwAway} from './end-scan.ts'
import {knownHealth, knownRepository} from './known-health.ts'
import {letGo} from './let-go.ts'
import {type NewHoldings, type NewScan, openScan, type ScannedRepository} from './open-scan.ts'
import {siteKey} from './page-id.ts'
import {type Check, recordChecks} from './record-checks.ts'
import {settleOrders} from './settle-orders.ts'
import {sql} from './sql.ts'
import {type Limits, wantedPages} from './wanted-pages.ts'

/** `ScanStore` of the journeys, kept in tables. Each call is a transaction, all of it or nothing; of a huge list several, each of which can be the last one. */
export function scanStore(database: Database) {
  return {
    async repository(repositoryId: string, signal: AbortSignal) {
      signal.throwIfAborted()
      return knownRepository(database, repositoryId)
    },

    async openScan(
      repository: ScannedRepository,
      scan: NewScan,
      holdings: NewHoldings,
      scopeOf: (page: string) => string,
      stale: (record: PageRecord | undefined) => boolean,
      dueMs: number | undefined,
      signal: AbortSignal,
    ) {
      signal.throwIfAborted()
      const buckets = await openScan(database, repository, scan, holdings, scopeOf, stale, dueMs)
      return {buckets}
    },

    async letGo(repositoryId: string, signal: AbortSignal) {
      signal.throwIfAborted()
      await letGo(database, repositoryId)
    },

    async wantedPages(bucket: number, limits: Limits, signal: AbortSignal) {
      signal.throwIfAborted()
      return wantedPages(database, bucket, limits)
    },

    async sites(names: readonly string[], signal: AbortSignal) {
      signal.throwIfAborted()
      const rows = await database.query(sql`
        select site, state from listkeeper.sites where site = any(${names.map(siteKey)}::text[])`)
      const states = new Map(rows.map(row => [String(row['site']), fromJson<Readonly<Record<string, unknown>>>(row['state'])]))
      return new Map(
        names.flatMap(name => {
          const state = states.get(siteKey(name))
          return state === undefined ? [] : [[name, state] as const]
        }),
      )
    },

    /** Done even when the signal is aborted: what was found out is not to be asked for again. */
    async recordChecks(
      checks: readonly Check[],
      sites: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
      stirred: readonly {readonly scope: string; readonly page: string}[],
      nowMs: number,
      _signal: AbortSignal,
    ) {
      const repositories = await database.transaction(transaction => recordChecks(transaction, checks, sites, stirred, nowMs))
      return {repositories}
    },

    async health(repositoryId: string, signal: AbortSignal) {
      signal.throwIfAborted()
      return knownHealth(database, repositoryId)
    },

    async closeScan(repositoryId: string, counts: ScanCounts | undefined, signal: AbortSignal) {
      signal.throwIfAborted()
      await database.transaction(transaction => closeScan(transaction, repositoryId, counts))
    },

    async throwAway(repositoryId: string, pages: readonly string[], againMs: number, signal: AbortSignal) {
      signal.throwIfAborted()
      await database.transaction(transaction => throwAway(transaction, repositoryId, pages, againMs))
    },

    /** Done even when the signal is aborted: GitHub has been asked, and forgetting it could only lead to a second issue. */
    async remember(repositoryId: string, memory: IssueMemory, _signal: AbortSignal) {
      await database.query(
        sql`update listkeeper.repositories set memory = ${asJson(memory)}::jsonb where repository_id = ${repositoryId}`,
      )
    },

    async settleOrders(
      repositoryId: string,
      done: {readonly orders: readonly string[]; readonly decisions: readonly Decision[]; readonly dueMs?: number},
      signal: AbortSignal,
    ) {
      signal.throwIfAborted()
      await database.transaction(transaction => settleOrders(transaction, repositoryId, done))
    },
  }
}
