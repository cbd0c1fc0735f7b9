import type {PhrasingContent} from 'mdast'
import type {Finding, Severity} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {address} from '../markdown/address.ts'
import {folded} from '../markdown/folded.ts'
import {bytesOf, caps, writeWithin} from '../markdown/limit.ts'
import {marker, mostTold} from '../markdown/marker.ts'
import {readMessage} from '../markdown/message.ts'
import {own} from '../markdown/own.ts'
import {quote} from '../markdown/quote.ts'
import {say} from '../markdown/say.ts'
import {type Block, paragraph, points, table, write} from '../markdown/write.ts'
import {reasonOf} from '../verdict/reasons.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {annotations} from './annotations.ts'
import {counted, countWords} from './counts.ts'
import {compareText} from './numbered.ts'
import type {CheckResult} from './plan.ts'
import {ruleLink} from './rule-link.ts'

/** From which severity on a check fails. */
export type FailOn = Severity | 'never'

/** What a check run tells. */
export interface Known {
  readonly inspection: Inspection
  /** Told on lines of the pull request, and of these how many with a fix to click. */
  readonly onLines: readonly Finding[]
  readonly fixes: number
  /** Told here alone. */
  readonly here: readonly Finding[]
  /** How many are left as people want them: neither counted nor told again. */
  readonly settled: number
  /** Of these, what was dismissed by the button. */
  readonly dismissed?: readonly string[] | undefined
  readonly failOn: FailOn
  /** Our settings, if the change touches them. */
  readonly settingsPath?: string | undefined
  /** The moment at which everything could be said, if it could (src/review/moment.ts). */
  readonly aloud?: string | undefined
}

/** Rows that anybody would read. The cap of a check run is far away from these. */
const mostRows = 200

/** Two tables share the text of a check run with a few notes. */
const mostTableBytes = 25_000

/** What the check run says: a title for the list of checks, a summary, and the details. */
export function checkResult(known: Known): CheckResult {
  const details = [...problems(known.here), ...notes(known.inspection), ...unverified(known.inspection)]
  const findings = found(known)
  const own = {conclusion: conclusion(known), title: title(known)}
  return {
    ...own,
    summary: writeWithin(caps.check, summary(known), cut, [remembered(known, own)]),
    text: details.length === 0 ? undefined : writeWithin(caps.check, details, cut),
    annotations: annotations(findings),
    buttons: findings.length === 0 ? [checkAgain] : [checkAgain, dismissAll],
  }
}

/** All that this change is told, wherever. */
const found = (known: Known): readonly Finding[] => [...known.onLines, ...known.here.filter(finding => !isOfBase(finding, known))]

const checkAgain = {
  identifier: 'check-again',
  label: 'Check again',
  description: 'Looks at the pull request once more',
} as const

const dismissAll = {
  identifier: 'dismiss-all',
  label: 'Dismiss all',
  description: 'Nothing told here is raised again',
} as const

/** What a later look, or another pull request with the same commit, wants to know of this one. */
function remembered(known: Known, own: Pick<CheckResult, 'conclusion' | 'title'>): Block {
  const told = found(known).slice(0, mostTold.check)
  return marker({
    v: 1,
    kind: 'check',
    told: told.map(({fingerprint}) => fingerprint),
    ...(known.dismissed === undefined || known.dismissed.length === 0
      ? {}
      : {left: known.dismissed.toSorted().slice(0, mostTold.left)}),
    ...own,
    ...(known.aloud === undefined ? {} : {aloud: known.aloud}),
  })
}

/** Mistakes in settings that the change does not touch stand on the base branch: no pull request fails by them. */
const isOfBase = ({rule, path}: Finding, {settingsPath}: Pick<Known, 'settingsPath'>): boolean =>
  rule === 'settings' && path !== settingsPath

function conclusion(known: Known): CheckResult['conclusion'] {
  const {onLines, here, failOn} = known
  if (onLines.length + here.length === 0) return 'success'
  const fails = found(known).some(({severity}) => failOn === 'warning' || (failOn === 'error' && severity === 'error'))
  return fails ? 'failure' : 'neutral'
}

