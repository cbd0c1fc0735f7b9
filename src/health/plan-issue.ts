import {afterPeople, isAskedSince} from './after-people.ts'
import {deadKeys} from './health-groups.ts'
import {issueBody, lastWords, wroteOf} from './issue-body.ts'
import type {IssueMemory} from './issue-memory.ts'
import type {IssueOperation, IssuePlan} from './issue-plan.ts'
import type {IssueSituation} from './issue-situation.ts'
import {readOrders} from './read-orders.ts'
import type {SeenIssue} from './seen-issue.ts'
import {rescanOrder} from './tick.ts'

/** What the issue is called when we make it. People may call it otherwise. */
export const issueTitle = 'Link health'

/** After so many scans in a row without a dead link we close it. */
const cleanScansToClose = 2

/** What people closed stays closed for so long at least (milliseconds). */
const restMs = 30 * 86_400_000

/**
 * What is still to be done so that the one issue shows what we know, and what is to be remembered once it is done.
 *
 * Only dead links open or reopen it. Opening, closing and reopening notify people; edits do not, and are left out where there is nothing new to say.
 */
export function planIssue(situation: IssueSituation): IssuePlan {
  const {issue, settings} = situation
  const memory = afterPeople(situation)
  if (issue === 'disabled') return {operations: [], memory}
  if (settings.issue?.enabled === false) return farewell(situation, memory)
  // Deleted or moved away: whoever asks gets a new one, nobody else does.
  if (issue === 'none' || issue === 'gone')
    return memory.isUnwanted === true ? {operations: [], memory} : opening(situation, memory)
  return issue.state === 'open' ? keeping(situation, issue, memory) : waiting(situation, issue, memory)
}

/** An open issue that the settings do not want any more says so, once, and is left to people. */
function farewell({issue, repository}: IssueSituation, memory: IssueMemory): IssuePlan {
  if (typeof issue === 'string' || issue.state === 'closed') return {operations: [], memory}
  return {operations: edits(issue, lastWords(repository.settingsPath), 'quietly'), memory}
}

function opening(situation: IssueSituation, memory: IssueMemory): IssuePlan {
  if (deadKeys(situation.health).length === 0) return {operations: [], memory}
  const told = tellingNow(situation, {...memory, told: [], fixed: []})
  const {title, label} = {title: issueTitle, label: situation.settings.issue?.label}
  return {
    operations: [{kind: 'create issue', title, body: bodyOf(situation, told), label}],
    memory: notified(told),
  }
}

function keeping(situation: IssueSituation, issue: SeenIssue, memory: IssueMemory): IssuePlan {
  const told = tellingNow(situation, memory)
  const change = edits(issue, bodyOf(situation, told), 'what is new')
  const isClean = told.told.length === 0 && told.cleanScans >= cleanScansToClose && told.isKeptOpen !== true
  if (!isClean) return {operations: change, memory: told}
  return {
    operations: [...change, {kind: 'close issue', number: issue.number}],
    memory: {...notified(told), cleanScans: told.cleanScans, closedMs: situation.nowMs, closedBy: 'us'},
  }
}

/** A closed one is reopened for what is dead, or left as it is but for what somebody asks of us in it. */
function waiting(situation: IssueSituation, issue: SeenIssue, memory: IssueMemory): IssuePlan {
  const told = tellingNow(situation, memory)
  const body = bodyOf(situation, told)
  if (mayReopen(situation, memory)) {
    const {closedMs, closedBy, ...open} = notified(told)
    return {operations: [...edits(issue, body, 'what is new'), {kind: 'reopen issue', number: issue.number}], memory: open}
  }
  const isWatched = readOrders(issue.body).length > 0 || isAskedSince(memory, memory.closedMs ?? 0)
  return {operations: isWatched ? edits(issue, body, 'what is new') : [], memory}
}

function mayReopen({health, nowMs}: IssueSituation, memory: IssueMemory): boolean {
  const {told, closedMs = nowMs, closedBy, isUnwanted} = memory
  const dead = deadKeys(health)
  if (dead.length === 0 || isUnwanted === true) return false
  if (closedBy === 'us' || isAskedSince(memory, closedMs)) return true
  const known = new Set(told)
  return nowMs >= closedMs + restMs && dead.some(key => !known.has(key))
}

/** What it tells of from now on: all that is dead, and what was so until lately. */
function tellingNow({health, trend, nowMs}: IssueSituation, memory: IssueMemory): IssueMemory {
  const told = deadKeys(health)
  const dead = new Set(told)
  const left = new Set(health.links.filter(({state}) => isLeftAlone.has(state.kind)).map(({key}) => key))
  const since = trend.at(-2)?.atMs ?? 0
  const known = (memory.fixed ?? []).filter(({key, atMs}) => atMs >= since && !dead.has(key))
  const isKnown = new Set(known.map(({key}) => key))
  const fresh = memory.told.filter(key => !dead.has(key) && !left.has(key) && !isKnown.has(key))
  return {...memory, told, fixed: [...known, ...fresh.map(key => ({key, atMs: nowMs}))].slice(-mostFixed)}
}

/** More are counted by nobody. */
const mostFixed = 200

/** What people or settings leave alone is not mended. */
const isLeftAlone: ReadonlySet<string> = new Set(['ignored by people', 'ignored by settings', 'secret'])

const bodyOf = (situation: IssueSituation, {fixed = []}: IssueMemory): string =>
  issueBody({...situation, fixed: fixed.map(({key}) => key)})

/** One more notification; and what comes after it is counted from here. */
const notified = (memory: IssueMemory): IssueMemory => ({...memory, cleanScans: 0, notifications: memory.notifications + 1})

/**
 * The edit that is needed, if any: there is something new to say, somebody ticked a box, the text is broken, or another program changed it. What people
 * changed in our words stays until then. `quietly`: only where there is something new.
 */
function edits(issue: SeenIssue, body: string, when: 'what is new' | 'quietly'): readonly IssueOperation[] {
  const [is, should] = [plain(issue.body), plain(body)]
  if (is === should) return []
  const isNews = wroteOf(issue.body) !== wroteOf(body)
  const isBroken = when === 'what is new' && (!is.includes(rescanOrder) || is.length < should.length / 2)
  const isTicked = readOrders(issue.body).length > 0
  return isNews || isBroken || isTicked || issue.isEditedByBot ? [{kind: 'edit issue', number: issue.number, body}] : []
}

/** Browsers send other line ends than we do. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd()
