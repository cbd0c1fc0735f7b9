import type {Fingerprint} from '../findings/finding.ts'
import {type CommentMarker, readMarker} from '../markdown/marker.ts'
import type {Conversation, Said} from '../review/conversation.ts'
import {type Author, isPerson, isSame} from './author.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'
import {mayDismiss} from './rights.ts'

/**
 * All that was said between us and the people of a pull request, as GitHub shows it now.
 *
 * Only what we wrote ourselves counts, by author and by marker: anyone can copy a marker. One query, more where there are more than a
 * hundred reviews or threads.
 */
export async function loadConversation(octokit: Octokit, ref: PullRef, signal: AbortSignal): Promise<Conversation> {
  const {viewer, pull, reviews, threads} = await listAll(octokit, ref, signal)
  const isOurs = (author: Author | null): boolean => author !== null && isSame(author, viewer)

  const told = threads.flatMap(thread => {
    const [first, ...replies] = present(thread.comments.nodes)
    const marker = first !== undefined && isOurs(first.author) ? readMarker(first.body) : undefined
    return first === undefined || marker?.kind !== 'comment' ? [] : [{thread, first, replies, marker}]
  })
  const said = await Promise.all(
    told.map(async ({thread, first, replies, marker}): Promise<Said> => {
      const isSettled = isFoldedByPerson(first, marker) || (await isDismissed(octokit, ref, pull.author, first, replies, signal))
      return {
        nodeId: first.id,
        id: first.fullDatabaseId,
        body: first.body,
        fingerprints: [...marker.open, ...marker.fixed].map(text => text as Fingerprint),
        path: thread.path,
        line: thread.line ?? undefined,
        isAnswered: replies.length > 0,
        isResolved: thread.isResolved,
        isFolded: first.isMinimized,
        canFold: first.viewerCanMinimize,
        state: isSettled ? 'settled' : marker.open.length > 0 ? 'open' : 'fixed',
      }
    }),
  )
  return {
    said,
    reviews: reviews
      .filter(({author, state, body}) => isOurs(author) && state !== 'PENDING' && hasMarker.test(body))
      .map(({fullDatabaseId, body, commit}) => ({id: fullDatabaseId, body, headSha: commit?.oid ?? ''})),
    locked: pull.locked,
  }
}

/** We fold what is fixed, as outdated. What is folded otherwise was folded by people. */
const isFoldedByPerson = ({isMinimized, minimizedReason}: Comment, {open}: CommentMarker): boolean =>
  isMinimized && (open.length > 0 || minimizedReason?.toLowerCase() !== 'outdated')

/** Also one that we can't read any more marks a review that notified people. */
const hasMarker = /^<!-- listkeeper \{/m

/**
 * A reply or a thumb down says: leave me alone with this. It counts from the pull request's author and from who may sort the
 * repository's pull requests; a passer-by has no word in what a list asks of others.
 */
async function isDismissed(
  octokit: Octokit,
  ref: PullRef,
  author: Author | null,
  {reactions}: Comment,
  replies: readonly Comment[],
  signal: AbortSignal,
): Promise<boolean> {
  const people = replies.map(reply => reply.author).filter(isPerson)
  // Nobody can say any more what somebody who is gone was allowed to.
  if (people.includes(null)) return true
  const thumbs = present(reactions.nodes).flatMap(({user}) => (user === null ? [] : [user.login]))
  const logins = new Set([...thumbs, ...people.flatMap(person => (person === null ? [] : [person.login]))])
  if (author !== null && logins.has(author.login)) return true
  for (const login of logins) if (await mayDismiss(octokit, ref, login, signal)) return true
  return false
}

interface Comment {
  readonly id: string
  readonly fullDatabaseId: string
  readonly body: string
  readonly author: Author | null
  readonly isMinimized: boolean
  readonly minimizedReason: string | null
  readonly viewerCanMinimize: boolean
  readonly reactions: {readonly nodes: Nodes<{readonly user: {readonly login: string} | null}>}
}

interface Thread {
  readonly path: string
  readonly line: number | null
  readonly isResolved: boolean
  readonly comments: {readonly nodes: Nodes<Comment>}
}

interface Review {
  readonly fullDatabaseId: string
  readonly body: string
  readonly state: string
  readonly author: Author | null
  readonly commit: {readonly oid: string} | null
}

type Nodes<Node> = readonly (Node | null)[] | null

interface Page<Node> {
  readonly nodes: Nodes<Node>
  readonly pageInfo: {readonly hasNextPage: boolean; readonly endCursor: string | null}
}

interface Listing {
  readonly viewer: {readonly login: string}
  readonly repository: {
    readonly pullRequest: {
      readonly locked: boolean
      readonly author: Author | null
      /** Left out where all are known. */
      readonly reviews?: Page<Review>
      readonly reviewThreads?: Page<Thread>
    }
  }
}

const query = `
query ($owner: String!, $repo: String!, $number: Int!, $moreReviews: Boolean!, $moreThreads: Boolean!, $afterReview: String, $afterThread: String) {
  viewer {login}
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      locked
      author {__typename login}
      reviews(first: 100, after: $afterReview) @include(if: $moreReviews) {
        nodes {fullDatabaseId body state author {__typename login} commit {oid}}
        pageInfo {hasNextPage endCursor}
      }
      reviewThreads(first: 100, after: $afterThread) @include(if: $moreThreads) {
        nodes {
          path line isResolved
          comments(first: 50) {
            nodes {
              id fullDatabaseId body isMinimized minimizedReason viewerCanMinimize author {__typename login}
              reactions(first: 20, content: THUMBS_DOWN) {nodes {user {login}}}
            }
          }
        }
        pageInfo {hasNextPage endCursor}
      }
    }
  }
}`

/** Reviews and threads of a pull request, all pages of them. */
async function listAll(octokit: Octokit, {owner, repo, number}: PullRef, signal: AbortSignal) {
  const reviews: Review[] = []
  const threads: Thread[] = []
  let afterReview: string | null = null
  let afterThread: string | null = null
  let moreReviews = true
  let moreThreads = true
  for (;;) {
    const variables = {owner, repo, number, moreReviews, moreThreads, afterReview, afterThread}
    // Errors that GitHub tells with status 200 are thrown by octokit.
    const listing: Listing = await octokit.graphql<Listing>(query, {...variables, request: {signal}})
    const pull = listing.repository.pullRequest
    reviews.push(...present(pull.reviews?.nodes ?? null))
    threads.push(...present(pull.reviewThreads?.nodes ?? null))
    moreReviews = pull.reviews?.pageInfo.hasNextPage === true
    moreThreads = pull.reviewThreads?.pageInfo.hasNextPage === true
    if (!moreReviews && !moreThreads) return {viewer: listing.viewer.login, pull, reviews, threads}
    afterReview = pull.reviews?.pageInfo.endCursor ?? null
    afterThread = pull.reviewThreads?.pageInfo.endCursor ?? null
  }
}

const present = <Node>(nodes: Nodes<Node>): Node[] => (nodes ?? []).filter(node => node !== null)
