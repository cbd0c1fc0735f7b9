import {marker, mostTold, type ReviewMarker, readMarker} from '../markdown/marker.ts'
import {write} from '../markdown/write.ts'
import type {Operation} from './plan.ts'
import type {Situation} from './situation.ts'
import type {Update} from './update-comments.ts'

/**
 * Writes down on GitHub what only we know: which comments we delete ourselves, what joined a comment later, and what people dismissed by a
 * button. It is hidden in the first review's body, which can't be deleted, so it outlives its comments and our database.
 *
 * To be done before a comment is deleted: what is missing and not written down counts as deleted by people.
 */
export function amendReview(updates: readonly Update[], situation: Situation): Operation[] {
  const {conversation, dismissed} = situation
  const [first, ...others] = conversation.reviews.flatMap(({id, body}) => {
    const marker = readMarker(body)
    return marker?.kind === 'review' ? [{id, body, marker}] : []
  })
  if (first === undefined) return []

  const isDeleted = ({operations}: Update) => operations.some(({kind}) => kind === 'delete comment')
  const deleted = updates.filter(isDeleted).flatMap(({said}) => said.fingerprints)
  const shown = [...conversation.said.flatMap(({fingerprints}) => fingerprints), ...updates.flatMap(({joined}) => joined)]
  const elsewhere = new Set(others.flatMap(({marker: {told, gone = []}}) => [...told, ...gone]))

  const {told, gone = [], left = []} = first.marker
  const known = new Set([...told, ...gone])
  const later = [...new Set(shown)].filter(one => !known.has(one) && !elsewhere.has(one))
  const all = [...known, ...later.toSorted().slice(0, Math.max(0, mostTold.review - known.size))]
  const isGone = new Set<string>([...gone, ...deleted.filter(one => all.includes(one) || elsewhere.has(one))])
  const changed: ReviewMarker = {
    ...first.marker,
    told: all.filter(one => !isGone.has(one)),
    ...filled('gone', [...isGone].toSorted().slice(0, mostTold.review)),
    ...filled('left', [...new Set([...left, ...dismissed])].toSorted().slice(0, mostTold.left)),
  }
  return isSame(changed, first.marker) ? [] : [{kind: 'edit review', id: first.id, body: withMarker(first.body, changed)}]
}

const filled = <Key extends 'gone' | 'left'>(key: Key, values: readonly string[]) =>
  values.length === 0 ? {} : {[key]: [...values]}

const isSame = (one: ReviewMarker, other: ReviewMarker): boolean =>
  (['told', 'gone', 'left'] as const).every(key => {
    const [values = [], others = []] = [one[key], other[key]]
    return values.length === others.length && values.every(value => others.includes(value))
  })

/** The marker is the last line of a body. */
function withMarker(body: string, changed: ReviewMarker): string {
  const words = body.trimEnd()
  const end = Math.max(words.lastIndexOf('\n'), words.lastIndexOf('\r'))
  return `${words.slice(0, end + 1)}${write(marker(changed))}`
}
