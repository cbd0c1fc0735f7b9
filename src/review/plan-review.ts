import type {FileChange} from '../findings/change.ts'
import type {Finding, Fingerprint} from '../findings/finding.ts'
import {fingerprint} from '../findings/fingerprint.ts'
import type {Inspection} from '../findings/inspection.ts'
import {linkRules} from '../findings/link-findings.ts'
import {type CommentMarker, mostTold, readMarker} from '../markdown/marker.ts'
import {targetOf} from '../url/target.ts'
import {checkResult, type FailOn} from './check-result.ts'
import {comment, fixedComment} from './comment.ts'
import type {Conversation, Said} from './conversation.ts'
import {compareText, numbered, unnumbered} from './numbered.ts'
import type {NewComment, Operation, ReviewPlan} from './plan.ts'
import {reviewBody} from './review-body.ts'
import {canSuggest, type Lines, mostFindings, type Spot, spots} from './spot.ts'
import {suggestedLines} from './suggestion.ts'

/** At most this many reviews in a pull request's life: each one notifies its people (invariant 1). */
export const reviewsPerPullRequest = 2

/** What a repository may set about its reviews; what is absent has the default named here. */
export interface ReviewLimits {
  /** `check-only` comments on nothing. Default: `comments`. */
  readonly mode?: 'comments' | 'check-only' | undefined
  /** At most so many comments in a pull request's life. Default: 20. */
  readonly comments?: number | undefined
  /** Whether comments hold fixes to click. Default: true. */
  readonly suggestions?: boolean | undefined
  /** Whether a draft is commented on. Default: false. */
  readonly drafts?: boolean | undefined
  /** Default: `error`. */
  readonly failOn?: FailOn | undefined
}

export interface Situation {
  readonly inspection: Inspection
  readonly files: readonly FileChange[]
  readonly headSha: string
  readonly isDraft: boolean
  readonly conversation: Conversation
  /** False: GitHub does not show all that we know to have said, so nothing may be said. */
  readonly isComplete: boolean
  /** Reviews that we know to have posted, whatever GitHub shows. */
  readonly posted: readonly string[]
  /** `check run only`: GitHub has refused the rest twice. */
  readonly voice: 'aloud' | 'check run only'
  /** Whether the branch lets nothing be merged while a conversation is unresolved. */
  readonly demandsResolved: boolean
  readonly limits: ReviewLimits
}

/** What is still to be done so that the pull request shows what we know. Nothing to do is the check run alone. */
export function planReview(situation: Situation): ReviewPlan {
  const {inspection, conversation, headSha, limits, voice} = situation
  const findings = numbered(inspection.findings)
  const memory = remember(situation)

  const left = findings.filter(({fingerprint}) => !memory.settled.has(fingerprint))
  const unsaid = left.filter(finding => finding.rule !== 'settings' && !memory.told.has(finding.fingerprint))
  const mayWrite = voice === 'aloud' && !conversation.locked && situation.isComplete

  const edits = mayWrite ? updates(left, unsaid, situation) : []
  const joined = new Set(edits.flatMap(({joined}) => joined))
  const fresh = unsaid.filter(({fingerprint}) => !joined.has(fingerprint))
  const news = mayWrite && mayCreate(situation, memory) ? newSpots(fresh, memory, situation) : []
  const review = news.map(spot => newComment(spot, situation))

  const shown = new Set([...shownNow(conversation, edits), ...review.flatMap(({fingerprints}) => fingerprints)])
  const onLines = left.filter(({fingerprint}) => shown.has(fingerprint))
  const here = left.filter(({fingerprint}) => !shown.has(fingerprint))
  const told = news.flatMap(({findings}) => findings)
  return [
    ...edits.flatMap(({operation}) => operation ?? []),
    ...(review.length === 0
      ? []
      : [
          {
            kind: 'create review',
            headSha,
            body: reviewBody({told, comments: review.length, more: here.length, headSha}),
            comments: review,
          } as const,
        ]),
    {
      kind: 'complete check run',
      result: checkResult({
        inspection,
        onLines,
        fixes: [...bodiesNow(conversation, edits), ...review.map(({body}) => body)].filter(hasFix).length,
        here,
        settled: findings.length - left.length,
        failOn: limits.failOn ?? 'error',
      }),
    },
  ]
}

interface Memory {
  /** Ever told on a line, also by comments that are gone. */
  readonly told: ReadonlySet<string>
  /** As people want it: answered, resolved, dismissed or deleted by them. */
  readonly settled: ReadonlySet<string>
  readonly reviews: number
  /** Comments that were ever made, those counted that are gone. */
  readonly comments: number
  /** Whether a review told as much as its marker can hold: then another would tell what did not fit. */
  readonly isFull: boolean
}

function remember({conversation: {said, reviews}, posted, demandsResolved}: Situation): Memory {
  const markers = reviews.flatMap(({body}) => {
    const marker = readMarker(body)
    return marker?.kind === 'review' ? [marker] : []
  })
  const inReviews = markers.flatMap(({told}) => told)
  const inComments = new Set<string>(said.flatMap(({fingerprints}) => fingerprints))
  // A comment that is gone was deleted by a person, except where we delete fixed ones ourselves: there it can't be told who did.
  const deleted = demandsResolved ? [] : inReviews.filter(fingerprint => !inComments.has(fingerprint))
  const settled = said.filter(({state}) => state === 'settled').flatMap(({fingerprints}) => fingerprints)
  return {
    told: new Set([...inReviews, ...inComments]),
    settled: new Set([...settled, ...deleted]),
    reviews: new Set([...reviews.map(({id}) => id), ...posted]).size,
    comments: Math.max(
      said.length,
      markers.reduce((sum, {comments}) => sum + comments, 0),
    ),
    isFull: inReviews.length > mostTold.review - mostFindings,
  }
}

