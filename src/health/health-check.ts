import {link} from '../markdown/link.ts'
import {say} from '../markdown/say.ts'
import {paragraph, write} from '../markdown/write.ts'
import {summaryOf} from './health-groups.ts'
import type {ListHealth} from './link-health.ts'
import {joined, moment, number} from './own-words.ts'

/** What the check run on the default branch says. It never fails: nobody's commit made a page die. */
export interface HealthCheck {
  readonly title: string
  /** Markdown, within GitHub's cap. */
  readonly summary: string
  readonly conclusion: 'success' | 'neutral'
  readonly buttons: readonly {readonly identifier: 'scan-now'; readonly label: string; readonly description: string}[]
}

const scanNow = {identifier: 'scan-now', label: 'Scan now', description: 'Looks at all links of the lists again'} as const

/** Neutral as long as something is dead. `nextMs`: when the next scan is due; `issueUrl`: of the open issue, if there is one. */
export function healthCheck(health: ListHealth, nextMs: number | undefined, issueUrl: string | undefined): HealthCheck {
  const {asked, answer, dead, moved, handed, unverified, fresh} = summaryOf(health)
  const answers =
    asked === 1 ? say`${number(answer)} of ${1} link answers.` : say`${number(answer)} of ${number(asked)} links answer.`
  const others = joined(
    say`, `,
    dead === 0 ? [] : dead === 1 ? say`${1} is dead` : say`${number(dead)} are dead`,
    moved === 0 ? [] : moved === 1 ? say`${1} has moved` : say`${number(moved)} have moved`,
    handed === 0 ? [] : say`${number(handed)} may have changed hands`,
    unverified === 0 ? [] : say`${number(unverified)} could not be verified`,
    fresh === 0 ? [] : fresh === 1 ? say`${1} was not looked at yet` : say`${number(fresh)} were not looked at yet`,
  )
  const sentences = joined(
    say` `,
    answers,
    others.length === 0 ? [] : say`${others}.`,
    nextMs === undefined ? [] : say`The next scan is due on ${moment(nextMs)}.`,
    issueUrl === undefined ? [] : say`All of it is told in the ${link(say`link health issue`, issueUrl)}.`,
  )
  return {
    title: titleOf(asked, dead),
    summary: write(paragraph(sentences)),
    conclusion: dead === 0 ? 'success' : 'neutral',
    buttons: [scanNow],
  }
}

function titleOf(asked: number, dead: number): string {
  if (dead > 0) return dead === 1 ? '1 dead link' : `${dead} dead links`
  return asked === 0 ? 'There are no links to look at' : 'No dead links'
}
