import type {PhrasingContent} from 'mdast'
import {fingerprint} from '../findings/fingerprint.ts'
import {small} from '../markdown/folded.ts'
import {bytesOf} from '../markdown/limit.ts'
import {marker, readMarker} from '../markdown/marker.ts'
import {readMessage} from '../markdown/message.ts'
import {quote} from '../markdown/quote.ts'
import {say} from '../markdown/say.ts'
import {type Block, paragraph, points, tasks, write} from '../markdown/write.ts'
import {summaryWords, trendWords} from './head-words.ts'
import {
  copySection,
  deadSection,
  fixedSection,
  handedSection,
  ignoredSection,
  invalidSection,
  movedSection,
  repositorySection,
  unverifiedSection,
} from './issue-sections.ts'
import type {IssueSituation} from './issue-situation.ts'
import {keptWithin} from './kept-within.ts'
import {joined, moment} from './own-words.ts'
import type {ScanCounts} from './scan-counts.ts'
import {rescan} from './tick.ts'

/** GitHub takes 65,536 characters, what is hidden counted; we count bytes, which are never fewer. */
export const mostBytes = 65_000

/** Sentences about what could not be read that anybody would read. */
const mostNotes = 10

/** What the body is made of. */
export type Told = Pick<IssueSituation, 'health' | 'trend' | 'settings' | 'repository' | 'notes' | 'nextMs' | 'isScanning'> & {
  /** Keys of what was dead and is no more. */
  readonly fixed: readonly string[]
}

/** All that there is to say, short at the top and complete below. The same health gives the same words. */
export function issueBody(told: Told): string {
  const {health, settings, repository, fixed} = told
  const [dead, moved, handed, repositories, invalid, unverified, repaired, ignored, copy] = [
    deadSection(health, repository, settings),
    movedSection(health, repository),
    handedSection(health, repository),
    repositorySection(health, repository),
    invalidSection(health, repository),
    unverifiedSection(health, repository),
    fixedSection(health, fixed, repository),
    ignoredSection(health, repository),
    copySection(health, settings, repository.settingsPath),
  ] as const
  const head = headOf(told)
  const foot = footOf(repository.settingsPath)
  const room = mostBytes - bytesOf(write(...head, foot)) - bytesOf(signed('')) - 10
  const parts = keptWithin(
    [dead, moved, handed, repositories, invalid, unverified, repaired, ignored, copy],
    [dead, handed, moved, repositories, invalid, ignored, copy, repaired, unverified],
    room,
  )
  return signed(write(...head, ...parts, foot))
}

/** What is left in an issue that the settings do not want any more. */
export const lastWords = (settingsPath: string): string =>
  signed(
    write(
      paragraph(
        say`This issue is no longer kept up to date: ${quote(settingsPath)} says ${quote('issue.enabled: false')}. What stood here is in its history, and it can be closed.`,
      ),
    ),
  )

/** With our marker at its end, by which we know it again. */
const signed = (text: string): string =>
  `${text}\n\n${write(marker({v: 1, kind: 'health', wrote: fingerprint('health', '', text)}))}`

/** What we wrote last, as its marker says; undefined if it has none. Two bodies of ours say the same if this is the same. */
export function wroteOf(body: string): string | undefined {
  const read = readMarker(body)
  return read?.kind === 'health' ? read.wrote : undefined
}

function headOf({health, trend, notes, nextMs, isScanning}: Told): readonly Block[] {
  return [
    paragraph(summaryWords(health)),
    paragraph([...scannedWords(trend.at(-1), nextMs, isScanning), ...trendWords(trend)]),
    ...(notes.length === 0 ? [] : [points(...notes.slice(0, mostNotes).map(readMessage))]),
    tasks(rescan),
  ]
}

function scannedWords(last: ScanCounts | undefined, nextMs: number | undefined, isScanning: boolean): PhrasingContent[] {
  const next = nextMs === undefined ? [] : say`the next scan is due on ${moment(nextMs)}`
  const scanned = last === undefined ? say`The first scan is not over yet` : say`Scanned on ${moment(last.atMs)}`
  return [...joined(say`; `, scanned, next), ...say`.`, ...(isScanning ? say` A scan that was asked for is under way.` : [])]
}

const footOf = (settingsPath: string): Block =>
  paragraph(
    small(
      say`Tick a box, or comment ${quote('/listkeeper scan')}, ${quote('/listkeeper ignore URL')}, ${quote('/listkeeper snooze URL')} or ${quote('/listkeeper watch URL')}. What is written here is edited in place, which notifies nobody. After two scans without a dead link this issue is closed. Settings: ${quote(settingsPath)}.`,
    ),
  )
