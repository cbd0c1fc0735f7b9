import {isoDay} from './iso-day.ts'

/** A setting that leaves links out: `*` in `url` stands for any characters; `until` is the last day (UTC), `2027-01-31`. */
export interface IgnoredLink {
  readonly url: string
  /** Why, in their words. */
  readonly reason?: string
  readonly until?: string
}

/** Whether the settings leave an address out at `nowMs`. A day that can't be read ends nothing. */
export const isIgnored = (url: string, ignored: readonly IgnoredLink[], nowMs: number): boolean =>
  ignoredBy(url, ignored, nowMs) !== undefined

/** The setting that leaves an address out at `nowMs`: of several the one that does so longest. */
export const ignoredBy = (url: string, ignored: readonly IgnoredLink[], nowMs: number): IgnoredLink | undefined =>
  ignored
    .filter(({url: pattern, until}) => !isOver(until, nowMs) && matches(pattern, url))
    .reduce<IgnoredLink | undefined>(
      (longest, one) => (longest === undefined || isLater(one, longest) ? one : longest),
      undefined,
    )

const isLater = ({until: one}: IgnoredLink, {until: other}: IgnoredLink): boolean =>
  other !== undefined && (one === undefined || one > other)

const isOver = (until: string | undefined, nowMs: number): boolean =>
  until !== undefined && /^\d{4}-\d\d-\d\d$/.test(until) && isoDay(nowMs) > until

/** Whether `pattern` is all of `text`. Looks for the pieces between the stars one after the other: no pattern can make it run away. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...pieces] = pattern.split('*')
  const last = pieces.pop()
  if (last === undefined) return first === text
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let from = first.length
  for (const piece of pieces) {
    const found = text.indexOf(piece, from)
    if (found === -1) return false
    from = found + piece.length
  }
  return from + last.length <= text.length
}
