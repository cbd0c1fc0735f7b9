import type {Root} from 'mdast'
import {isLower, openingWord} from '../list/capital.ts'
import {descriptionEnd} from '../list/final-stop.ts'
import type {Conventions, Piece} from '../list/list.ts'
import {parseMarkdown} from '../markdown/parse.ts'
import {defused} from '../markdown/quote.ts'
import {visible} from '../markdown/visible.ts'

/** Entries of lists are described in a line. */
const longest = 160

/** Whoever says less has not said what it is. */
const fewestWords = 2

/**
 * What a repository's people say of it, as a list would say it of an entry called `name`: in one line of plain words, with the capital and the
 * stop that the list gives its descriptions. Undefined where that takes more than tidying: markup, mentions, addresses, a novel.
 */
export function descriptionFrom(theirs: string, name: string, conventions: Conventions): string | undefined {
  const tidy = firstOf(withoutName(tidied(theirs), name))
  if (tidy === undefined || tidy.split(' ').length < fewestWords || !isPlain(tidy)) return undefined
  const ended = withEnd(withCapital(tidy, name, conventions), conventions)
  return isPlain(ended) ? ended : undefined
}

/** Without pictures, neither drawn nor named, on one line. */
const tidied = (text: string): string =>
  text
    .slice(0, longest * 10)
    .replaceAll(/:[a-z0-9_+-]{1,40}:/g, ' ')
    .replaceAll(/(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\p{Emoji_Modifier}|\uFE0E|\uFE0F|\u20E3|\u200D)*/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,;!?])/g, '')
    .replace(/^[\s–—:|•·-]+/, '')
    .trim()

/** `Ant: a build tool` and `Ant is a build tool` say `a build tool`: the name stands before it already. */
function withoutName(text: string, name: string): string {
  if (name === '' || text.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return text
  const rest = /^\s*(?:[:–—|-]|,?\s(?:is|are)\s)\s*(?=\S)/.exec(text.slice(name.length))
  return rest === null ? text : text.slice(name.length + rest[0].length)
}

/** All of it, or as many of its first sentences as one reads. */
function firstOf(text: string): string | undefined {
  if (text.length <= longest) return text
  const end = [...text.slice(0, longest + 1).matchAll(/[.!?](?= \p{Lu})/gu)].at(-1)
  return end === undefined ? undefined : text.slice(0, end.index + 1)
}

/** Nothing but words to the parser, to GitHub's eye for mentions and references, and to sites that are made of lists. */
function isPlain(text: string): boolean {
  // In a list item it stands behind other words, so that what only means something at the start of a line means nothing.
  const before = 'It: '
  return (
    visible(text, longest + 1) === text &&
    defused(text) === text &&
    !/https?:|www\.|\{[{%]|\$[^\s$][^$]*\$|[\\`<>[\]|~]/i.test(text) &&
    onlyText(parseMarkdown(before + text)) === before + text
  )
}

function onlyText({children: [block, ...more]}: Root): string | undefined {
  if (block?.type !== 'paragraph' || more.length > 0) return undefined
  const [text, ...others] = block.children
  return text?.type === 'text' && others.length === 0 ? text.value : undefined
}

/** Names (`iOS`, what the entry is called) keep their letters. */
function withCapital(text: string, name: string, {capital}: Conventions): string {
  const word = openingWord({form: 'item', separator: pieceOf(' '), description: pieceOf(text)})
  if (word === undefined || isIn(word, name)) return text
  if (capital?.value === 'upper' && isLower(word)) return text.replace(/^./u, letter => letter.toUpperCase())
  // In lower case a name is no name any more, so that only words that are none become small.
  return capital?.value === 'lower' ? text.replace(/^(?:An?|The)(?= )/, word => word.toLowerCase()) : text
}

const isIn = (word: string, name: string): boolean =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .includes(word.toLowerCase())

function withEnd(text: string, {finalStops}: Conventions): string {
  const end = descriptionEnd(pieceOf(text))
  const wanted = end && finalStops[end.sort]?.value
  if (end === undefined || wanted === undefined || end.stop === wanted) return text
  if (wanted === 'always') return `${text.slice(0, end.at)}${end.sort === 'wide' ? '。' : '.'}`
  return end.sign === '.' && end.at === text.length - 1 && !text.endsWith('..') ? text.slice(0, -1) : text
}

const start = {line: 1, column: 1, offset: 0}

/** Plain words hold nothing to be masked. */
const pieceOf = (text: string): Piece => ({
  text,
  masked: text,
  place: {start, end: {line: 1, column: text.length + 1, offset: text.length}},
})
