import type {Finding} from '../findings/finding.ts'
import {mostTold} from '../markdown/marker.ts'
import {comment} from './comment.ts'
import type {Memory} from './memory.ts'
import {compareText} from './numbered.ts'
import type {NewComment} from './plan.ts'
import type {Situation} from './situation.ts'
import {mostFindings, type Spot, spots} from './spot.ts'
import {suggestionOn} from './suggestion-on.ts'

/** The spots to speak on, worst first where there are too many, then in the order of the text. */
export function newSpots(unsaid: readonly Finding[], memory: Memory, {files, conversation, limits}: Situation): Spot[] {
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

/** The comment for a spot. */
export function newComment(spot: Spot, situation: Situation): NewComment {
  const {path, start, end, findings} = spot
  return {
    path,
    line: end,
    startLine: start === end ? undefined : start,
    body: comment({findings, suggested: suggestionOn(spot, path, findings, situation), fixed: [], lines: end - start + 1}),
    fingerprints: findings.map(({fingerprint}) => fingerprint),
  }
}
