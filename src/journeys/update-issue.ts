import {applyIssue} from '../github/apply-issue.ts'
import {findIssue} from '../github/find-issue.ts'
import {type LoadedIssue, loadIssue} from '../github/load-issue.ts'
import type {RepositoryThere} from '../github/load-repository.ts'
import {settingsPath} from '../github/load-settings.ts'
import type {Octokit} from '../github/octokit.ts'
import {type HealthCheck, healthCheck} from '../health/health-check.ts'
import type {IssueMemory} from '../health/issue-memory.ts'
import type {IssuePlan} from '../health/issue-plan.ts'
import {listHealth} from '../health/list-health.ts'
import {nextScan} from '../health/next-scan.ts'
import {issueTitle, planIssue} from '../health/plan-issue.ts'
import {readOrders} from '../health/read-orders.ts'
import type {IssueThere} from '../health/seen-issue.ts'
import type {Settings} from '../settings/settings.ts'
import {carryOutOrders} from './carry-out-orders.ts'
import type {ScanOutside} from './scan-outside.ts'
import type {KnownHealth} from './scan-store.ts'

/** For which repository, and what people want. */
export interface Keeping {
  readonly octokit: Octokit
  readonly repository: RepositoryThere
  readonly settings: Settings
  /** Somebody asked for a scan just now. */
  readonly wantsScan: boolean
  /** Somebody asked for the scan that is open, or was until now. */
  readonly wasAsked: boolean
  /** When that scan began: who closed the issue after that is right. */
  readonly askedMs?: number | undefined
  readonly isScanning: boolean
}

/** What the check run is to say, of which commit. */
export interface IssueUpdated {
  readonly wantsScan: boolean
  readonly check: HealthCheck
  readonly headSha: string
}

/** Who ticks while we write is heard; somebody who never stops is heard the next time. */
const mostLooks = 5

/**
 * Brings the issue up to date: looks at it, carries out what is ticked in it, plans, writes at once. A tick that comes between our look and our
 * writing reaches us as an event, which keeps it.
 */
export async function updateIssue(
  outside: ScanOutside,
  first: KnownHealth,
  keeping: Keeping,
  signal: AbortSignal,
): Promise<IssueUpdated> {
  const {store, tell} = outside
  const {octokit, repository} = keeping
  const {ref} = repository
  const heard = new Set<string>()
  let known = first
  let wantsScan = keeping.wantsScan
  let memory = await lookedFor(outside, keeping, known.repository.memory, signal)
  let isLookedFor = memory !== known.repository.memory
  for (let looks = 1; ; looks += 1) {
    const loaded = await issueThere(outside, keeping, memory, signal)
    const ticks = newTicks(loaded, heard)
    if (ticks.length > 0 && looks < mostLooks) {
      for (const order of ticks) heard.add(JSON.stringify(order))
      const given = ticks.map(order => ({order, login: loaded.editor ?? '', atMs: outside.now()}))
      wantsScan = (await carryOutOrders(outside, octokit, ref, given, known.holdings.links, signal)).wantsScan || wantsScan
      known = (await store.health(ref.repositoryId, signal)) ?? known
      continue
    }
    const planned = planOf(outside, known, keeping, {issue: loaded.issue, memory, wantsScan})
    const creates = planned.operations.some(({kind}) => kind === 'create issue')
    if (creates && !isLookedFor) {
      // The memory of an earlier life may be lost: before one is created, GitHub says that there is none.
      isLookedFor = true
      memory = await adopted(outside, keeping, memory, signal)
      if (memory.number !== undefined) continue
    }
    const applied = await applyAll(outside, keeping, planned, memory, signal)
    if (applied === 'gone' && looks < mostLooks) continue
    tell('issue kept', {
      repository: `${ref.owner}/${ref.repo}`,
      operations: planned.operations.map(({kind}) => kind).join(', ') || 'none',
    })
    return {wantsScan, check: planned.check(applied === 'gone' ? memory : applied), headSha: known.holdings.headSha}
  }
}

/** Ticks that we have not heard. Those of a program are nobody's. */
function newTicks({issue, editor}: LoadedIssue, heard: ReadonlySet<string>) {
  if (typeof issue === 'string' || issue.isEditedByBot || editor === undefined) return []
  return readOrders(issue.body).filter(order => !heard.has(JSON.stringify(order)))
}

