import type {PhrasingContent} from 'mdast'
import type {Finding, Fingerprint} from '../findings/finding.ts'
import {small} from '../markdown/folded.ts'
import {caps, writeWithin} from '../markdown/limit.ts'
import {marker} from '../markdown/marker.ts'
import {readMessage} from '../markdown/message.ts'
import {say} from '../markdown/say.ts'
import {paragraph, points, suggestion, write} from '../markdown/write.ts'
import {compareText} from './numbered.ts'
import {ruleLink} from './rule-link.ts'

/** What an inline comment is to tell. */
export interface Telling {
  /** At least one. */
  readonly findings: readonly Finding[]
  /** What should stand on its lines instead, if a click can put it there. */
  readonly suggested: readonly string[] | undefined
  /** What it told of before. */
  readonly fixed: readonly Fingerprint[]
  /** How many lines it stands on. */
  readonly lines: number
}

/** What is wrong, the fix, and in small print which rules say so. Nothing else: somebody reads it at the end of a long day. */
export function comment({findings: unordered, suggested, fixed, lines}: Telling): string {
  const findings = unordered.toSorted(inOrder)
  const messages = [...new Set(findings.map(({message}) => message))].map(message => say`${readMessage(message)}.`)
  const [first, ...more] = messages
  const words = first === undefined || more.length > 0 ? points(...messages) : paragraph(first)
  const rules = [...new Set(findings.map(({rule}) => rule))].map(ruleLink)
  return writeWithin(
    caps.body,
    [words, (suggested && suggestion(suggested)) ?? []],
    () => say`There is more to say here than a comment holds.`,
    [
      paragraph(small(joined(rules))),
      marker({v: 1, kind: 'comment', open: findings.map(({fingerprint}) => fingerprint), fixed: [...fixed], lines}),
    ],
  )
}

/** What is left of a comment when all that it told of is gone at the commit `headSha`. */
export const fixedComment = (fixed: readonly Fingerprint[], lines: number, headSha: string): string =>
  write(
    paragraph(say`Fixed in ${commit(headSha)}, thank you!`),
    marker({v: 1, kind: 'comment', open: [], fixed: [...fixed], lines}),
  )

/** A commit of the pull request itself, as people write it. */
const commit = (sha: string): PhrasingContent => ({type: 'inlineCode', value: sha.slice(0, 7)})

/** The same findings give the same words, whoever found them first. */
const inOrder = (one: Finding, other: Finding): number =>
  one.place.start.offset - other.place.start.offset || compareText(one.fingerprint, other.fingerprint)

const joined = (rules: readonly PhrasingContent[]): PhrasingContent[] =>
  rules.flatMap((rule, index) => (index === 0 ? [rule] : [...say` · `, rule]))