function title(known: Known): string {
  const findings = found(known)
  const settings = known.onLines.length + known.here.length - findings.length
  const mistakes = counted(settings, 'mistake in the settings', 'mistakes in the settings')
  const verdict = findings.length > 0 ? countWords(findings) : praise(known.inspection)
  return settings === 0 ? verdict : `${verdict}, ${mistakes}`
}

function praise({paths, links, notes}: Inspection): string {
  if (paths.length === 0) return notes.length === 0 ? 'No list was changed' : 'Not everything could be looked at'
  const answering = links.filter(({verdict}) => answers[verdict.kind] === 'answers').length
  return answering === 0 ? 'Looks good' : `Looks good: ${counted(answering, 'new link')} checked`
}

function summary(known: Known): Block[] {
  const {inspection, onLines, here, settled} = known
  const findings = found(known)
  const settings = here.length + onLines.length - findings.length
  const lines = [
    ...checkedWords(inspection),
    ...(settled === 0
      ? []
      : [settled === 1 ? say`${1} is left as people want it.` : say`${settled} are left as people want them.`]),
    ...(settings === 0 ? [] : [say`The settings of the base branch need a look, see below.`]),
  ]
  if (findings.length === 0) return [paragraph(lines.length === 0 ? nothing(inspection) : sentences(lines))]
  return [
    ...(lines.length === 0 ? [] : [paragraph(sentences(lines))]),
    counts(findings),
    paragraph(sentences(whereToLook(known))),
    paragraph(whatToDo(known)),
  ]
}

const sentences = (all: readonly (readonly PhrasingContent[])[]): PhrasingContent[] =>
  all.flatMap((words, index) => (index === 0 ? [...words] : [...say` `, ...words]))

function nothing({paths, notes}: Inspection): PhrasingContent[] {
  if (paths.length > 0) return say`There is nothing to correct.`
  return notes.length === 0 ? say`There was no list to look at.` : say`What could not be looked at is told below.`
}

/** What was looked at, and which of it nobody could be sure of. */
function checkedWords({entries = 0, links}: Inspection): PhrasingContent[][] {
  const asked = links.filter(link => answers[link.verdict.kind] !== 'not asked' && !isBeyond(link)).length
  const unsure = links.filter(isUnsure).length
  const parts = [
    ...(entries === 0 ? [] : [entries === 1 ? say`${1} new or changed entry` : say`${entries} new or changed entries`]),
    ...(asked === 0 ? [] : [asked === 1 ? say`${1} new link` : say`${asked} new links`]),
  ]
  if (parts.length === 0) return []
  const [one = [], ...more] = parts
  const what = [...one, ...more.flatMap(words => [...say` and `, ...words])]
  const checked = [...what, ...(entries + asked === 1 ? say` was checked` : say` were checked`)]
  if (unsure === 0) return [[...checked, ...say`.`]]
  const unverified = unsure === 1 ? say`, ${1} link could not be verified` : say`, ${unsure} links could not be verified`
  return [[...checked, ...unverified, ...say`, which is no fault of this change.`]]
}

/** How often each rule has something to say, most first. */
function counts(findings: readonly Finding[]): Block {
  const byRule = [...Map.groupBy(findings, ({rule}) => rule)].toSorted(
    ([one, ones], [other, others]) => others.length - ones.length || compareText(one, other),
  )
  const rows = byRule.map(([rule, all]): Row => {
    const errors = all.filter(({severity}) => severity === 'error').length
    return [
      [ruleLink(rule)],
      errors === 0 ? say`—` : say`${errors}`,
      all.length === errors ? say`—` : say`${all.length - errors}`,
    ]
  })
  return table([say`Rule`, say`Errors`, say`Warnings`], ...rows)
}

