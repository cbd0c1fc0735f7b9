import type {Finding, Fingerprint} from '../findings/finding.ts'
import {fingerprint} from '../findings/fingerprint.ts'
import type {CheckedLink} from '../findings/inspection.ts'
import {linkRules} from '../findings/link-findings.ts'
import {repositoryRules} from '../findings/repository-findings.ts'
import {type CommentMarker, mostTold, readMarker} from '../markdown/marker.ts'
import {targetOf} from '../url/target.ts'
import {comment, fixedComment} from './comment.ts'
import type {Said} from './conversation.ts'
import {isAlike} from './is-alike.ts'
import {unnumbered} from './numbered.ts'
import type {Operation} from './plan.ts'
import type {Situation} from './situation.ts'
import {type Lines, mostFindings, spots} from './spot.ts'
import {suggestionOn} from './suggestion-on.ts'

/** What becomes of a comment that stands there. */
export interface Update {
  readonly said: Said
  /** What it tells of afterwards. */
  readonly open: readonly Fingerprint[]
  /** Of these, what it did not tell of before: an edit notifies nobody, so that comes before a review. */
  readonly joined: readonly Fingerprint[]
  /** In their order: a comment that is folded and tells of something would look as if a person had folded it. */
  readonly operations: readonly Operation[]
}

/** All that was found, what of it people have not settled, and what of that was never told. */
interface Found {
  readonly all: readonly Finding[]
  readonly left: readonly Finding[]
  readonly unsaid: readonly Finding[]
}

/** What becomes of each comment that no person has settled. What is unsaid joins one that stands on its lines. */
export function updateComments({all, left, unsaid}: Found, situation: Situation): Update[] {
  const joined = new Set<Fingerprint>()
  const isUnsure = unsure(situation)
  return situation.conversation.said.flatMap(said => {
    const free = unsaid.filter(({fingerprint}) => !joined.has(fingerprint))
    const updates = update(said, {all, left, unsaid: free}, situation, isUnsure)
    for (const one of updates) for (const fingerprint of one.joined) joined.add(fingerprint)
    return updates
  })
}

function update(said: Said, {all, left: open, unsaid}: Found, situation: Situation, isUnsure: IsUnsure): Update[] {
  const marker = readMarker(said.body)
  if (said.state === 'settled' || marker?.kind !== 'comment') return []
  const left = said.isResolved ? all : open
  const known = new Set(said.fingerprints)
  const found = left.filter(({fingerprint}) => known.has(fingerprint))
  const isGone = (fingerprint: string) => !found.some(finding => finding.fingerprint === fingerprint)

  const standing = standingOn(said, marker, left)
  const isOpen = (fingerprint: string) =>
    isUnsure(fingerprint, said.path) || standing.some(finding => isAlike(finding, fingerprint))
  if (marker.open.filter(isGone).some(isOpen)) {
    return [{said, open: said.fingerprints.filter(one => marker.open.includes(one)), joined: [], operations: []}]
  }
  if (found.length === 0 && isDismissed(marker, all, situation))
    return [{said, open: [], joined: [], operations: folded(said, 'resolved')}]
  if (found.length === 0) return [{said, open: [], joined: [], operations: fixed(said, marker, situation)}]
  // We can't open a thread again: what is still there is as people want it, what came back is told by the check run.
  if (said.isResolved) return [{said, open: [], joined: [], operations: []}]
  return [retold(said, marker, found, unsaid, situation)]
}

/** Whether what is left of it was dismissed by a button. */
const isDismissed = ({open}: CommentMarker, all: readonly Finding[], {dismissed}: Situation): boolean =>
  all.some(({fingerprint}) => open.includes(fingerprint) && dismissed.includes(fingerprint))

function folded({id, nodeId, isFolded, canFold}: Said, reason: 'outdated' | 'resolved'): Operation[] {
  return isFolded || !canFold ? [] : [{kind: 'fold comment', id, nodeId, reason}]
}

