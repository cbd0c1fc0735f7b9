import {siteOf} from '../url/site.ts'
import type {PageRecord} from './page-record.ts'

/** A page that was checked in a scan: what was known of it before, and after. */
export interface SeenPage {
  readonly page: string
  readonly before: PageRecord | undefined
  readonly record: PageRecord
}

/** Fewer sites than these may well fail together. */
const fewestSites = 8

/**
 * The pages whose checks are to be thrown away, since it was our own network that failed; undefined: it was not.
 *
 * It was where of the sites that answered before, eight at least, more than half now fail: each with most of its pages that were alive. Then no
 * failure of this scan counts; what answered did.
 */
export function isOurNetwork(seen: readonly SeenPage[]): readonly string[] | undefined {
  const answered = seen.filter(({before}) => before !== undefined && answers(before))
  const sites = [...Map.groupBy(answered, ({page}) => siteOf(page) ?? page).values()]
  const failing = sites.filter(pages => pages.filter(({record}) => !answers(record)).length > pages.length / 2)
  if (sites.length < fewestSites || failing.length <= sites.length / 2) return undefined
  return seen.filter(({record}) => !answers(record)).map(({page}) => page)
}

const answers = ({verdict}: PageRecord): boolean => verdict.kind === 'alive' || verdict.kind === 'moved'
