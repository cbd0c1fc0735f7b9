import type {Finding, Fingerprint} from '../findings/finding.ts'
import {fingerprint} from '../findings/fingerprint.ts'
import {linkRules} from '../findings/link-findings.ts'
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
  readonly operation: Operation | undefined
}

/** What becomes of each comment that no person has settled. `unsaid` joins one that stands on its lines. */
export function updateComments(left: readonly Finding[], unsaid: readonly Finding[], situation: Situation): Update[] {
  const joined = new Set<Fingerprint>()
  const isUnsure = unsure(situation)
  return situation.conversation.said.flatMap(said => {
    const free = unsaid.filter(({fingerprint}) => !joined.has(fingerprint))
    const all = update(said, left, free, situation, isUnsure)
    for (const one of all) for (const fingerprint of one.joined) joined.add(fingerprint)
    return all
  })
}

function update(
  said: Said,
  left: readonly Finding[],
  unsaid: readonly Finding[],
  situation: Situation,
  isUnsure: IsUnsure,
): Update[] {
  const marker = readMarker(said.body)
  if (said.state === 'settled' || marker?.kind !== 'comment') return []
  const known = new Set(said.fingerprints)
  const found = left.filter(({fingerprint}) => known.has(fingerprint))
  const isGone = (fingerprint: string) => !found.some(finding => finding.fingerprint === fingerprint)

  const standing = standingOn(said, marker, left)
  const isOpen = (fingerprint: string) =>
    isUnsure(fingerprint, said.path) || standing.some(finding => isAlike(finding, fingerprint))
  if (marker.open.filter(isGone).some(isOpen)) {
    return [{said, open: said.fingerprints.filter(one => marker.open.includes(one)), joined: [], operation: undefined}]
  }
  if (found.length === 0) {
    const operation =
      situation.demandsResolved && !said.isAnswered
        ? ({kind: 'delete comment', id: said.id} as const)
        : edited(said, fixedComment(said.fingerprints, marker.lines))
    return [{said, open: [], joined: [], operation}]
  }
  return [retold(said, marker, found, unsaid, situation)]
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
    operation: edited(said, body),
  }
}

/** Findings that have no comment yet, and whose lines are those on which one stands. */
const onThese = ({start, end}: Lines, path: string, unsaid: readonly Finding[], {files}: Situation): readonly Finding[] =>
  spots(unsaid, files)
    .filter(spot => spot.path === path && start <= spot.start && spot.end <= end)
    .flatMap(({findings}) => findings)

type IsUnsure = (fingerprint: string, path: string) => boolean

/**
 * Nobody knows whether it is fixed: its link is still there and does not prove dead or alive this time, or was not asked for, or its
 * file was not looked at.
 */
function unsure({inspection: {links, unasked = [], paths, notes}, files}: Situation): IsUnsure {
  const open = links.filter(({verdict}) => verdict.kind === 'unverified' || verdict.kind === 'refused')
  const byPath = new Map<string, ReadonlySet<string>>()
  const openOn = (path: string): ReadonlySet<string> => {
    const urls = open.filter(({occurrences}) => occurrences.some(one => one.path === path)).map(({url}) => url)
    return new Set([...urls, ...unasked].flatMap(url => linkRules.map(rule => fingerprint(rule, path, targetOf(url)))))
  }
  return (one, path) => {
    if (!paths.includes(path)) return notes.length > 0 || files.some(file => file.path === path || file.before === path)
    const known = byPath.get(path) ?? openOn(path)
    byPath.set(path, known)
    return known.has(unnumbered(one))
  }
}

/** GitHub may change line ends and what stands around a body. */
const normal = (body: string): string => body.replaceAll('\r\n', '\n').trim()

const edited = ({id, body: old}: Said, body: string): Operation | undefined =>
  normal(old) === normal(body) ? undefined : {kind: 'edit comment', id, body}
