import {deadKeys} from './health-groups.ts'
import type {IssueMemory} from './issue-memory.ts'
import type {IssueSituation} from './issue-situation.ts'
import type {ScanCounts} from './scan-counts.ts'
import type {SeenIssue} from './seen-issue.ts'

/**
 * What is to be remembered now that we see what people did to the issue, and which scans ended since.
 *
 * All of it follows from what is seen, so that nothing is lost or counted twice when what we remembered last was lost.
 */
export function afterPeople({memory, issue, trend, isAsked, nowMs, askedMs = nowMs, health}: IssueSituation): IssueMemory {
  if (issue === 'disabled') return memory
  const counted = withScans(isAsked ? asked(memory, askedMs) : memory, trend)
  if (issue === 'none') return withoutIssue(counted)
  if (issue === 'gone') {
    const goneMs = memory.goneMs ?? nowMs
    return isAsked && askedMs >= goneMs ? withoutIssue(counted) : {...counted, isUnwanted: true, goneMs}
  }
  return issue.state === 'open' ? seenOpen(counted, issue, deadKeys(health).length > 0) : seenClosed(counted, issue, nowMs)
}

const asked = ({isUnwanted, ...memory}: IssueMemory, askedMs: number): IssueMemory => ({
  ...memory,
  askedMs: Math.max(memory.askedMs ?? 0, askedMs),
})

function withScans(memory: IssueMemory, trend: readonly ScanCounts[]): IssueMemory {
  const fresh = trend.filter(({atMs}) => memory.countedMs === undefined || atMs > memory.countedMs)
  const last = fresh.at(-1)
  if (last === undefined) return memory
  const cleanScans = fresh.reduce((count, {dead}) => (dead === 0 ? count + 1 : 0), memory.cleanScans)
  return {...memory, cleanScans, countedMs: last.atMs}
}

const withoutIssue = ({number, goneMs, closedMs, closedBy, begunMs, isKeptOpen, ...memory}: IssueMemory): IssueMemory => memory

function seenOpen(memory: IssueMemory, {number}: SeenIssue, isDead: boolean): IssueMemory {
  const {goneMs, closedMs, closedBy, isUnwanted, begunMs, isKeptOpen, ...rest} = memory
  const isReopened = closedMs !== undefined
  const keep = !isDead && (isReopened || isKeptOpen === true)
  return {
    ...rest,
    number,
    // Who reopens it starts anew: the clean scans before that are no reason to close it.
    cleanScans: isReopened ? 0 : rest.cleanScans,
    notifications: rest.notifications + (begunMs === undefined ? 0 : 1),
    ...(keep ? {isKeptOpen: true} : {}),
  }
}

function seenClosed(
  memory: IssueMemory,
  {number, body, closedMs, isClosedByUs, stateReason}: SeenIssue,
  nowMs: number,
): IssueMemory {
  const {goneMs, begunMs, isKeptOpen, isUnwanted, closedBy, ...rest} = memory
  const byUs = isClosedByUs ?? closedBy === 'us'
  const atMs = closedMs ?? rest.closedMs ?? nowMs
  const unwanted = !byUs && (stateReason === 'not_planned' || stateReason === 'duplicate') && !isAskedSince(rest, atMs)
  // We closed it, or made it, and could not remember that any more.
  const forgotten = (byUs && rest.closedMs === undefined ? 1 : 0) + (begunMs === undefined ? 0 : 1)
  return {
    ...rest,
    number,
    // What stood in it when it was closed was told, even if we could not remember that any more.
    told: rest.closedMs === undefined ? [...new Set([...rest.told, ...keysIn(body)])].toSorted() : rest.told,
    closedMs: atMs,
    closedBy: byUs ? 'us' : 'people',
    notifications: rest.notifications + forgotten,
    ...(unwanted ? {isUnwanted: true} : {}),
  }
}

/** Keys of the links that were told as dead, or nearly so: what rides along has no box to snooze it. */
const keysIn = (body: string): readonly string[] =>
  [...body.matchAll(/<!-- listkeeper snooze ([0-9a-f]{16}) -->/g)].flatMap(([, key]) => key ?? [])

/** Whether somebody wanted to hear of it after it was closed. */
export const isAskedSince = ({askedMs}: IssueMemory, closedMs: number): boolean => askedMs !== undefined && askedMs > closedMs
