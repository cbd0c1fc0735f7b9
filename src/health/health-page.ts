import type {List, RootContent} from 'mdast'
import {readMessage} from '../markdown/message.ts'
import {say} from '../markdown/say.ts'
import {type Block, paragraph, points, write} from '../markdown/write.ts'
import {summaryWords, trendWords} from './head-words.ts'
import {
  deadSection,
  handedSection,
  ignoredSection,
  invalidSection,
  movedSection,
  repositorySection,
  unverifiedSection,
} from './issue-sections.ts'
import type {ListHealth} from './link-health.ts'
import {moment} from './own-words.ts'
import type {ScanCounts} from './scan-counts.ts'

/** What a page of its own is made of. */
interface Told {
  readonly health: ListHealth
  /** Of runs over the same files, oldest first. */
  readonly trend: readonly ScanCounts[]
  /** Whether earlier runs are remembered; if not, what is dead was seen dead now. */
  readonly hasHistory: boolean
  /** What could not be looked at, as whole sentences. */
  readonly notes: readonly string[]
}

/** The health of the links of files at hand: what the issue would say, without what only an issue can do. No limit cuts it. */
export function healthPage({health, trend, hasHistory, notes}: Told): string {
  const sections = [
    deadSection,
    movedSection,
    handedSection,
    repositorySection,
    invalidSection,
    unverifiedSection,
    ignoredSection,
  ]
  const parts = sections
    .map(section => section(health, undefined))
    .filter(({count}) => count > 0)
    .flatMap(({count, blocks}) => blocks(count, []))
  const seen = hasHistory ? say`.` : say`. Nothing is remembered of earlier runs: what is dead was seen dead in this one.`
  return `${write(
    paragraph(summaryWords(health)),
    paragraph([...say`Looked at on ${moment(health.atMs)}`, ...seen, ...trendWords(trend)]),
    ...(notes.length === 0 ? [] : [points(...notes.map(readMessage))]),
    ...parts.map(withoutTasks),
  )}\n`
}

const withoutTasks = (block: Block): Block => block.map(node => (node.type === 'list' ? withoutBoxes(node) : node))

/** Boxes to tick are lists of their own, below what they are about. */
const withoutBoxes = (list: List): List => ({
  ...list,
  children: list.children.map(item => ({...item, children: item.children.filter(child => !isBoxes(child))})),
})

const isBoxes = (node: RootContent): boolean =>
  node.type === 'list' && node.children.every(({checked}) => typeof checked === 'boolean')
