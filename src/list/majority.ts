import type {Convention} from './list.ts'

/** Fewer cases than this show no convention. */
export const fewestCases = 8

/** A convention is what at least this share does. */
const majorityShare = 0.8

/** What most cases do, if it is clear enough. `undefined` counts as a case that does nothing of the kind. */
export function majority<Value>(
  cases: readonly (Value | undefined)[],
  least = fewestCases,
  share = majorityShare,
): Convention<Value> | undefined {
  const counts = new Map<Value, number>()
  for (const value of cases) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [top] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (top === undefined || cases.length < least || top[1] < share * cases.length) return undefined
  return {value: top[0], count: top[1], of: cases.length}
}