/** An issue that was begun, and whose answer was lost: it is there, or it never was. */
async function lookedFor(outside: ScanOutside, keeping: Keeping, memory: IssueMemory, signal: AbortSignal): Promise<IssueMemory> {
  return memory.begunMs === undefined || memory.number !== undefined ? memory : adopted(outside, keeping, memory, signal)
}

async function adopted(
  {store, pause, tell}: ScanOutside,
  {octokit, repository: {ref, hasIssues}}: Keeping,
  memory: IssueMemory,
  signal: AbortSignal,
): Promise<IssueMemory> {
  const number = hasIssues ? await findIssue(octokit, ref, issueTitle, pause, signal) : undefined
  const {begunMs, ...settled} = memory
  if (number === undefined && begunMs === undefined) return memory
  const notifications = memory.notifications + (number !== undefined && begunMs !== undefined ? 1 : 0)
  const found: IssueMemory = {...settled, notifications, ...(number === undefined ? {} : {number})}
  await store.remember(ref.repositoryId, found, signal)
  if (number !== undefined) tell('issue found', {repository: `${ref.owner}/${ref.repo}`, issue: number})
  return found
}

async function issueThere(
  {pause}: ScanOutside,
  {octokit, repository: {ref, hasIssues}}: Keeping,
  {number}: IssueMemory,
  signal: AbortSignal,
): Promise<LoadedIssue> {
  if (!hasIssues) return {issue: 'disabled', editor: undefined}
  return number === undefined ? {issue: 'none', editor: undefined} : loadIssue(octokit, ref, number, pause, signal)
}

interface Moment {
  readonly issue: IssueThere
  readonly memory: IssueMemory
  readonly wantsScan: boolean
}

function planOf({now}: ScanOutside, known: KnownHealth, keeping: Keeping, {issue, memory, wantsScan}: Moment) {
  const {holdings, records, decisions, trend} = known
  const {settings, wasAsked, askedMs, isScanning, repository} = keeping
  const {ref, webUrl} = repository
  const nowMs = now()
  const health = listHealth({links: holdings.links, records, decisions, settings, nowMs})
  const nextMs = nextScan(settings.issue?.schedule, ref.repositoryId, nowMs).dueMs
  const plan = planIssue({
    health,
    trend,
    issue,
    memory,
    isAsked: wantsScan || wasAsked,
    ...(wantsScan || askedMs === undefined ? {} : {askedMs}),
    isScanning: wantsScan || isScanning,
    nextMs,
    settings,
    repository: {webUrl, headSha: holdings.headSha, settingsPath},
    notes: holdings.notes,
    nowMs,
  })
  const closes = plan.operations.some(({kind}) => kind === 'close issue')
  const opens = plan.operations.some(({kind}) => kind === 'reopen issue' || kind === 'create issue')
  const isOpen = opens || (typeof issue !== 'string' && issue.state === 'open' && !closes)
  return {
    ...plan,
    /** `memory`: as it is once the plan is done. */
    check: (memory: IssueMemory): HealthCheck =>
      healthCheck(health, nextMs, isOpen && memory.number !== undefined ? `${webUrl}/issues/${memory.number}` : undefined),
  }
}

/** Does what is planned, in its order, and remembers it; what could not be done is planned again the next time. `gone`: the issue went away, look again. */
async function applyAll(
  {store, now, tell}: ScanOutside,
  {octokit, repository: {ref}}: Keeping,
  plan: IssuePlan,
  before: IssueMemory,
  signal: AbortSignal,
): Promise<IssueMemory | 'gone'> {
  let memory = plan.memory
  for (const operation of plan.operations) {
    const creates = operation.kind === 'create issue'
    if (creates) await store.remember(ref.repositoryId, begunAt(plan.memory, now()), signal)
    const applied = await applyIssue(octokit, ref, operation, signal)
    tell(`${operation.kind}: ${applied.kind}`, {repository: `${ref.owner}/${ref.repo}`})
    if (applied.kind !== 'done') {
      if (creates) await store.remember(ref.repositoryId, before, signal)
      return applied.kind === 'gone' && !creates ? 'gone' : before
    }
    if (applied.number !== undefined) memory = {...memory, number: applied.number}
  }
  const {begunMs: _, ...settled} = memory
  await store.remember(ref.repositoryId, settled, signal)
  return settled
}

/** What is remembered while nobody knows whether the issue was created: that people were told by it is not counted yet. */
function begunAt({number: _, ...memory}: IssueMemory, begunMs: number): IssueMemory {
  return {...memory, notifications: Math.max(0, memory.notifications - 1), begunMs}
}
