import {type KeyPath, type Mistake, mistakes} from './mistake.ts'
import {type Settings, settingsSchema} from './settings.ts'

/** Each round takes what is wrong away; a second one is needed only where something was wrong inside of what was wrong. */
const rounds = 5

/** The settings that a plain value holds, and what is wrong in it. What is wrong is left out, the rest applies. */
export function applySettings(value: unknown): {readonly settings: Settings; readonly mistakes: readonly Mistake[]} {
  const told: Mistake[] = []
  let rest = value
  for (let round = 0; round < rounds; round++) {
    const read = settingsSchema.safeParse(rest, {reportInput: true})
    if (read.success) return {settings: read.data, mistakes: told}
    const wrong = read.error.issues.flatMap(issue => mistakes(settingsSchema, issue))
    told.push(...wrong)
    if (wrong.some(({at}) => at.length === 0)) break
    rest = without(
      rest,
      wrong.map(({at}) => at),
    )
  }
  return {settings: {}, mistakes: told}
}

/** A copy without what stands at `paths`; where nothing stands, what lacks it is taken away. */
function without(value: unknown, paths: readonly KeyPath[]): unknown {
  const here = new Map<string | number, KeyPath[]>()
  for (const [key, ...rest] of paths) if (key !== undefined) here.set(key, [...(here.get(key) ?? []), rest])
  const kept = (key: string | number, child: unknown): readonly unknown[] => {
    const inside = here.get(key)
    if (inside === undefined) return [child]
    if (inside.some(path => path.length === 0 || lacks(child, path))) return []
    return [without(child, inside)]
  }
  if (Array.isArray(value)) return value.flatMap((child, index) => kept(index, child))
  if (!isMap(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, child]) => kept(key, child).map(left => [key, left])))
}

const lacks = (value: unknown, [key]: KeyPath): boolean => key !== undefined && isMap(value) && !Object.hasOwn(value, key)

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