/** Where each of them is told. */
function whereToLook(known: Known): PhrasingContent[][] {
  const {onLines, fixes} = known
  const below = found(known).length - onLines.length
  return [
    ...(onLines.length === 0 ? [] : [onLinesWords(onLines.length, fixes)]),
    ...(below === 0 ? [] : [below === 1 ? say`${1} is told below.` : say`${below} are told below.`]),
  ]
}

/** What people can do now. */
const whatToDo = ({onLines, fixes}: Known): PhrasingContent[] => [
  ...(fixes === 0
    ? say`To do: correct it and push.`
    : say`To do: commit what is suggested by a click, correct the rest, and push.`),
  ...say` This check then runs again by itself.`,
  ...(onLines.length === 0
    ? say` If something here is wrong, a maintainer can dismiss it by the button above.`
    : say` If a comment is wrong, answer or resolve it, and it is not raised again.`),
]

function onLinesWords(count: number, fixes: number): PhrasingContent[] {
  const told = count === 1 ? say`${1} is told on its line` : say`${count} are told on their lines`
  if (fixes === 0) return [...told, ...say`.`]
  return [...told, ...(fixes === 1 ? say`, ${1} comment has a fix to click.` : say`, ${fixes} comments have a fix to click.`)]
}

/** What a verdict means for whoever counts links. */
const answers: Readonly<Record<Verdict['kind'], 'answers' | 'told' | 'unsure' | 'not asked'>> = {
  alive: 'answers',
  moved: 'answers',
  dead: 'told',
  invalid: 'told',
  unverified: 'unsure',
  refused: 'unsure',
  ignored: 'not asked',
}

const isUnsure = (link: CheckedLink): boolean => answers[link.verdict.kind] === 'unsure' && !isBeyond(link)

/** Not asked for, since there were too many: how many, a note says. */
const isBeyond = ({verdict}: CheckedLink): boolean => verdict.reason === 'over-limit'

function problems(here: readonly Finding[]): Block[] {
  if (here.length === 0) return []
  return tableOf([say`Where`, say`What`, say`Rule`], here, finding => [
    [
      ...where(finding.path, finding.anchor.start.line),
      ...(finding.rule === 'settings' ? [] : say`, ${quote(finding.subject.name)}`),
    ],
    readMessage(finding.message),
    [ruleLink(finding.rule)],
  ])
}

const notes = ({notes}: Inspection): Block[] =>
  notes.length === 0 ? [] : [points(...notes.slice(0, mostRows).map(readMessage)), ...beyond(notes.length - mostRows)]

function unverified({links}: Inspection): Block[] {
  const unsure = links.filter(isUnsure)
  if (unsure.length === 0) return []
  const title = unsure.length === 1 ? own`1 link could not be verified` : own`${unsure.length} links could not be verified`
  const rows = tableOf([say`Link`, say`Where`, say`Why`], unsure, ({url, verdict, occurrences: [first]}) => [
    [address(url)],
    first === undefined ? say`—` : where(first.path, first.place.start.line),
    readMessage(reasonOf(verdict)),
  ])
  return [folded(title, ...rows)]
}

const where = (path: string, line: number): PhrasingContent[] => say`${quote(path)}, line ${line}`

type Row = readonly (readonly PhrasingContent[])[]

/** A table of as many rows as anybody reads and a check run holds, and how many there are beyond. */
function tableOf<Thing>(head: Row, things: readonly Thing[], rowOf: (thing: Thing) => Row): Block[] {
  const rows = [head]
  let bytes = 0
  for (const thing of things.slice(0, mostRows)) {
    const row = rowOf(thing)
    bytes += bytesOf(write(table(row)))
    if (bytes > mostTableBytes) break
    rows.push(row)
  }
  return [table(...rows), ...beyond(things.length - rows.length + 1)]
}

const beyond = (count: number): Block[] => (count > 0 ? [paragraph(say`And ${count} more.`)] : [])

const cut = (blocks: number): PhrasingContent[] =>
  blocks === 1
    ? say`One part is left out: it is too long to be shown here.`
    : say`${blocks} parts are left out: they are too long to be shown here.`
