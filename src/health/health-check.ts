import {link} from '../markdown/link.ts'
import {readMessage} from '../markdown/message.ts'
import {say} from '../markdown/say.ts'
import {paragraph, points, write} from '../markdown/write.ts'
import {summaryWords} from './head-words.ts'
import {summaryOf} from './health-groups.ts'
import type {ListHealth} from './link-health.ts'
import {joined, moment} from './own-words.ts'

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
  const {asked, dead} = summaryOf(health)
  const sentences = joined(
    say` `,
    summaryWords(health),
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

/** What it says where nobody can say what people want. `notes`: what is wrong in the settings, as whole sentences. */
export const unclearCheck = (notes: readonly string[]): HealthCheck => ({
  title: 'The settings can’t be read',
  summary: write(
    paragraph(say`Until they can, lists are not scanned, and nothing is said about them.`),
    ...(notes.length === 0 ? [] : [points(...notes.slice(0, mostNotes).map(readMessage))]),
  ),
  conclusion: 'neutral',
  buttons: [scanNow],
})

const mostNotes = 10

function titleOf(asked: number, dead: number): string {
  if (dead > 0) return dead === 1 ? '1 dead link' : `${dead} dead links`
  return asked === 0 ? 'There are no links to look at' : 'No dead links'
}
