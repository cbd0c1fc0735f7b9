import pg from 'pg'
import {CannotStart} from './cannot-start.ts'
import type {Database} from './database.ts'

/** A PostgreSQL server, shared by as many processes as there are. */
export async function openServer(url: string, warn: (problem: string) => void): Promise<Database> {
  const pool = new pg.Pool({connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'listkeeper'})
  // Without a listener, an idle connection that breaks would end the process; the pool opens another when it needs one.
  pool.on('error', error => warn(`A connection to the database broke: ${error.message}`))
  await pool.query('select 1').catch(async (error: unknown) => {
    await pool.end()
    throw new CannotStart(`DATABASE_URL names a database that can't be used: ${reason(error)}.`, {cause: error})
  })
  return {
    driver: {kind: 'server', url},
    isOursAlone: false,
    async query({text, values}) {
      return (await pool.query<Record<string, unknown>>(text, [...values])).rows
    },
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      const note = (error: Error) => {
        broken = error
      }
      client.on('error', note)
      try {
        await client.query('begin')
        const result = await work({
          async query({text, values}) {
            return (await client.query<Record<string, unknown>>(text, [...values])).rows
          },
          async executeSql(text, values) {
            return {rows: (await client.query<Record<string, unknown>>(text, values)).rows}
          },
        })
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch(note)
        throw error
      } finally {
        client.off('error', note)
        client.release(broken)
      }
    },
    close: () => pool.end(),
  }
}

/** An address with several numbers fails with several errors and no message of its own. */
function reason(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return (first instanceof Error ? first.message : String(first)).replace(/\.$/, '')
}
