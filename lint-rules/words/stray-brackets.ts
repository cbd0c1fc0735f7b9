import {type Prose, proseMasks} from '../../src/list/prose.ts'

interface StrayBracket {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly expected?: readonly string[]
}

const partners: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '）': '（',
  '」': '「',
  '』': '『',
  '】': '【',
  '》': '《',
}
const kinds: Readonly<Record<string, string>> = {'（': '(', '）': ')'}

const anyBracket = /[()[\]（）「」『』【】《》]/

/** What holds brackets that are no brackets: intervals, formulas, a shrug. */
const others = /[[(]\s?[-\d.∞]{1,10}\s?,\s?[-\d.∞]{1,10}\s?[\])]|\$[^$]{1,200}\$|¯\\?_\(ツ\)_\/¯/gu

/** A face, or a point of an enumeration: `1)`, `b)`, `iv)`. */
const endsAlone = /(?:(?:^|\s)(?:\p{L}|\p{N}{1,3}|[ivx]{1,5})|(?:^|[\s.!?,])[:;=8xX][-'^o]?)$/u
const beginsAlone = /(?:^|\s)[:;=][-'^o]?$/u

/** Finds the one bracket of a text that has no partner; where there are more, somebody writes in a way of their own. */
export function strayBrackets(prose: Prose): readonly StrayBracket[] {
  if (!anyBracket.test(prose.masked)) return []
  const masked = prose.masked.replaceAll(others, match => ' '.repeat(match.length))
  const open: {bracket: string; at: number}[] = []
  const alone: {bracket: string; at: number}[] = []
  for (const match of masked.matchAll(/[()[\]（）「」『』【】《》]/g)) {
    const bracket = kinds[match[0]] ?? match[0]
    const partner = partners[bracket]
    if (beginsAlone.test(masked.slice(Math.max(0, match.index - 4), match.index))) continue
    if (partner === undefined) open.push({bracket, at: match.index})
    else if (open.at(-1)?.bracket === partner) open.pop()
    else if (!endsAlone.test(masked.slice(Math.max(0, match.index - 8), match.index))) alone.push({bracket, at: match.index})
  }
  const [only, ...more] = [...alone, ...open]
  if (only === undefined || more.length > 0) return []
  return open.length === 1 ? [opened(only, masked)] : closed(only, masked)
}

/** An end without a beginning: right behind a link or at another end it is one too many. */
function closed({bracket, at}: {bracket: string; at: number}, masked: string): StrayBracket[] {
  const partner = partners[bracket] ?? ''
  const told = {start: at, end: at + 1, message: `Unexpected \`${bracket}\` without a \`${partner}\``}
  const before = masked[at - 1] ?? ''
  const isLeftOver = before === proseMasks.link || before === proseMasks.image || before === bracket
  return [isLeftOver ? {...told, expected: ['']} : told]
}

/** A beginning without an end: where nothing but links follows, the end is the text's. */
function opened({bracket, at}: {bracket: string; at: number}, masked: string): StrayBracket {
  const partner = bracket === '[' ? ']' : (Object.keys(partners).find(end => partners[end] === bracket) ?? '')
  const message = `Unexpected \`${bracket}\` without a \`${partner}\``
  const rest = masked.slice(at + 1).trimEnd()
  const isLinks = rest !== '' && rest.replaceAll(/\uE001+(?:,\s)?/g, '') === ''
  if (!isLinks) return {start: at, end: at + 1, message}
  const end = at + 1 + rest.length
  return {start: end, end, message: `${message}, expected one at the end`, expected: [partner]}
}
