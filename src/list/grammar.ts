import {type Masked, type MaskedLink, masks} from './mask.ts'
import type {Span} from './span.ts'

/** An entry's own text, taken apart. Spans are offsets in the document. */
export interface EntryText {
  readonly link: MaskedLink
  /** What joins link and description: a dash or colon with its blanks, or only what blanks there are where the description follows at once. */
  readonly separator: Span | undefined
  /** Without suffixes. */
  readonly description: Span | undefined
  /** What was taken off the description's end, in order, without the dash before it. */
  readonly suffixes: readonly Span[]
}

/** See `masks`. */
const {link: L, image: I, code: C, html: H, emphasis: E, note: N} = masks

/** Emoji and signs that are no letters, digits or ASCII; and emoji by name, `:warning:`. */
const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200D\u20E3\uFE0F\u2190-\u21FF\u25A0-\u27BF]|:[a-z][\w+-]{0,40}:`

/** What may stand before the link. */
const lead = new RegExp(String.raw`(?:\s|[${I}${C}${H}]|${emoji})*`, 'uy')

/** What may stand between the link and the separator: badges, tags, `(a note)`, `by @somebody`, more links. */
const meta = new RegExp(
  String.raw`[^\S\n]*(?:[${I}${C}${H}${E}${N}]+|${emoji}|\[[${L}${I}]+\]|\[[^\[\]\n]{1,40}\](?=[^\S\n]*(?:[-–—][^\S\n]|:[^\S\n]))|[(（](?:[^()（）\n]|\([^()\n]{0,100}\)){0,200}[)）]|[/|,&+·•、][^\S\n]*\[?[${L}${I}]+\]?|(?:and|or)[^\S\n]+${L}+|[${L}${I}]+)`,
  'uy',
)

/** `by Ada Lovelace`, when a dash follows. */
const author = /[^\S\n]*\(?by[^\S\n][^\n–—:.]{1,60}?(?=[^\S\n]+[-–—]+[^\S\n])/uy

/** After these it is not the description that follows. */
const beyondGlued = new RegExp(`[${L}${E}\n]`, 'u')

const dash = /([^\S\n]*)(?:-{1,3}|[–—―‒−‐‑－])([^\S\n]*)/uy
/** No colon of an emoji's name. */
const colon = /[^\S\n]*[:：](?![a-z][\w+-]{0,40}:)[^\S\n]*/uy

/**
 * Reads `lead* LINK meta* SEP description suffix*`; undefined where the text does not begin with a link.
 *
 * Between link and description only a dash or a colon is a separator. Where the description follows at once and begins with a capital, the
 * blanks between are what joins them; anything else is left alone (`separator` undefined), since it may be prose.
 */
export function readEntryText(mask: Masked): EntryText | undefined {
  const {text, start} = mask
  const leadEnd = matchEnd(lead, text, 0) ?? 0
  const bracket = text[leadEnd] === '[' ? 1 : 0
  const link = mask.links.find(({span}) => span.start - start === leadEnd + bracket)
  if (link === undefined) return undefined
  const linkEnd = link.span.end - start
  if (bracket === 1 && text[linkEnd] !== ']') return undefined

  const join = joinAfter(text, linkEnd + bracket)
  const {end, suffixes} = withoutSuffixes(text, join.rest)
  const described = join.rest < end
  return {
    link,
    separator: described && join.separator !== undefined ? moved(join.separator, start) : undefined,
    description: described ? {start: start + join.rest, end: start + end} : undefined,
    suffixes: suffixes.map(suffix => moved(suffix, start)),
  }
}

interface Join {
  readonly separator: Span | undefined
  /** Where the description begins. */
  readonly rest: number
}

/** Finds the separator after the link's end and whatever belongs to the link. */
function joinAfter(text: string, linkEnd: number): Join {
  let at = linkEnd
  for (;;) {
    const separator = separatorAt(text, at)
    if (separator !== undefined) return {separator, rest: separator.end}
    const next = matchEnd(meta, text, at) ?? matchEnd(author, text, at)
    if (next === undefined || next === at) break
    at = next
  }
  const rest = at + blanksAt(text, at)
  const glued = /^\p{Lu}/u.test(text.slice(rest, rest + 2)) && !beyondGlued.test(text.slice(linkEnd, rest))
  return {separator: glued ? {start: at, end: rest} : undefined, rest}
}

/** A dash needs a blank beside it, else it is a hyphen; a colon none. Neither joins anything at a line's end. */
function separatorAt(text: string, at: number): Span | undefined {
  dash.lastIndex = at
  const match = dash.exec(text)
  if (match !== null) {
    const end = dash.lastIndex
    const next = text.slice(end, end + 2)
    const joins = match[2] === '' ? match[1] !== '' && /^[\p{L}\uE001-\uE006]/u.test(next) : !/^\s|^$/.test(next)
    return joins ? {start: at, end} : undefined
  }
  const end = matchEnd(colon, text, at)
  if (end === undefined || /^\s|^$|^[/:]/.test(text.slice(end, end + 1))) return undefined
  return {start: at, end}
}

/** Where the description ends, once tags, badges, `[(Video)](…)`, `([Source](…), [Demo](…))` and `*(archived)*` are off; and these. */
function withoutSuffixes(text: string, start: number): {readonly end: number; readonly suffixes: readonly Span[]} {
  let end = text.length
  const taken: Span[] = []
  for (;;) {
    const rest = text.slice(Math.max(start, end - 600), end)
    const cut = suffixes.map(suffix => suffix.exec(rest)?.[0] ?? '').find(match => match !== '')
    if (cut === undefined) return {end, suffixes: taken.toReversed()}
    // A description that is nothing but suffixes is one.
    if (text.slice(start, end - cut.length).trim() === '') {
      return {end: start + text.slice(start, end).trimEnd().length, suffixes: taken.toReversed()}
    }
    end -= cut.length
    const [own = ''] = /[^\s–—-].{0,600}[^\s_*]|[^\s–—_*-]/su.exec(cut) ?? []
    if (own !== '') taken.push({start: end + cut.indexOf(own), end: end + cut.indexOf(own) + own.length})
  }
}

/** Repetitions have the bound of the stretch that is looked at. */
const suffixes = [
  /\s{1,600}$/u,
  new RegExp(`[${I}${H}]{1,600}$`, 'u'),
  new RegExp(`(?:${emoji})$`, 'u'),
  // Code that follows the end of a sentence or another suffix is a tag; other code belongs to the sentence.
  new RegExp(String.raw`(?<=[.!?。)\]${I}]\s{0,3})${C}[${C}\s]{0,600}$`, 'u'),
  new RegExp(String.raw`(?<=\s)[-–—]\s{0,3}(?:${N}{1,600}|\(?${L}{1,600}\)?)[_*]{0,3}$`, 'u'),
  new RegExp(`${N}{1,600}[_*]{0,3}$`, 'u'),
  new RegExp(String.raw`\((?=[^()]{0,300}[${L}${N}])[^()]{0,300}\)[_*]{0,3}$`, 'u'),
  new RegExp(String.raw`\[[${L}${I}]+\]$`, 'u'),
  new RegExp(String.raw`(?<=[.!?。)\]]\s{0,3})(?:${E}+|${L}+|\[[^\[\]]{1,40}\])$`, 'u'),
]

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const blanksAt = (text: string, at: number): number => {
  let end = at
  while (/\s/.test(text[end] ?? '')) end += 1
  return end - at
}

const moved = (span: Span, by: number): Span => ({start: span.start + by, end: span.end + by})
