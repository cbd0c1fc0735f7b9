import type {Finding} from '../findings/finding.ts'
import {fingerprint} from '../findings/fingerprint.ts'
import {unnumbered} from './numbered.ts'

/** Nobody lists one thing more often. */
const mostAlike = 40

/**
 * Whether a fingerprint can be that of another finding of the same kind about the same thing (a dead address that stands twice). These
 * are told apart by a number, in the order of the text: when the first is gone, the second has its number.
 */
export function isAlike({rule, path, subject, fingerprint: own}: Finding, other: string): boolean {
  const bare = unnumbered(other)
  if (bare === unnumbered(own) || bare === fingerprint(rule, path, subject.key)) return true
  return Array.from({length: mostAlike}, (_, index) => `${subject.key} ${index + 2}`).some(
    key => fingerprint(rule, path, key) === bare,
  )
}
