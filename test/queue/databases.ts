import {expect} from 'vitest'
import type {Database} from '../../src/store/database.ts'
import {openDatabase} from '../../src/store/open-database.ts'
import {memoryDatabase} from '../store/memory-database.ts'

/** A database server for the tests that can use one, empty or used by nobody else: `DATABASE_URL_TEST`. */
const serverUrl = process.env['DATABASE_URL_TEST']

/** Both kinds of database that the queue works on. */
export const databases = [
  {kind: 'PostgreSQL in the process', skip: false, open: memoryDatabase},
  {kind: 'a PostgreSQL server', skip: serverUrl === undefined, open: openServer},
] as const

async function openServer(): Promise<Database> {
  if (serverUrl === undefined) return expect.unreachable('skipped without a server')
  return openDatabase({kind: 'server', url: serverUrl}, Date.now(), () => {})
}
