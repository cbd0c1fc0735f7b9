import type {Database} from '../../src/store/database.ts'
import {sql} from '../../src/store/sql.ts'

/** All tables as after the migrations. */
export async function emptyTables(database: Database): Promise<void> {
  const tables = await database.query(
    sql`select string_agg('listkeeper.' || tablename, ', ') as all from pg_tables where schemaname = 'listkeeper' and tablename <> 'migrations'`,
  )
  await database.query({text: `truncate ${tables[0]?.['all']}`, values: []})
}
