import type {PhrasingContent} from 'mdast'
import {say} from '../markdown/say.ts'
import {summaryOf} from './health-groups.ts'
import type {ListHealth} from './link-health.ts'
import {day, joined, number} from './own-words.ts'
import type {ScanCounts} from './scan-counts.ts'

/** How many links answer, and how it is with the others. */
export function summaryWords(health: ListHealth): PhrasingContent[] {
  const {asked, answer, ...rest} = summaryOf(health)
  const others = joined(
    say`, `,
    rest.dead === 0 ? [] : rest.dead === 1 ? say`${1} is dead` : say`${number(rest.dead)} are dead`,
    rest.moved === 0 ? [] : rest.moved === 1 ? say`${1} has moved` : say`${number(rest.moved)} have moved`,
    rest.handed === 0 ? [] : say`${number(rest.handed)} may have changed hands`,
    rest.unverified === 0 ? [] : say`${number(rest.unverified)} could not be verified`,
    rest.fresh === 0
      ? []
      : rest.fresh === 1
        ? say`${1} was not looked at yet`
        : say`${number(rest.fresh)} were not looked at yet`,
  )
  const answers: PhrasingContent = {
    type: 'strong',
    children:
      asked === 1 ? say`${number(answer)} of ${1} link answers.` : say`${number(answer)} of ${number(asked)} links answer.`,
  }
  return others.length === 0 ? [answers] : say`${answers} ${others}.`
}

/** How many were dead in each of the last scans, oldest first. */
export function trendWords(trend: readonly ScanCounts[]): PhrasingContent[] {
  const [first] = trend
  if (first === undefined || trend.length < 2) return []
  const dead = joined(say` → `, ...trend.map(({dead}) => say`${number(dead)}`))
  return [{type: 'break'}, ...say`Dead in the last ${trend.length} scans, since ${day(first.atMs)}: ${dead}`]
}
