/** A setting that leaves links out: `*` in `url` stands for any characters; `until` is the last day (UTC), `2027-01-31`. */
export interface IgnoredLink {
  readonly url: string
  readonly until?: string
}

const dayMs = 86_400_000

/** Whether the settings leave an address out at `nowMs`. A day that can't be read ends nothing. */
export const isIgnored = (url: string, ignored: readonly IgnoredLink[], nowMs: number): boolean =>
  ignored.some(({url: pattern, until}) => !isOver(until, nowMs) && matches(pattern, url))

const isOver = (until: string | undefined, nowMs: number): boolean => until !== undefined && nowMs >= Date.parse(until) + dayMs

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
