import type {PageRecord} from './page-record.ts'

const dayMs = 86_400_000

/** From here on a list with the default settings has seen enough: what is dead then is looked at like all else. */
const suspectMs = 7 * dayMs

/** A page that so many lists hold is looked at twice as often. */
const manyHolders = 10

/** Unchanged in so many checks it is looked at half as often. */
const steadyChecks = 8

/** When a page is to be checked again, even if no scan asks (epoch milliseconds). `holders`: how many repositories hold it. */
export const dueAfter = (record: PageRecord, holders: number): number => record.checkedMs + intervalOf(record, holders)

/**
 * How long what is known of a page holds (milliseconds). Where it was first seen dead it is looked at again a day later, then every three days, until
 * a week is over: so that "three scans over seven days" are seven days indeed.
 */
export function intervalOf({strikes, checkedMs, steady, isChanging}: PageRecord, holders: number): number {
  const suspectFor = strikes === undefined ? suspectMs : checkedMs - strikes.firstMs
  if (suspectFor < suspectMs) return suspectFor < dayMs ? dayMs : 3 * dayMs
  const own = isChanging === true ? 3.5 * dayMs : steady >= steadyChecks ? 14 * dayMs : 7 * dayMs
  return holders >= manyHolders ? Math.max(own / 2, 3.5 * dayMs) : own
}
