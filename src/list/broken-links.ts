import {type Prose, proseMasks} from './prose.ts'

/** Markdown that was to be a link and is none. Offsets are into the prose. */
export interface BrokenLink {
  readonly kind: BrokenLinkKind
  /** What a fix replaces. */
  readonly start: number
  readonly end: number
  /** What is to stand there instead; undefined where more than one thing could. */
  readonly expected: string | undefined
  /** All of it, so that nobody else speaks of a bracket in it. */
  readonly whole: {readonly start: number; readonly end: number}
}

export type BrokenLinkKind = 'text between' | 'no (' | 'no )' | 'no [' | 'no ]' | 'brackets' | 'turned' | 'blank'

const url = String.raw`(?:https?:\/\/|www\.)`
const label = String.raw`\[(?!\])[^\[\]\n]{1,200}\]`

const patterns: readonly {
  readonly kind: BrokenLinkKind
  readonly pattern: RegExp
  /** The group that holds what a fix replaces; the ends of a group are places. */
  readonly fix: (groups: readonly string[]) => {
    readonly after: number
    readonly length: number
    readonly expected: string | undefined
  }
}[] = [
  // [text] (https://…), [text]-(https://…)
  {
    kind: 'text between',
    pattern: new RegExp(
      String.raw`(${label})([^\S\n]{1,3}|[-–:.,])(?=\(<?${url}[^\s()]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?>?\s?\))`,
      'gi',
    ),
    fix: ([, before = '', between = '']) => ({after: before.length, length: between.length, expected: ''}),
  },
  // [text][https://…]
  {
    kind: 'brackets',
    pattern: new RegExp(String.raw`(${label})\[(${url}[^\s\[\]()]{1,1000})\]`, 'gi'),
    fix: ([, before = '', address = '']) => ({after: before.length, length: address.length + 2, expected: `(${address})`}),
  },
  // [text]（https://…）
  {
    kind: 'brackets',
    pattern: new RegExp(String.raw`(${label})（(${url}[^\s\[\]()（）]{1,1000})）`, 'gi'),
    fix: ([, before = '', address = '']) => ({after: before.length, length: address.length + 2, expected: `(${address})`}),
  },
  // (text)[https://…]
  {
    kind: 'turned',
    pattern: new RegExp(String.raw`\(([^()\[\]\n]{1,200})\)\[(${url}[^\s\[\]()]{1,1000})\]`, 'gi'),
    fix: ([whole = '', text = '', address = '']) => ({after: 0, length: whole.length, expected: `[${text}](${address})`}),
  },
  // [text]https://…)
  {
    kind: 'no (',
    pattern: new RegExp(String.raw`(${label})(?=${url}[^\s()\[\]]{1,1000}\))`, 'gi'),
    fix: ([, before = '']) => ({after: before.length, length: 0, expected: '('}),
  },
  // text](https://…) at the beginning
  {
    kind: 'no [',
    pattern: new RegExp(String.raw`^[^\[\]()\n]{1,120}\]\(${url}[^\s()]{1,1000}\)`, 'gi'),
    fix: () => ({after: 0, length: 0, expected: '['}),
  },
  // [text(https://…)
  {
    kind: 'no ]',
    pattern: new RegExp(String.raw`(\[[^\[\]()\n]{1,120})([)}>]?)(?=\(${url}[^\s()\[\]]{1,1000}\)(?!\]))`, 'gi'),
    fix: ([, before = '', wrong = '']) => ({after: before.length, length: wrong.length, expected: ']'}),
  },
  // [text](https://… at the end, or before a dash
  {
    kind: 'no )',
    pattern: new RegExp(
      String.raw`(${label}\(${url}(?:[^\s()]|\([^\s()]{0,200}\)){1,1000})(?=[^\S\n]{0,3}(?:\n|$)|[^\S\n]+[-–—:][^\S\n])`,
      'gi',
    ),
    fix: ([, before = '']) => ({after: before.length, length: 0, expected: ')'}),
  },
  // [text](https://example.org/a b)
  {
    kind: 'blank',
    pattern: new RegExp(String.raw`(${label}\(${url}[^\s()]{0,1000})([^\S\n]{1,3})(?!["'(])([^\s()"']{1,300})(?=\))`, 'gi'),
    fix: ([, before = '', blank = '', rest = '']) => ({
      after: before.length,
      length: blank.length,
      expected: /\/$/.test(before) || /^[/.?#]/.test(rest) ? '' : undefined,
    }),
  },
]

/** Finds what was to be a link: `[text] (https://…)`, `[text](https://…` without an end, and their like. */
export function brokenLinks({text, masked}: Prose): readonly BrokenLink[] {
  if (!masked.includes('[') && !masked.includes(']')) return []
  const found: BrokenLink[] = []
  for (const {kind, pattern, fix} of patterns) {
    for (const match of text.matchAll(pattern)) {
      const {index} = match
      const {after, length, expected} = fix([...match].map(group => group ?? ''))
      const whole = {start: index, end: wholeEnd(text, index + match[0].length)}
      if (!isUnderstoodNowhere(text, masked, index, whole.end) || found.some(other => overlaps(other.whole, whole))) continue
      found.push({kind, start: index + after, end: index + after + length, expected, whole})
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** Up to the end of the address, whose brackets belong to it. */
function wholeEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && !/\s/.test(text[end] ?? ' ')) end += 1
  return end
}

/** The brackets of a link that the parser did understand, and those in code, are masked. */
function isUnderstoodNowhere(text: string, masked: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const character = text[at] ?? ''
    if (character === '[' || character === ']') return masked[at] === character
    if (masked[at] === proseMasks.code || masked[at] === proseMasks.image) return false
  }
  return false
}

const overlaps = (a: {start: number; end: number}, b: {start: number; end: number}): boolean => a.start < b.end && b.start < a.end
