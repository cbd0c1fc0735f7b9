import {readFile} from 'node:fs/promises'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Database} from '../../src/store/database.ts'
import {sql} from '../../src/store/sql.ts'
import {memoryDatabase} from './memory-database.ts'

let database: Database
let page: string
beforeAll(async () => {
  database = await memoryDatabase()
  page = await readFile(new URL('../../docs/tables.md', import.meta.url), 'utf8')
})
afterAll(() => database.close())

const names = (text: string): string[] => [...text.matchAll(/`([a-z_]+)`/g)].map(found => found[1] ?? '')

/** The parts of the page that tell of a table: its name, its columns, its indexes with the columns that they begin with. */
const told = () =>
  Object.fromEntries(
    page
      .split(/^## /m)
      .slice(2)
      .map(part => {
        const [name = '', ...lines] = part.split('\n')
        const columns = lines.filter(line => line.startsWith('| `')).flatMap(line => names(line.split('|')[1] ?? ''))
        const indexes = [...part.slice(part.indexOf('Indexes:')).matchAll(/`([a-z_]+)` \(([a-z_, ]+)/g)].map(
          found => `${found[1]} (${(found[2] ?? '').trim()})`,
        )
        return [name, {columns: columns.toSorted(), indexes: indexes.toSorted()}]
      }),
  )

test('the page about tables tells of every table, column and index, and of no other', async () => {
  const columns = await database.query(
    sql`select table_name, column_name from information_schema.columns where table_schema = 'listkeeper' order by column_name`,
  )
  const indexes = await database.query(sql`
    select tablename, indexname || ' (' || (
      select string_agg(attname, ', ' order by place)
      from pg_index, unnest(indkey) with ordinality as keys(attribute, place) join pg_attribute on attnum = attribute
      where indexrelid = (schemaname || '.' || indexname)::regclass and attrelid = indrelid
    ) || ')' as index
    from pg_indexes where schemaname = 'listkeeper'`)
  const tables = new Set(columns.map(row => String(row['table_name'])))
  const real = Object.fromEntries(
    [...tables].map(table => [
      table,
      {
        columns: columns
          .filter(row => row['table_name'] === table)
          .map(row => String(row['column_name']))
          .toSorted(),
        indexes: indexes
          .filter(row => row['tablename'] === table)
          .map(row => String(row['index']))
          .toSorted(),
      },
    ]),
  )
  expect(told()).toEqual(real)
})

test('each table says who writes it and how long it stays', () => {
  for (const part of page.split(/^## /m).slice(2)) expect(part).toMatch(/Written .*; (.*\b)?stays?\b|told above/s)
})
