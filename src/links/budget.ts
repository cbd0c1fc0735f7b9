/** How many requests somebody may cause in any stretch of so many ms. */
export interface Allotment {
  readonly most: number
  readonly windowMs: number
}

/** What somebody has spent lately, as plain data: requests by the second in which they were made, the oldest first. */
export type Budget = readonly {readonly second: number; readonly count: number}[]

export const unspent: Budget = []

const sliceMs = 1000

/** The budget once one more request is made; undefined where that would be one too many in some stretch of `windowMs`. */
export function afterRequest(budget: Budget, {most, windowMs}: Allotment, nowMs: number): Budget | undefined {
  // What was spent in a second counts until its last moment is over.
  const recent = budget.filter(({second}) => (second + 1) * sliceMs + windowMs > nowMs)
  if (recent.reduce((sum, {count}) => sum + count, 0) >= most) return undefined
  const second = Math.floor(nowMs / sliceMs)
  const last = recent.at(-1)
  return last === undefined || last.second < second
    ? [...recent, {second, count: 1}]
    : [...recent.slice(0, -1), {second: last.second, count: last.count + 1}]
}
