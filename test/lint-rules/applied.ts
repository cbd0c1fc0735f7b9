import type {Finding} from '../../src/findings/finding.ts'

/** A text after all fixes that findings offer, from its end to its start; of two that overlap the later one is left. */
export function applied(text: string, findings: readonly Finding[]): string {
  let fixed = text
  let last = text.length
  const fixes = findings.filter(({expected}) => expected.length === 1)
  for (const {place, expected} of fixes.toSorted((a, b) => b.place.start.offset - a.place.start.offset)) {
    if (place.end.offset > last) continue
    fixed = fixed.slice(0, place.start.offset) + (expected[0] ?? '') + fixed.slice(place.end.offset)
    last = place.start.offset
  }
  return fixed
}
