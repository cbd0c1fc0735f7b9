import {loadConversation} from '../github/load-conversation.ts'
import type {PullRef} from '../github/pull-ref.ts'
import {readMarker} from '../markdown/marker.ts'
import type {Conversation} from '../review/conversation.ts'
import type {Outside, ReviewMemory} from './outside.ts'

/** GitHub's lists can lag behind what was written, or come back empty once: what is missing counts only when two, this far apart, agree. */
const listAgainAfterMs = 3000
const mostListings = 10

/** What was said, with nothing left open: every review that we began is known to be posted, or known not to be. */
export interface Settled {
  readonly conversation: Conversation
  /** False: GitHub does not show a review that it told us it had. Until it does, nobody knows what was said, so nothing may be. */
  readonly isComplete: boolean
  /** REST ids of all reviews that we know to have posted. */
  readonly posted: readonly string[]
}

/**
 * Reads a conversation and brings it together with what we remember.
 *
 * After a kill or a lost answer a review may or may not have been posted. It is looked for until it is found, or missing for good.
 */
export async function settledConversation(outside: Outside, ref: PullRef, signal: AbortSignal): Promise<Settled> {
  const {octokit, history} = outside
  const [memory, first] = await Promise.all([history.read(ref, signal), loadConversation(octokit, ref, signal)])

  const conversation = await listedUntilSure(outside, ref, memory, first, signal)
  const found = begunReview(memory, conversation)
  if (memory.begun !== undefined) await history.finish(ref, found?.id, signal)
  return {
    conversation,
    isComplete: showsAllPosted(memory, conversation),
    posted: found === undefined ? memory.posted : [...memory.posted, found.id],
  }
}

/** A listing that shows everything is believed at once; one that lacks something, when the next one says the same. */
async function listedUntilSure(
  {octokit, pause}: Outside,
  ref: PullRef,
  memory: ReviewMemory,
  first: Conversation,
  signal: AbortSignal,
): Promise<Conversation> {
  let before: Conversation | undefined
  let latest = first
  for (let listings = 1; listings < mostListings; listings++) {
    if (showsEverything(memory, latest) || (before !== undefined && isSame(before, latest))) break
    await pause(listAgainAfterMs, signal)
    before = latest
    latest = await loadConversation(octokit, ref, signal)
  }
  return latest
}

const showsEverything = (memory: ReviewMemory, conversation: Conversation): boolean =>
  showsAllPosted(memory, conversation) &&
  showsAllComments(conversation) &&
  (memory.begun === undefined || begunReview(memory, conversation) !== undefined)

const showsAllPosted = ({posted}: ReviewMemory, {reviews}: Conversation): boolean =>
  posted.every(id => reviews.some(review => review.id === id))

/** A comment that is not there was deleted, which people mean, or is not shown yet. */
const showsAllComments = ({reviews, said}: Conversation): boolean =>
  said.length >= reviews.reduce((sum, {body}) => sum + commentsOf(body), 0)

function commentsOf(body: string): number {
  const marker = readMarker(body)
  return marker?.kind === 'review' ? marker.comments : 0
}

/** The review that was begun and whose answer we never saw: of the same commit, and none of those that we know of. */
const begunReview = ({begun, posted}: ReviewMemory, {reviews}: Conversation) =>
  reviews.find(({id, headSha}) => headSha === begun?.headSha && !posted.includes(id))

const isSame = (a: Conversation, b: Conversation): boolean => idsOf(a) === idsOf(b)

const idsOf = ({reviews, said}: Conversation): string => JSON.stringify([reviews.map(({id}) => id), said.map(({id}) => id)])
