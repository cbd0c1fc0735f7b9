import type {Root} from 'mdast'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {type RuleId, type RuleSettings, ruleIds, rules} from '../../lint-rules/known-rules.ts'
import {entryAt} from '../list/entry-at.ts'
import type {Conventions, Entry, List} from '../list/list.ts'
import {readList} from '../list/read-list.ts'
import {parseMarkdown} from '../markdown/parse.ts'
import type {Place} from '../markdown/place.ts'
import {behindMark} from './byte-order-mark.ts'
import type {Finding, Severity, Subject} from './finding.ts'
import {fingerprint} from './fingerprint.ts'
import {silencedBy} from './lint-comments.ts'

/** What the rules are asked with. */
export interface Asked {
  readonly rules: RuleSettings
  /** Of the list before a change; absent: the list's own. */
  readonly conventions?: Conventions | undefined
  /** Which lines a change added, so that a duplicate is told on the new one of the two. */
  readonly isNew?: ((line: number) => boolean) | undefined
}

/** A list, what it does itself, and what the rules find in it, in the order of the text. */
export interface Linted {
  readonly list: List
  readonly conventions: Conventions
  readonly findings: readonly Finding[]
}

/** Runs the rules over one file. Comments such as `<!--lint disable toc-->` silence them. Never throws, whatever the text. */
export function lintList(file: {readonly path: string; readonly text: string}, asked: Asked): Linted {
  const hasMark = file.text.startsWith('\uFEFF')
  const text = hasMark ? file.text.slice(1) : file.text
  const tree = parseMarkdown(text)
  const document = new VFile({path: file.path, value: text})
  document.data.listkeeper = {conventions: asked.conventions, isNew: asked.isNew}
  const {list, conventions} = readList(tree, document)
  const messages = messagesOf(tree, document, asked.rules)
  const findings = findingsOf(messages, {path: file.path, text}, list, asked.rules).toSorted(
    (a, b) => a.place.start.offset - b.place.start.offset,
  )
  return hasMark ? behindMark({list, conventions, findings}) : {list, conventions, findings}
}

function messagesOf(tree: Root, document: VFile, settings: RuleSettings): VFileMessage[] {
  const processor = unified()
  for (const id of ruleIds) if (settings[id] !== 'off') processor.use(rules[id], optionsOf(id, settings))
  processor.runSync(tree, document)
  return silencedBy(tree, document)
}

/** Whoever reads settings sees to it that options fit. */
function optionsOf(id: RuleId, settings: RuleSettings): object {
  const set = settings[id]
  if (typeof set !== 'object') return {}
  const {severity: _, ...given} = set
  return given
}

interface Text {
  readonly path: string
  readonly text: string
}

function findingsOf(messages: readonly VFileMessage[], {path, text}: Text, list: List, settings: RuleSettings): Finding[] {
  const times = new Map<string, number>()
  const entryOf = entryAt(list.entries)
  return messages.flatMap(message => {
    const rule = ruleIds.find(id => id === message.ruleId)
    const place = placeOf(message)
    if (rule === undefined || place === undefined) return []
    const {anchor = place, other, swap, subject = subjectOf(entryOf(anchor.start.offset))} = message.listkeeper ?? {}
    const about = subject ?? {name: message.actual ?? rule, key: lineAt(text, anchor.start.offset)}
    // A rule that speaks twice of one entry speaks of two things.
    const time = (times.get(`${rule} ${about.key}`) ?? 0) + 1
    times.set(`${rule} ${about.key}`, time)
    return [
      {
        rule,
        severity: severityOf(rule, message, settings),
        message: message.reason,
        path,
        place,
        anchor,
        expected: message.expected ?? [],
        ...(swap === undefined ? {} : {swap}),
        other,
        subject: about,
        fingerprint: fingerprint(rule, path, time === 1 ? about.key : `${about.key} ${time}`),
      },
    ]
  })
}

/** What the line around an offset says: it stays the same when lines above come and go. */
function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text
    .slice(start, end === -1 ? undefined : end)
    .trim()
    .slice(0, longestKey)
}

/** More of a line tells no more of which one it is. */
const longestKey = 300

/** What somebody set, else how bad the rule calls it, else how bad the rule is. */
function severityOf(rule: RuleId, message: VFileMessage, settings: RuleSettings): Severity {
  const set = settings[rule]
  const severity = typeof set === 'object' ? set.severity : set
  if (severity === 'error' || severity === 'warning') return severity
  return message.listkeeper?.severity ?? rules[rule].severity
}

/** Rules give whole places; a message without one is none of ours. */
function placeOf({place}: VFileMessage): Place | undefined {
  if (place === undefined || !('start' in place)) return undefined
  const {start, end} = place
  if (start.offset === undefined || end.offset === undefined) return undefined
  return {start: {...start, offset: start.offset}, end: {...end, offset: end.offset}}
}

/** An entry as what something is about. */
const subjectOf = (entry: Entry | undefined): Subject | undefined => entry && {name: entry.name, key: entry.key}