/** Where an unresolved thread blocks merging it goes, unless somebody answered; else it says so, once, and is folded away. */
function fixed(said: Said, marker: CommentMarker, {demandsResolved, headSha}: Situation): Operation[] {
  const {id, fingerprints, isAnswered, isResolved} = said
  if (demandsResolved && !isAnswered && !isResolved) return [{kind: 'delete comment', id}]
  return [
    ...(marker.open.length === 0 ? [] : edited(said, fixedComment(fingerprints, marker.lines, headSha))),
    ...folded(said, 'outdated'),
  ]
}

/** What is still wrong on the lines on which a comment stands. */
const standingOn = ({path, line}: Said, {lines}: CommentMarker, left: readonly Finding[]): readonly Finding[] =>
  line === undefined
    ? []
    : left.filter(({anchor, path: there}) => there === path && line - lines < anchor.start.line && anchor.start.line <= line)

function retold(
  said: Said,
  marker: CommentMarker,
  found: readonly Finding[],
  unsaid: readonly Finding[],
  situation: Situation,
): Update {
  const place = said.line === undefined ? undefined : {start: said.line - marker.lines + 1, end: said.line}
  const joined = place === undefined ? [] : onThese(place, said.path, unsaid, situation)
  const findings = [...found, ...joined].slice(0, mostFindings)
  const open = findings.map(({fingerprint}) => fingerprint)
  const isSame = open.length === marker.open.length && open.every(fingerprint => marker.open.includes(fingerprint))
  // What is outdated shows the lines of then, with the fix of then, which nobody can click.
  const body =
    isSame && place === undefined
      ? said.body
      : comment({
          findings,
          suggested: place === undefined ? undefined : suggestionOn(place, said.path, findings, situation),
          fixed: said.fingerprints.filter(fingerprint => !open.includes(fingerprint)).slice(0, mostTold.comment),
          lines: marker.lines,
        })
  return {
    said,
    open,
    joined: joined.map(({fingerprint}) => fingerprint).filter(fingerprint => open.includes(fingerprint)),
    operations: [
      ...(said.isFolded ? [{kind: 'unfold comment', id: said.id, nodeId: said.nodeId} as const] : []),
      ...edited(said, body),
    ],
  }
}

/** Findings that have no comment yet, and whose lines are those on which one stands. */
const onThese = ({start, end}: Lines, path: string, unsaid: readonly Finding[], {files}: Situation): readonly Finding[] =>
  spots(unsaid, files)
    .filter(spot => spot.path === path && start <= spot.start && spot.end <= end)
    .flatMap(({findings}) => findings)

/** What may still be true of a link that stands there, although this time it is not found. */
function openRules({verdict, repository}: CheckedLink): readonly string[] {
  if (verdict.kind === 'unverified' || verdict.kind === 'refused') return [...linkRules, ...repositoryRules]
  return [
    // An address that is still the same is no better than it was; only whoever was asked for the better one did not answer.
    ...(verdict.kind === 'alive' && verdict.better === undefined ? (['prefer-https', 'no-shortener'] as const) : []),
    ...(repository === undefined || repository === 'unknown' ? repositoryRules : []),
  ]
}

type IsUnsure = (fingerprint: string, path: string) => boolean

/**
 * Nobody knows whether it is fixed: its link is still there and does not prove dead or alive this time (it may not have been asked for), or its
 * file was not looked at.
 */
function unsure({settingsPath, inspection: {links, paths, notes}, files}: Situation): IsUnsure {
  const byPath = new Map<string, ReadonlySet<string>>()
  const openOn = (path: string): ReadonlySet<string> => {
    const there = links.filter(({occurrences}) => occurrences.some(one => one.path === path))
    return new Set(there.flatMap(link => openRules(link).map(rule => fingerprint(rule, path, targetOf(link.url)))))
  }
  return (one, path) => {
    if (path === settingsPath) return false
    if (!paths.includes(path)) return notes.length > 0 || files.some(file => file.path === path || file.before === path)
    const known = byPath.get(path) ?? openOn(path)
    byPath.set(path, known)
    return known.has(unnumbered(one))
  }
}

/** GitHub may change line ends and what stands around a body. */
const normal = (body: string): string => body.replaceAll('\r\n', '\n').trim()

const edited = ({id, body: old}: Said, body: string): Operation[] =>
  normal(old) === normal(body) ? [] : [{kind: 'edit comment', id, body}]
