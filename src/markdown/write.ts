import type {Code, List, Paragraph, PhrasingContent, RootContent, Table} from 'mdast'
import {gfmToMarkdown} from 'mdast-util-gfm'
import {toMarkdown} from 'mdast-util-to-markdown'
import {isSuggestible} from './suggestible.ts'

/** A block of one of our texts: one or more nodes that belong together and are cut together. */
export type Block = readonly RootContent[]

/** Markdown as GitHub reads it. The only way from nodes to text. */
export const write = (...blocks: readonly Block[]): string =>
  toMarkdown(
    {type: 'root', children: blocks.flat()},
    {bullet: '-', emphasis: '_', rule: '-', extensions: [gfmToMarkdown({tablePipeAlign: false})]},
  ).trimEnd()

export const paragraph = (words: readonly PhrasingContent[]): Block => [paragraphNode(words)]

/** The title of a part of a text that is a page of its own. */
export const heading = (words: readonly PhrasingContent[]): Block => [{type: 'heading', depth: 3, children: [...words]}]

/** One point a line. */
export function points(...all: readonly (readonly PhrasingContent[])[]): Block {
  const list: List = {
    type: 'list',
    ordered: false,
    spread: false,
    children: all.map(words => ({type: 'listItem', spread: false, children: [paragraphNode(words)]})),
  }
  return [list]
}

/** A point of some lines, and what can be ticked below it. */
export interface Point {
  readonly lines: readonly (readonly PhrasingContent[])[]
  /** Each is written as a box that is not ticked. */
  readonly tasks?: readonly (readonly PhrasingContent[])[]
}

/** Points with boxes to tick below each. */
export const pointsWithTasks = (all: readonly Point[]): Block => [
  {
    type: 'list',
    ordered: false,
    spread: false,
    children: all.map(({lines, tasks: own = []}) => ({
      type: 'listItem',
      spread: false,
      children: [paragraphNode(joinedLines(lines)), ...(own.length === 0 ? [] : [taskList(own)])],
    })),
  },
]

/** Boxes to tick. */
export const tasks = (...all: readonly (readonly PhrasingContent[])[]): Block => [taskList(all)]

const taskList = (all: readonly (readonly PhrasingContent[])[]): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: all.map(words => ({type: 'listItem', spread: false, checked: false, children: [paragraphNode(words)]})),
})

const joinedLines = (lines: readonly (readonly PhrasingContent[])[]): PhrasingContent[] =>
  lines.flatMap((words, index) => (index === 0 ? [...words] : [{type: 'break'} as const, ...words]))

/** Text for a machine, verbatim: the fence is longer than any run of backticks inside. */
export const codeBlock = (lang: 'yaml', value: string): Block => [{type: 'code', lang, value}]

/** The first row is the head. */
export function table(...rows: readonly (readonly (readonly PhrasingContent[])[])[]): Block {
  const node: Table = {
    type: 'table',
    children: rows.map(cells => ({
      type: 'tableRow',
      children: cells.map(words => ({type: 'tableCell', children: [...words]})),
    })),
  }
  return [node]
}

/**
 * The lines that a click puts in place of those that a comment stands on, verbatim; no lines at all delete them.
 *
 * The serialiser makes the fence longer than any run of backticks inside. Undefined where no fence can hold the lines as they are.
 */
export function suggestion(lines: readonly string[]): Block | undefined {
  if (!isSuggestible(lines)) return undefined
  const code: Code = {type: 'code', lang: 'suggestion', value: lines.join('\n')}
  return [code]
}

const paragraphNode = (words: readonly PhrasingContent[]): Paragraph => ({type: 'paragraph', children: [...words]})
