/** When a write comes to be seen: after a time, or after some reads that would have shown it. */
export interface Stamp {
  readonly fromMs: number
  readsLeft: number
}

/** A value that readers may still see as it was before. */
export interface Lagged<Value> {
  now: Value
  before: Value | undefined
  stamp: Stamp | undefined
}

/** Who reads. One request sees one state of things, however often it looks. */
export interface View {
  sees(stamp: Stamp | undefined): boolean
}

/** People in front of the page: they see all there is. */
export const everything: View = {sees: () => true}

/** What one request to the API sees, while reads lag behind writes. */
export function requestView(nowMs: number): View {
  const decided = new Map<Stamp, boolean>()
  return {
    sees(stamp) {
      if (stamp === undefined) return true
      const known = decided.get(stamp)
      if (known !== undefined) return known
      const seen = nowMs >= stamp.fromMs && stamp.readsLeft-- <= 0
      decided.set(stamp, seen)
      return seen
    },
  }
}

export const lagged = <Value>(now: Value): Lagged<Value> => ({now, before: undefined, stamp: undefined})

/** Writes a value; until its stamp is over, readers get the one before. */
export function write<Value>(cell: Lagged<Value>, value: Value, stamp: Stamp | undefined): void {
  cell.before = cell.now
  cell.now = value
  cell.stamp = stamp
}

export const read = <Value>(cell: Lagged<Value>, view: View): Value =>
  cell.before === undefined || view.sees(cell.stamp) ? cell.now : cell.before
