import type {Finding, Fingerprint} from '../findings/finding.ts'
import {amendReview} from './amend-review.ts'
import {checkResult} from './check-result.ts'
import type {Conversation} from './conversation.ts'
import {type Memory, remember} from './memory.ts'
import {newComment, newSpots} from './new-comments.ts'
import {numbered} from './numbered.ts'
import type {ReviewPlan} from './plan.ts'
import {reviewBody} from './review-body.ts'
import type {Situation} from './situation.ts'
import {type Update, updateComments} from './update-comments.ts'

export type {Situation} from './situation.ts'

/** At most this many reviews in a pull request's life: each one notifies its people (invariant 1). */
export const reviewsPerPullRequest = 2

/** What is still to be done so that the pull request shows what we know. Nothing to do is the check run alone. */
export function planReview(situation: Situation): ReviewPlan {
  const {inspection, conversation, headSha, limits, voice} = situation
  const findings = numbered(inspection.findings)
  const memory = remember(situation)

  const left = findings.filter(({fingerprint}) => !memory.settled.has(fingerprint))
  const isOfBase = ({rule, path}: Finding) => rule === 'settings' && path !== situation.settingsPath
  const unsaid = left.filter(finding => !isOfBase(finding) && !memory.told.has(finding.fingerprint))
  const mayWrite = voice !== 'check run only' && !conversation.locked && situation.isComplete

  const edits = mayWrite ? updateComments({all: findings, left, unsaid}, situation) : []
  const joined = new Set(edits.flatMap(({joined}) => joined))
  const fresh = unsaid.filter(({fingerprint}) => !joined.has(fingerprint))
  const news = mayWrite && voice === 'aloud' && mayCreate(situation, memory) ? newSpots(fresh, memory, situation) : []
  const review = news.map(spot => newComment(spot, situation))

  const shown = new Set([...shownNow(conversation, edits), ...review.flatMap(({fingerprints}) => fingerprints)])
  const onLines = left.filter(({fingerprint}) => shown.has(fingerprint))
  const here = left.filter(({fingerprint}) => !shown.has(fingerprint))
  const told = news.flatMap(({findings}) => findings)
  const [deletions, others] = partition(
    edits.flatMap(({operations}) => operations),
    ({kind}) => kind === 'delete comment',
  )
  return [
    ...others,
    ...(mayWrite ? amendReview(edits, situation) : []),
    ...deletions,
    ...(review.length === 0
      ? []
      : [
          {
            kind: 'create review',
            headSha,
            body: reviewBody({told, comments: review.length, more: here.length, ...firstWords(situation)}),
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
        dismissed: findings.map(({fingerprint}) => fingerprint).filter(one => situation.dismissed.includes(one)),
        settingsPath: situation.settingsPath,
        failOn: limits.failOn ?? 'error',
        aloud: mayWrite ? situation.moment : undefined,
      }),
    },
  ]
}

const partition = <Item>(items: readonly Item[], is: (item: Item) => boolean): readonly [Item[], Item[]] => [
  items.filter(is),
  items.filter(item => !is(item)),
]

/** What only the first review says: it remembers for all. */
const firstWords = ({headSha, guide, dismissed, conversation}: Situation) =>
  conversation.reviews.length === 0 ? {headSha, guide, dismissed} : {headSha, guide}

const mayCreate = ({isDraft, limits}: Situation, {reviews, isFull}: Memory): boolean =>
  reviews < reviewsPerPullRequest && !isFull && limits.mode !== 'check-only' && (!isDraft || limits.drafts === true)

/** What our comments tell of once the plan is applied. */
const shownNow = ({said}: Conversation, updates: readonly Update[]): readonly Fingerprint[] => {
  const changed = new Map(updates.map(one => [one.said.id, one.open]))
  return said.flatMap(one => changed.get(one.id) ?? (one.isResolved ? [] : one.fingerprints))
}

const bodiesNow = ({said}: Conversation, updates: readonly Update[]): readonly string[] => {
  const changed = new Map(updates.map(({said: {id}, operations}) => [id, operations]))
  return said
    .filter(({state, isResolved}) => state !== 'settled' && !isResolved)
    .map(one => {
      const operations = changed.get(one.id) ?? []
      if (operations.some(({kind}) => kind === 'delete comment')) return ''
      return operations.find(operation => operation.kind === 'edit comment')?.body ?? one.body
    })
}

const hasFix = (body: string): boolean => /^`{3,}suggestion$/m.test(body)
