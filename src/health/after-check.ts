import type {PageCheck} from './page-check.ts'
import type {PageRecord} from './page-record.ts'

/** What is remembered of a page after one more check. */
export function afterCheck(record: PageRecord | undefined, {verdict, atMs}: PageCheck): PageRecord {
  return record ?? {verdict, checkedMs: atMs, sinceMs: atMs, steady: 1}
}
