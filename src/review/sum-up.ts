import type {PhrasingContent} from 'mdast'
import type {CheckMarker} from '../markdown/marker.ts'
import {say} from '../markdown/say.ts'
import {paragraph, write} from '../markdown/write.ts'
import type {CheckResult} from './plan.ts'

/** What our check says of another open pull request with the same commit. */
export interface OtherResult {
  readonly number: number
  readonly result: Pick<CheckMarker, 'conclusion' | 'title'>
}

const badness = {success: 0, neutral: 1, failure: 2} as const

/**
 * One result for all pull requests that have a commit: GitHub shows one check run of a name for each commit, so the worst counts, and
 * each is named.
 */
export function sumUp(own: CheckResult, number: number, others: readonly OtherResult[]): CheckResult {
  if (others.length === 0) return own
  const all = [{number, result: own}, ...others].toSorted((one, other) => one.number - other.number)
  const worst = all.reduce(
    (worst, {result: {conclusion}}) => (badness[conclusion] > badness[worst] ? conclusion : worst),
    own.conclusion,
  )
  return {
    ...own,
    conclusion: worst,
    title: all.map(({number, result: {title}}) => `#${number}: ${title}`).join(' · '),
    summary: `${write(paragraph(others.flatMap(otherWords)))}\n\n${own.summary}`,
  }
}

/** Titles are our own words, read from our own check run. */
const otherWords = ({number, result: {title}}: OtherResult, index: number): PhrasingContent[] => [
  ...(index === 0 ? [] : say` `),
  ...say`Pull request ${number} has the same commit: `,
  {type: 'text', value: `${title}.`},
]
