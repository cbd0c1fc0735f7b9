import type {PhrasingContent} from 'mdast'
import {say} from '../markdown/say.ts'
import {summaryOf} from './health-groups.ts'
import type {ListHealth} from './link-health.ts'
import {day, joined, number} from './own-words.ts'
import type {ScanCounts} from './scan-counts.ts'

/** What matters first: how many are dead; then how it is with the others. The numbers add up. */
export function summaryWords(health: ListHealth): PhrasingContent[] {
  const {asked, answer, dead, moved, handed, unverified, fresh} = summaryOf(health)
  if (asked === 0) return say`${strong(say`There are no links to look at.`)}`
  const others = joined(
    say`, `,
    answer === 0 ? [] : [...answers(answer, dead === 0 ? asked : undefined), ...movedWords(moved)],
    handed === 0 ? [] : say`${number(handed)} may have changed hands`,
    unverified === 0 ? [] : say`${number(unverified)} could not be verified`,
    fresh === 0 ? [] : fresh === 1 ? say`${1} was not looked at yet` : say`${number(fresh)} were not looked at yet`,
  )
  const first = strong(deadWords(dead, asked))
  return others.length === 0 ? [first] : say`${first} ${others}.`
}

const strong = (children: PhrasingContent[]): PhrasingContent => ({type: 'strong', children})

function deadWords(dead: number, asked: number): PhrasingContent[] {
  if (dead === 0) return say`No dead links.`
  const of = asked === 1 ? say`${1} link` : say`${number(asked)} links`
  return dead === 1 ? say`${1} of ${of} is dead.` : say`${number(dead)} of ${of} are dead.`
}

/** `asked`: of how many, where that is not told yet. */
function answers(answer: number, asked: number | undefined): PhrasingContent[] {
  if (asked === undefined) return answer === 1 ? say`${1} answers` : say`${number(answer)} answer`
  if (asked === 1) return say`${1} link answers`
  return answer === asked ? say`All ${number(asked)} links answer` : say`${number(answer)} of ${number(asked)} links answer`
}

/** Whatever has moved answers, too. */
const movedWords = (moved: number): PhrasingContent[] =>
  moved === 0 ? [] : moved === 1 ? say` (${1} has moved)` : say` (${number(moved)} have moved)`

/** How many were dead in each of the last scans, oldest first. */
export function trendWords(trend: readonly ScanCounts[]): PhrasingContent[] {
  const [first] = trend
  if (first === undefined || trend.length < 2) return []
  const dead = joined(say` → `, ...trend.map(({dead}) => say`${number(dead)}`))
  return [{type: 'break'}, ...say`Dead in the last ${trend.length} scans, since ${day(first.atMs)}: ${dead}`]
}
