import {fromPglite, PgBoss} from 'pg-boss'
import type {Database} from '../store/database.ts'

/** Starts pg-boss on our database, its tables made or brought up to date. */
export async function openBoss(
  database: Database,
  tell: {error(error: Error): void; warning(message: string): void},
): Promise<PgBoss> {
  const {driver} = database
  const boss = new PgBoss({
    ...(driver.kind === 'pglite'
      ? {db: fromPglite(driver.pglite), backend: 'pglite' as const, monitorVacuum: false, reindex: false}
      : {
          connectionString: driver.url,
          application_name: 'listkeeper queue',
          // A server bears a hundred connections by default, and many processes share it. Workers ask for moments only.
          max: 5,
          superviseIntervalSeconds: 2,
          monitorIntervalSeconds: 2,
        }),
    useListenNotify: true,
    // What we don't use: cron, flows, the registry of instances, telemetry.
    schedule: false,
    flowIntervalSeconds: 3600,
    registerInstance: false,
    openTelemetry: {enabled: false},
  })
  boss.on('error', tell.error)
  boss.on('warning', ({message}) => tell.warning(message))
  return boss.start()
}
