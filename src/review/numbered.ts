import type {Finding, Fingerprint} from '../findings/finding.ts'

/**
 * Findings of which no two have the same fingerprint: the second of a kind on the same entry is `….2`, in the order of the text.
 *
 * So each has its own place in the memory that our comments are.
 */
export function numbered(findings: readonly Finding[]): Finding[] {
  const seen = new Map<Fingerprint, number>()
  return findings
    .toSorted((one, other) => compareText(one.path, other.path) || one.place.start.offset - other.place.start.offset)
    .map(finding => {
      const count = (seen.get(finding.fingerprint) ?? 0) + 1
      seen.set(finding.fingerprint, count)
      return count === 1 ? finding : {...finding, fingerprint: `${finding.fingerprint}.${count}` as Fingerprint}
    })
}

/** The fingerprint as it was before it got a number. */
export const unnumbered = (fingerprint: string): string => fingerprint.replace(/\.\d+$/, '')

/** By code units, the same everywhere. */
export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
