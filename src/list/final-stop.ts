import {joinedDescription} from './joined-description.ts'
import type {Entry, FinalStops, List, Piece} from './list.ts'
import {fewestCases, majority} from './majority.ts'
import {masks} from './mask.ts'

/** Descriptions that end alike are written alike: one sentence, several, those that end in a link or code, and those of scripts with stops of their own. */
type EndSort = 'sentence' | 'sentences' | 'link' | 'wide'

/** How a description ends: in which way, with or without a stop, and where in the description that stop stands or belongs. */
export interface DescriptionEnd {
  readonly sort: EndSort
  readonly stop: 'always' | 'never'
  /** Into the description's text: of the sign, or behind the last character. */
  readonly at: number
  /** The stop, or a comma or semicolon instead of one; empty where there is none. */
  readonly sign: string
}

/** A clear share, since names and abbreviations blur it. */
const clearShare = 0.85

/** Which descriptions of a list end with a stop. One convention a sort: a list can stop a third of its single sentences and most of its pairs. */
export function finalStopsOf(list: List): FinalStops {
  const ends = Map.groupBy(
    list.entries.flatMap(entry => stoppable(entry) ?? []),
    ({sort}) => sort,
  )
  const stops = (sort: EndSort) => (ends.get(sort) ?? []).map(({stop}) => stop)
  const of = (sort: EndSort) => majority(stops(sort), undefined, clearShare)
  const sentence = of('sentence')
  // Who stops single sentences stops several, too, as long as there are too few of these to show it.
  const sentences =
    of('sentences') ?? (sentence?.value === 'always' && stops('sentences').length < fewestCases ? sentence : undefined)
  return {sentence, sentences, link: of('link'), wide: of('wide')}
}

/** The end of an entry's description, where it is one that a list stops or does not: behind a separator, in an item. */
export function stoppable(entry: Entry): DescriptionEnd | undefined {
  const description = joinedDescription(entry)
  return description && descriptionEnd(description)
}

const nodes = Object.values(masks).join('')
const stop = /[.!?…。！？．]/u
const sign = /(?:[.!?…。！？．](?=["'”’»)\]）」』]{0,3}$)|[,;]$)/u
const joint = new RegExp(String.raw`[.!?](?:["'”’)]|[${nodes}]+)?\s+["'“‘(]?[\p{Lu}${nodes}]`, 'gu')
const wideLetter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Undefined where a description ends with what no stop follows: a colon, a dash, an opening. */
export function descriptionEnd({masked}: Piece): DescriptionEnd | undefined {
  const text = masked.trimEnd()
  const tail = text.slice(-6)
  const found = sign.exec(tail)
  const at = text.length - tail.length + (found?.index ?? tail.length)
  const before = text.slice(0, at).replace(/["'”’»)\]）」』]{1,3}$/u, '')
  const last = before.slice(-1)
  if (last === '' || /[:：;；,，、(（[{<>/|&+=–—-]/u.test(last)) return undefined
  const written = found?.[0] ?? ''
  return {sort: sortOf(text.slice(0, at), last), stop: stop.test(written) ? 'always' : 'never', at, sign: written}
}

function sortOf(text: string, last: string): EndSort {
  if (wideLetter.test(last)) return 'wide'
  if (nodes.includes(last)) return 'link'
  for (const {index} of text.matchAll(joint)) if (!isAbbreviation(text.slice(0, index + 1))) return 'sentences'
  return 'sentence'
}

/** Does a text end with a stop that belongs to the word before it: `etc.`, `J.`, `e.g.`, `Inc.`? */
export const isAbbreviation = (text: string): boolean =>
  /(?:^|[^\p{L}])(?:\p{L}|(?:\p{L}\.){1,5}\p{L}|etc|al|inc|ltd|corp|co|bros|jr|sr|dr|mr|mrs|ms|prof|st|vs|no|nr|vol|ed|eds|ca|cf|approx|incl|esp|resp|dept|univ|fig|pp|ver)\.$/iu.test(
    text.slice(-20),
  )
