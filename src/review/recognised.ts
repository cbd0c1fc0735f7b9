import type {Finding, Fingerprint} from '../findings/finding.ts'
import {fingerprint} from '../findings/fingerprint.ts'
import {readMarker} from '../markdown/marker.ts'
import type {Said} from './conversation.ts'
import {unnumbered} from './numbered.ts'
import type {Lines} from './spot.ts'

/** Of more findings of one kind about one thing each has its own comment only by number. */
const mostAlike = 40

/**
 * The findings with the fingerprints under which our comments on their lines know them.
 *
 * Findings of one kind about one thing (a dead address that stands twice) are told apart by a number, in the order of the text. When the
 * first of them is gone, the second would have its number: the comment that still stands on the second would be called fixed.
 */
export function recognised(findings: readonly Finding[], said: readonly Said[]): Finding[] {
  const names = new Map<Finding, Fingerprint>()
  const taken = new Set<string>()
  const take = (finding: Finding, name: Fingerprint) => {
    names.set(finding, name)
    taken.add(name)
  }
  for (const one of said) {
    const lines = linesOf(one)
    if (lines === undefined) continue
    for (const finding of findings) {
      if (finding.path !== one.path || names.has(finding) || !standsOn(finding, lines)) continue
      const alike = alikeOf(finding)
      const name = one.fingerprints.find(known => !taken.has(known) && (alike.has(known) || alike.has(unnumbered(known))))
      if (name !== undefined) take(finding, name)
    }
  }

  const known = new Set<string>([...findings.map(({fingerprint}) => fingerprint), ...said.flatMap(one => one.fingerprints)])
  for (const finding of findings) {
    if (names.has(finding)) continue
    take(finding, taken.has(finding.fingerprint) ? nextFree(finding.fingerprint, known) : finding.fingerprint)
  }
  return findings.map(finding => ({...finding, fingerprint: names.get(finding) ?? finding.fingerprint}))
}

/** On which lines a comment stands now. */
function linesOf({line, body}: Said): Lines | undefined {
  const marker = readMarker(body)
  return line === undefined || marker?.kind !== 'comment' ? undefined : {start: line - marker.lines + 1, end: line}
}

const standsOn = ({anchor, place}: Finding, {start, end}: Lines): boolean =>
  [anchor, place].some(one => start <= one.start.line && one.start.line <= end)

/** The fingerprints, without numbers of ours, that a finding of this kind about this thing can have. */
function alikeOf({rule, path, subject, fingerprint: own}: Finding): ReadonlySet<string> {
  const more = Array.from({length: mostAlike}, (_, index) => fingerprint(rule, path, `${subject.key} ${index + 2}`))
  return new Set([unnumbered(own), fingerprint(rule, path, subject.key), ...more])
}

function nextFree(own: Fingerprint, known: Set<string>): Fingerprint {
  let count = 2
  while (known.has(`${unnumbered(own)}.${count}`)) count += 1
  const name = `${unnumbered(own)}.${count}` as Fingerprint
  known.add(name)
  return name
}
