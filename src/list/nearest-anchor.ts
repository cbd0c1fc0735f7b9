/** Two letters more, fewer or other are a slip; more is another word. */
const furthest = 2

/** The one anchor that is a slip away from what somebody wrote; undefined if there is none or more than one. */
export function nearestAnchor(written: string, anchors: Iterable<string>): string | undefined {
  let best = furthest + 1
  let nearest: string | undefined
  for (const anchor of anchors) {
    if (anchor.length < 4 || Math.abs(anchor.length - written.length) > furthest) continue
    const distance = distanceOf(written, anchor)
    if (distance < best) [best, nearest] = [distance, anchor]
    else if (distance === best) nearest = undefined
  }
  return nearest
}

/** Levenshtein's distance, as far as `furthest`: what is beyond is not looked at. */
function distanceOf(a: string, b: string): number {
  const beyond = furthest + 1
  let row = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = new Array<number>(b.length + 1).fill(beyond)
    next[0] = i
    for (let j = Math.max(1, i - furthest); j <= Math.min(b.length, i + furthest); j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next[j] = Math.min((row[j - 1] ?? beyond) + same, (row[j] ?? beyond) + 1, (next[j - 1] ?? beyond) + 1)
    }
    row = next
  }
  return row[b.length] ?? beyond
}
