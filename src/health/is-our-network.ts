import type {PageRecord} from './page-record.ts'

/** A page that was checked in a scan: what was known of it before, and after. */
export interface SeenPage {
  readonly page: string
  readonly before: PageRecord | undefined
  readonly record: PageRecord
}

/** The pages whose checks are to be thrown away, since it was our own network that failed; undefined: it was not. */
export function isOurNetwork(_seen: readonly SeenPage[]): readonly string[] | undefined {
  return undefined
}
