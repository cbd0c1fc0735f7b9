import {ruleCalled} from '../../lint-rules/known-rules.ts'
import type {Place} from '../markdown/place.ts'
import type {Finding, Swap} from './finding.ts'
import type {Merge} from './merge-into-tip.ts'
import {type HeadPlaces, headPlaces} from './place-on-head.ts'

export interface Judged {
  /** In what the merge is judged against; none where the file is new. */
  readonly base: readonly Finding[]
  /** In the merge's text. */
  readonly result: readonly Finding[]
}

/**
 * The findings that a change introduces, on head's lines.
 *
 * What the base has too is not the change's, wherever it stands now: findings are matched by rule and entry, one for one, not by
 * line. `anchor` is on a line that the change added wherever the finding has an end there.
 */
export function introduced({base, result}: Judged, merge: Merge, head: string): Finding[] {
  const places = headPlaces(merge, head)
  const touches = (place: Place | undefined): place is Place => place !== undefined && hasNewLine(place, merge, places)
  const touched = ({place, anchor, other}: Finding) => [place, anchor, other].find(touches)

  return without(result, base, finding => touched(finding) !== undefined).flatMap(finding => {
    const anchor = touched(finding)
    // Whatever else is found on untouched lines alone is old, and only came up because a convention tipped over.
    if (anchor === undefined && ruleCalled(finding.rule)?.speaksFromAfar !== true) return []
    return [moved(finding, anchor ?? finding.anchor, places)]
  })
}

function hasNewLine(place: Place, merge: Merge, places: HeadPlaces): boolean {
  const {start, end} = places.linesOf(place)
  for (let line = start; line <= end; line += 1) if (merge.isNew(line)) return true
  return false
}

/** What is left of `result` when each finding of `base` has taken its like away: an untouched one rather than a touched one. */
function without(
  result: readonly Finding[],
  base: readonly Finding[],
  isTouched: (finding: Finding) => boolean,
): readonly Finding[] {
  const untouchedFirst = result.toSorted((one, other) => Number(isTouched(one)) - Number(isTouched(other)))
  // What is said in the very same words goes first, so that of two misspellings of an entry the old one is taken away.
  const alike = cancelled(untouchedFirst, base, ({rule, subject, message}) => [rule, subject.key, message])
  const byEntry = cancelled(alike.result, alike.base, ({rule, subject}) => [rule, subject.key])
  // An entry whose address was corrected has another key: its name and the same words give its old findings away.
  const byName = cancelled(byEntry.result, byEntry.base, ({rule, subject, message}) => [rule, subject.name, message])
  const left = new Set(byName.result)
  return result.filter(finding => left.has(finding))
}

/** Both sides without the pairs that `alike` finds, one for one. */
function cancelled(
  result: readonly Finding[],
  base: readonly Finding[],
  alike: (finding: Finding) => readonly string[],
): {readonly result: readonly Finding[]; readonly base: readonly Finding[]} {
  const name = (finding: Finding) => JSON.stringify(alike(finding))
  const old = Map.groupBy(base, name)
  const left = result.filter(finding => old.get(name(finding))?.shift() === undefined)
  return {result: left, base: [...old.values()].flat()}
}

/** The finding in head. What is not there in head has the place of the anchor, and nothing to replace. */
function moved({swap, suggested, ...finding}: Finding, anchor: Place, places: HeadPlaces): Finding {
  const {placeOnHead, isSameText} = places
  const place = placeOnHead(finding.place)
  const there = placeOnHead(anchor) ?? place ?? topOfFile
  const isFixable = place !== undefined && isSameText(finding.place, place)
  return {
    ...finding,
    ...(swap === undefined ? {} : {swap: swapOnHead(swap, places)}),
    ...(suggested === undefined ? {} : {suggested: suggestedOnHead(suggested, places)}),
    place: place ?? there,
    anchor: there,
    expected: isFixable ? finding.expected : [],
    other: finding.other === undefined ? undefined : placeOnHead(finding.other),
  }
}

function suggestedOnHead(
  {place, text}: NonNullable<Finding['suggested']>,
  {placeOnHead, isSameText}: HeadPlaces,
): Finding['suggested'] {
  const there = placeOnHead(place)
  return there !== undefined && isSameText(place, there) ? {place: there, text} : undefined
}

/** Only where head has the same lines between them, too. */
function swapOnHead({first, second}: Swap, {placeOnHead, isSameText}: HeadPlaces): Swap | undefined {
  const [one, other] = [placeOnHead(first), placeOnHead(second)]
  if (one === undefined || other === undefined) return undefined
  const isSame = isSameText({start: first.start, end: second.end}, {start: one.start, end: other.end})
  return isSame ? {first: one, second: other} : undefined
}

const topOfFile: Place = {start: {line: 1, column: 1, offset: 0}, end: {line: 1, column: 1, offset: 0}}
