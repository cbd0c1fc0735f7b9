import {mostTold, readMarker} from '../markdown/marker.ts'
import type {Situation} from './situation.ts'
import {mostFindings} from './spot.ts'

/** What our comments and reviews remember of themselves, and what people made of them. */
export interface Memory {
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

/** Reads it from the conversation; `posted` counts too, since GitHub's lists lag. */
export function remember({conversation: {said, reviews}, posted, dismissed}: Situation): Memory {
  const markers = reviews.flatMap(({body}) => {
    const marker = readMarker(body)
    return marker?.kind === 'review' ? [marker] : []
  })
  const deletedByUs = new Set(markers.flatMap(({gone = []}) => gone))
  const inReviews = markers.flatMap(({told, gone = []}) => [...told, ...gone])
  const inComments = new Set<string>(said.flatMap(({fingerprints}) => fingerprints))
  // A comment that is gone was deleted by a person, unless we did.
  const deleted = inReviews.filter(fingerprint => !inComments.has(fingerprint) && !deletedByUs.has(fingerprint))
  const settled = said
    .filter(({state, isResolved}) => state === 'settled' || (isResolved && state === 'open'))
    .flatMap(({fingerprints}) => fingerprints)
  return {
    told: new Set([...inReviews, ...inComments]),
    settled: new Set([...settled, ...deleted, ...dismissed, ...markers.flatMap(({left = []}) => left)]),
    reviews: new Set([...reviews.map(({id}) => id), ...posted]).size,
    comments: Math.max(
      said.length,
      markers.reduce((sum, {comments}) => sum + comments, 0),
    ),
    isFull: inReviews.length > mostTold.review - mostFindings,
  }
}