const mayCreate = ({isDraft, limits}: Situation, {reviews, isFull}: Memory): boolean =>
  reviews < reviewsPerPullRequest && !isFull && limits.mode !== 'check-only' && (!isDraft || limits.drafts === true)

/** What becomes of a comment that stands there. */
interface Update {
  readonly said: Said
  /** What it tells of afterwards. */
  readonly open: readonly Fingerprint[]
  /** Of these, what it did not tell of before: an edit notifies nobody, so that comes before a review. */
  readonly joined: readonly Fingerprint[]
  readonly operation: Operation | undefined
}

function updates(left: readonly Finding[], unsaid: readonly Finding[], situation: Situation): Update[] {
  const joined = new Set<Fingerprint>()
  return situation.conversation.said.flatMap(said => {
    const free = unsaid.filter(({fingerprint}) => !joined.has(fingerprint))
    const all = update(said, left, free, situation)
    for (const one of all) for (const fingerprint of one.joined) joined.add(fingerprint)
    return all
  })
}

function update(said: Said, left: readonly Finding[], unsaid: readonly Finding[], situation: Situation): Update[] {
  const marker = readMarker(said.body)
  if (said.state === 'settled' || marker?.kind !== 'comment') return []
  const known = new Set(said.fingerprints)
  const found = left.filter(({fingerprint}) => known.has(fingerprint))
  const isGone = (fingerprint: string) => !found.some(finding => finding.fingerprint === fingerprint)

  if (marker.open.filter(isGone).some(isUnsure(said, situation.inspection))) {
    return [{said, open: said.fingerprints.filter(one => marker.open.includes(one)), joined: [], operation: undefined}]
  }
  if (found.length === 0) {
    const operation = situation.demandsResolved
      ? ({kind: 'delete comment', id: said.id} as const)
      : edited(said, fixedComment(said.fingerprints, marker.lines))
    return [{said, open: [], joined: [], operation}]
  }
  return [retold(said, marker, found, unsaid, situation)]
}

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

/**
 * Nobody knows whether it is fixed: its link is still there and does not prove dead or alive this time, or its file could not be
 * looked at.
 */
function isUnsure(said: Said, {links, paths, notes}: Inspection): (fingerprint: string) => boolean {
  if (!paths.includes(said.path) && notes.length > 0) return () => true
  const unsure = new Set(
    links
      .filter(({verdict}) => verdict.kind === 'unverified' || verdict.kind === 'refused')
      .flatMap(({url, occurrences}) =>
        occurrences.flatMap(({path}) => linkRules.map(rule => fingerprint(rule, path, targetOf(url)))),
      ),
  )
  return one => unsure.has(unnumbered(one as Fingerprint) as Fingerprint)
}

/** GitHub may change line ends and what stands around a body. */
const normal = (body: string): string => body.replaceAll('\r\n', '\n').trim()

const edited = ({id, body: old}: Said, body: string): Operation | undefined =>
  normal(old) === normal(body) ? undefined : {kind: 'edit comment', id, body}

/** The spots to speak on, worst first where there are too many, then in the order of the text. */
function newSpots(unsaid: readonly Finding[], memory: Memory, {files, conversation, limits}: Situation): Spot[] {
  const most = Math.max(0, (limits.comments ?? 20) - memory.comments)
  const isError = (spot: Spot) => spot.findings.some(({severity}) => severity === 'error')
  // A comment that is full stays the only one on its lines.
  const full = conversation.said.filter(({fingerprints, state}) => state === 'open' && fingerprints.length >= mostFindings)
  const isTaken = ({path, start, end}: Spot) =>
    full.some(({path: there, line}) => there === path && line !== undefined && start <= line && line <= end)
  const chosen = spots(unsaid, files)
    .filter(spot => !isTaken(spot))
    .toSorted((one, other) => Number(isError(other)) - Number(isError(one)))
    .slice(0, most)
  let told = 0
  return chosen
    .filter(({findings}) => {
      told += findings.length
      return told <= mostTold.review
    })
    .toSorted((one, other) => compareText(one.path, other.path) || one.start - other.start)
}

function newComment(spot: Spot, situation: Situation): NewComment {
  const {path, start, end, findings} = spot
  return {
    path,
    line: end,
    startLine: start === end ? undefined : start,
    body: comment({findings, suggested: suggestionOn(spot, path, findings, situation), fixed: [], lines: end - start + 1}),
    fingerprints: findings.map(({fingerprint}) => fingerprint),
  }
}

function suggestionOn(
  lines: Lines,
  path: string,
  findings: readonly Finding[],
  {files, limits}: Situation,
): string[] | undefined {
  const file = files.find(candidate => candidate.path === path)
  if (file === undefined || limits.suggestions === false || !canSuggest(lines, file.hunks, file.head)) return undefined
  return suggestedLines(file.head, lines, findings)
}

/** What our comments tell of once the plan is applied. */
const shownNow = ({said}: Conversation, updates: readonly Update[]): readonly Fingerprint[] => {
  const changed = new Map(updates.map(one => [one.said.id, one.open]))
  return said.flatMap(one => changed.get(one.id) ?? one.fingerprints)
}

const bodiesNow = ({said}: Conversation, updates: readonly Update[]): readonly string[] => {
  const changed = new Map(updates.map(({said: {id}, operation}) => [id, operation]))
  return said
    .filter(({state}) => state !== 'settled')
    .map(one => {
      const operation = changed.get(one.id)
      if (operation?.kind === 'delete comment') return ''
      return operation?.kind === 'edit comment' ? operation.body : one.body
    })
}

const hasFix = (body: string): boolean => /^`{3,}suggestion$/m.test(body)
