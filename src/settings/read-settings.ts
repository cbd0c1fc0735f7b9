import {type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit} from 'yaml'
import type {Finding} from '../findings/finding.ts'
import {fingerprint} from '../findings/fingerprint.ts'
import {code} from '../markdown/message.ts'
import type {Point} from '../markdown/place.ts'
import {applySettings} from './apply-settings.ts'
import {type KeyPath, keyName, type Mistake} from './mistake.ts'
import type {Settings} from './settings.ts'

/** More than any settings file that people write, in characters. */
const maxLength = 100_000

/** Deeper than any setting lies, and harmless to who goes down. */
const maxDepth = 200

/** Who made more mistakes than this reads the first ones first. */
const maxMistakes = 50

/** Anchors may be used, but not to blow a small file up. */
const maxAliasCount = 100

/**
 * Reads `.github/listkeeper.yml`: its settings, and each mistake as a finding at its place. What is right applies.
 *
 * `text` undefined: there is no file. It may be anything: this never throws, and a text that is not YAML has no settings.
 */
export function readSettings(
  text: string | undefined,
  path: string,
): {readonly settings: Settings; readonly mistakes: readonly Finding[]} {
  if (text === undefined) return {settings: {}, mistakes: []}
  const lines = new LineCounter()
  const source = readYaml(text, lines)
  if ('unreadable' in source) {
    return {settings: {}, mistakes: [finding(path, lines, onOneLine(text, source.range), whole(source.unreadable))]}
  }
  const {settings, mistakes} = applySettings(source.value ?? {})
  const told = mistakes.slice(0, maxMistakes).map(mistake => ({mistake, range: rangeOf(source.document, mistake)}))
  return {
    settings,
    mistakes: [...source.repeated.slice(0, maxMistakes), ...told]
      .toSorted((a, b) => a.range[0] - b.range[0])
      .map(({mistake, range}) => finding(path, lines, onOneLine(text, range), mistake)),
  }
}

/** What is wrong with a key of a settings file for a reason that its text does not tell, as a finding on its line. */
export function mistakeAt(text: string, path: string, at: KeyPath, message: string): Finding {
  const lines = new LineCounter()
  const source = readYaml(text, lines)
  const mistake: Mistake = {at, wrong: 'value', message, meant: undefined}
  return finding(path, lines, 'unreadable' in source ? [0, 0] : onOneLine(text, rangeOf(source.document, mistake)), mistake)
}

/** What goes on over many lines is marked on its first one. */
function onOneLine(text: string, [start, end]: Range): Range {
  const from = Math.min(start, text.length)
  const lineEnd = text.slice(from, end).search(/[\r\n]/)
  return [from, lineEnd === -1 ? Math.max(from, Math.min(end, text.length)) : from + lineEnd]
}

/** Offsets into the text, the second one exclusive. */
type Range = readonly [start: number, end: number]

interface Source {
  readonly document: Document
  readonly value: unknown
  readonly repeated: readonly {readonly mistake: Mistake; readonly range: Range}[]
}

function readYaml(text: string, lines: LineCounter): Source | {readonly unreadable: string; readonly range: Range} {
  const nowhere = [0, 0] as const
  if (text.length > maxLength)
    return {unreadable: `These settings are longer than ${maxLength} characters, so none of them applies`, range: nowhere}
  if (isDeep(text)) return {unreadable: 'These settings are nested too deeply, so none of them applies', range: nowhere}
  try {
    const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: false})
    const broken = document.errors[0]
    if (broken !== undefined)
      return {unreadable: `This is not YAML (${code(sentence(broken.message), 200)}), so no setting applies`, range: broken.pos}
    const value: unknown = document.toJS({maxAliasCount})
    // Through JSON: no anchors are left, so that what is taken away in one place stays in the other.
    return {document, value: JSON.parse(JSON.stringify(value ?? null)), repeated: repeatedKeys(document)}
  } catch {
    return {unreadable: 'These settings refer to themselves too often, so none of them applies', range: nowhere}
  }
}

/** Whether brackets, or dashes on one line, open more levels than any setting has: the parser goes down one call a level. */
function isDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1))
    if (depth > maxDepth) return true
  }
  return text.split('\n').some(line => (line.match(/(?:^|\s)[-?:](?=\s)/g)?.length ?? 0) > maxDepth)
}

/** Keys that a map holds already. (The parser's own search for them takes time by the square of their number.) */
function repeatedKeys(document: Document): Source['repeated'] {
  const repeated: {readonly mistake: Mistake; readonly range: Range}[] = []
  visit(document, {
    Map: (_, {items}) => {
      const seen = new Set<string>()
      for (const {key} of items) {
        if (!isScalar(key) || !hasRange(key)) continue
        const name = String(key.value)
        if (seen.has(name)) repeated.push({mistake: twice(name), range: [key.range[0], key.range[1]]})
        seen.add(name)
      }
    },
  })
  return repeated
}

const sentence = (message: string): string => message.split('\n', 1)[0]?.replace(/\.$/, '') ?? message

const whole = (message: string): Mistake => ({at: [], wrong: 'value', message, meant: undefined})

const twice = (key: string): Mistake => ({
  at: [key],
  wrong: 'key',
  message: `${code(key)} is set twice, the last one applies`,
  meant: undefined,
})

function finding(path: string, lines: LineCounter, [start, end]: Range, {at, message, meant}: Mistake): Finding {
  const place = {start: point(lines, start), end: point(lines, end)}
  const key = keyName(at)
  return {
    rule: 'settings',
    severity: 'warning',
    message,
    path,
    place,
    anchor: place,
    expected: meant === undefined ? [] : [meant],
    other: undefined,
    subject: {name: key === '' ? path : key, key},
    fingerprint: fingerprint('settings', path, `${key} ${message}`),
  }
}

function point(lines: LineCounter, offset: number): Point {
  const {line, col} = lines.linePos(offset)
  return {line: Math.max(1, line), column: Math.max(1, col), offset}
}

/** Where a mistake stands: the key or the value at its path, or as far down as the file goes. */
function rangeOf(document: Document, {at, wrong}: Mistake): Range {
  const key = wrong === 'key' ? keyRange(document, at) : undefined
  for (let depth = at.length; key === undefined && depth > 0; depth--) {
    const value = document.getIn(at.slice(0, depth), true)
    if (hasRange(value) && value.range[1] > value.range[0]) {
      // A map or a list goes on over lines: its key is the better place to point at.
      const isLong = isMap(value) || isSeq(value)
      return (isLong ? keyRange(document, at.slice(0, depth)) : undefined) ?? [value.range[0], value.range[1]]
    }
    const named = keyRange(document, at.slice(0, depth))
    if (named !== undefined) return named
  }
  return key ?? [document.contents?.range?.[0] ?? 0, document.contents?.range?.[0] ?? 0]
}

function keyRange(document: Document, at: KeyPath): Range | undefined {
  const parent: unknown = at.length === 1 ? document.contents : document.getIn(at.slice(0, -1), true)
  if (!isMap(parent)) return undefined
  const key = parent.items.map(pair => pair.key).find(key => isScalar(key) && String(key.value) === String(at.at(-1)))
  return hasRange(key) ? [key.range[0], key.range[1]] : undefined
}

const hasRange = (node: unknown): node is {readonly range: readonly [number, number, number]} =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
