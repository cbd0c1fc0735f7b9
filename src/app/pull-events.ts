import type {Probot} from 'probot'
import {numberIn, type PullRef} from '../github/pull-ref.ts'
import {type AboutRepository, nameOf, refOf} from './about.ts'
import {pullsOfCommit} from './pulls-of-commit.ts'
import type {Receive} from './receive.ts'

/** What an event about a pull request carries besides. */
interface AboutPull extends AboutRepository {
  readonly number: number
  readonly pull_request: {readonly head: {readonly sha: string}}
}

/**
 * Events of pull requests.
 *
 * No event says what is to be done: the job looks at the pull request as it is when it runs. Events come late, twice and in any
 * order, so one that says `closed` only means that there is something new to look at.
 */
export function receivePullEvents(probot: Pick<Probot, 'on'>, receive: Receive): void {
  probot.on(
    ['pull_request.opened', 'pull_request.synchronize', 'pull_request.reopened', 'pull_request.ready_for_review'],
    async context => {
      await receivePulls(receive, context, pullOf(context.payload))
    },
  )

  probot.on('pull_request.closed', async context => {
    // Another one with the same commit shares its check run, which must speak of this one no longer.
    const {number, pull_request: pull} = context.payload
    const ids = await pullsOfCommit(context, pull.head.sha).catch(() => [])
    const others = new Set(ids.map(numberIn).filter(id => id !== undefined))
    others.delete(number)
    await receivePulls(receive, context, [...pullOf(context.payload), ...pullRefs(context.payload, [...others])])
  })

  probot.on('pull_request.edited', async context => {
    // A new title changes nothing; another base branch changes everything.
    if (context.payload.changes.base === undefined) return
    await receivePulls(receive, context, pullOf(context.payload))
  })
}

/** With the head as the event tells it: for some moments after a push GitHub's API may still show the one before. */
const pullOf = (payload: AboutPull): PullRef[] =>
  pullRefs(payload, [payload.number]).map(ref => ({...ref, headSha: payload.pull_request.head.sha}))

/** Pull requests of the repository that an event is about. */
export function pullRefs(payload: AboutRepository, numbers: readonly number[]): PullRef[] {
  const ref = refOf(payload)
  return ref === undefined ? [] : numbers.map(number => ({...ref, number}))
}

/** Has pull requests looked at, if there are any. */
export async function receivePulls(
  receive: Receive,
  event: Parameters<Receive>[0],
  pulls: readonly PullRef[],
  more: Omit<Parameters<Receive>[1], 'about' | 'pulls'> = {},
): Promise<void> {
  if (pulls.length > 0) await receive(event, {about: aboutPulls(pulls), pulls, ...more})
}

/** For the log, a line a pull request. */
export const aboutPulls = (pulls: readonly PullRef[]): readonly Readonly<Record<string, string>>[] =>
  pulls.map(ref => ({pull: `${nameOf(ref)}#${ref.number}`}))
