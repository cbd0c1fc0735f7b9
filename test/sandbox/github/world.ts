import type {Comparison} from './changes.ts'
import type {Side} from './hunks.ts'
import type {Lagged, Stamp} from './lag.ts'
import type {Ledger, Notification} from './ledger.ts'
import type {Objects} from './objects.ts'
import type {App} from './permissions.ts'
import type {ReactionContent, Review} from './pull.ts'
import type {Role} from './repository.ts'

export interface Account {
  readonly id: number
  readonly login: string
  readonly type: 'User' | 'Bot'
}

export interface Installation {
  readonly id: number
  readonly account: Account
  suspended: boolean
  readonly createdMs: number
  /** Undefined: all repositories of the account; else those that its owner chose. */
  chosen: Set<RepoState> | undefined
}

export interface Reaction {
  readonly id: number
  readonly user: Account
  readonly content: ReactionContent
  readonly createdMs: number
}

/** Whatever people write under something: its text lags, it can be folded and reacted to. */
export interface Remark {
  readonly id: number
  readonly nodeId: string
  readonly author: Account
  readonly body: Lagged<string>
  readonly createdMs: number
  updatedMs: number
  minimized: string | undefined
  readonly reactions: Reaction[]
  readonly stamp: Stamp | undefined
}

export interface TopicComment extends Remark {
  readonly kind: 'topic comment'
  readonly topic: Topic
}

export interface ReviewState {
  readonly kind: 'review'
  readonly id: number
  readonly nodeId: string
  readonly pull: PullState
  readonly author: Account
  state: Review['state']
  body: string
  readonly commitId: string
  submittedMs: number | undefined
  stamp: Stamp | undefined
}

export interface LineComment extends Remark {
  readonly kind: 'line comment'
  readonly thread: ThreadState
  readonly review: ReviewState
  readonly replyTo: LineComment | undefined
}

/** Where a thread was begun, or where it stands now. Lines of a comment on a whole file are undefined. */
export interface Spot {
  readonly commitId: string
  readonly line: number | undefined
  readonly startLine: number | undefined
  readonly position: number | undefined
}

export interface ThreadState {
  readonly kind: 'thread'
  readonly nodeId: string
  readonly pull: PullState
  readonly path: string
  readonly side: Side
  readonly startSide: Side | undefined
  readonly subject: 'line' | 'file'
  readonly diffHunk: string
  readonly original: Spot
  /** On today's head; undefined once outdated. */
  now: Spot | undefined
  resolvedBy: Account | undefined
  readonly comments: LineComment[]
}

export interface Topic {
  readonly kind: 'issue' | 'pull'
  readonly id: number
  readonly nodeId: string
  readonly repo: RepoState
  readonly number: number
  readonly author: Account
  title: string
  body: string
  state: 'open' | 'closed'
  stateReason: 'completed' | 'reopened' | 'not_planned' | 'duplicate' | undefined
  locked: boolean
  readonly createdMs: number
  updatedMs: number
  closedMs: number | undefined
  closedBy: Account | undefined
  /** Who changed its body last, after it was written. */
  edited: {readonly by: Account; readonly atMs: number} | undefined
  /** Names, as its repository spells them. */
  labels: string[]
  /** Each time that it was closed or reopened, oldest first. */
  readonly turns: Turn[]
  readonly comments: TopicComment[]
  readonly reactions: Reaction[]
  readonly stamp: Stamp | undefined
}

/** Somebody closed an issue or opened it again. */
export interface Turn {
  readonly kind: 'closed' | 'reopened'
  readonly id: number
  readonly by: Account
  readonly atMs: number
  readonly reason: Topic['stateReason']
}

export interface Label {
  readonly id: number
  readonly name: string
  readonly color: string
  readonly description: string | null
}

export interface PullState extends Topic {
  readonly kind: 'pull'
  /** GitHub numbers a pull request and the issue that it is by two ids. */
  readonly pullId: number
  draft: boolean
  readonly headRepo: RepoState
  readonly headBranch: string
  baseBranch: string
  /** The base's tip when the pull request was opened or last pushed to, as payloads carry it. */
  baseSha: string
  readonly head: Lagged<string>
  /** Today's base and head compared. */
  change: Comparison
  merged: {readonly by: Account; readonly sha: string; readonly atMs: number} | undefined
  readonly reviews: ReviewState[]
  readonly threads: ThreadState[]
}

export interface CheckSuite {
  readonly id: number
  readonly headSha: string
  readonly headBranch: string | undefined
  readonly createdMs: number
}

export interface Annotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number | undefined
  readonly end_column?: number | undefined
  readonly annotation_level: string
  readonly message: string
  readonly title?: string | undefined
  readonly raw_details?: string | undefined
}

export interface CheckRunState {
  readonly kind: 'check run'
  readonly id: number
  readonly nodeId: string
  readonly repo: RepoState
  readonly suite: CheckSuite
  readonly headSha: string
  name: string
  status: 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending'
  conclusion: 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required' | undefined
  title: string | undefined
  summary: string | undefined
  text: string | undefined
  externalId: string | undefined
  detailsUrl: string | undefined
  readonly annotations: Annotation[]
  actions: readonly {readonly label: string; readonly description: string; readonly identifier: string}[]
  startedMs: number
  completedMs: number | undefined
  readonly stamp: Stamp | undefined
}

/** What a repository's people say of it. */
export interface About {
  readonly description?: string
  readonly homepage?: string
  /** SPDX id; `NOASSERTION` is what GitHub says of a licence that it does not recognise. */
  readonly licence?: string
  readonly stars?: number
}

export interface RepoState {
  readonly kind: 'repository'
  readonly id: number
  readonly nodeId: string
  readonly owner: Account
  name: string
  readonly formerNames: string[]
  readonly folder: string
  readonly objects: Objects
  private: boolean
  archived: boolean
  hasIssues: boolean
  about: About
  defaultBranch: string
  readonly parent: RepoState | undefined
  readonly collaborators: Map<string, Role>
  /** Branches whose conversations must be resolved before merging. */
  readonly demandResolution: Set<string>
  readonly branches: Map<string, string>
  readonly topics: Map<number, Topic | PullState>
  /** Numbers are never given twice. */
  lastNumber: number
  /** Issues that are here no longer: deleted, or moved to where they are now. */
  readonly gone: Map<number, Topic | 'deleted'>
  /** By name in small letters. */
  readonly labels: Map<string, Label>
  readonly suites: CheckSuite[]
  readonly checkRuns: CheckRunState[]
  readonly createdMs: number
  pushedMs: number
  /** Changes of refs come one after the other. */
  turn: Promise<unknown>
}

/** What a node id of GraphQL stands for. */
export type Node = RepoState | Topic | PullState | TopicComment | LineComment | ReviewState | ThreadState | CheckRunState

/** Everything this GitHub knows. Its modules are functions on it. */
export interface World {
  readonly url: string
  readonly folder: string
  readonly app: App
  readonly appId: string
  readonly bot: Account
  readonly accounts: Map<string, Account>
  readonly installations: Installation[]
  readonly repositories: RepoState[]
  readonly nodes: Map<string, Node>
  readonly ledger: Ledger
  readonly startedMs: number
  readonly hook: {url: string; secret: string}
  now(): number
  newId(): number
  /** For a write that happens now: when it comes to be seen. */
  stamp(): Stamp | undefined
  /** Compares two commits of a repository; remembered. */
  compare(repo: RepoState, base: string, head: string): Promise<Comparison>
  /** Sends an event to the app, if it hears of it. */
  emit(event: string, repo: RepoState | undefined, payload: EventPayload): void
}

/** What is particular to an event; who sends it adds repository, installation and sender. */
export interface EventPayload {
  readonly action?: string
  readonly sender: Account
  readonly [part: string]: unknown
}

/** The account of a login, which exists as soon as it is named. */
export function account(world: World, login: string): Account {
  const key = login.toLowerCase()
  const known = world.accounts.get(key)
  if (known !== undefined) return known
  const made = {id: world.newId(), login, type: login.endsWith('[bot]') ? 'Bot' : 'User'} as const
  world.accounts.set(key, made)
  return made
}

/** An opaque id as GraphQL has them. */
export const nodeId = (prefix: string, id: number): string =>
  `${prefix}_${Buffer.from(`04:${prefix}${id}`).toString('base64url')}`

export const fullName = (repo: RepoState): string => `${repo.owner.login}/${repo.name}`

/** A repository by its name today, or undefined. */
export const findRepo = (world: World, owner: string, name: string): RepoState | undefined => {
  const wanted = `${owner}/${name}`.toLowerCase()
  return world.repositories.find(repo => fullName(repo).toLowerCase() === wanted)
}

/** A repository by a name that it once had. */
export const findMovedRepo = (world: World, owner: string, name: string): RepoState | undefined =>
  world.repositories.find(
    repo =>
      repo.owner.login.toLowerCase() === owner.toLowerCase() &&
      repo.formerNames.some(former => former.toLowerCase() === name.toLowerCase()),
  )

/** The app's installation on a repository: on all of an account's, unless its owner chose some. */
export const installationOf = (world: World, repo: RepoState): Installation | undefined =>
  world.installations.find(({account, chosen}) => account === repo.owner && (chosen === undefined || chosen.has(repo)))

/** The number of the next issue or pull request: GitHub gives none twice, also not that of a deleted one. */
export const nextNumber = (repo: RepoState): number => ++repo.lastNumber

export const pullsOf = (repo: RepoState): readonly PullState[] => [...repo.topics.values()].filter(isPull)

export const isPull = (topic: Topic): topic is PullState => topic.kind === 'pull'

/** Where people see a thing: `ada/ants#1`. */
export const place = (topic: Topic): string => `${fullName(topic.repo)}#${topic.number}`

const rank = {none: 0, read: 1, triage: 2, write: 3, maintain: 4, admin: 5} as const

/** What a person may do in a repository. */
export function roleOf(repo: RepoState, login: string): Role {
  if (repo.owner.login.toLowerCase() === login.toLowerCase()) return 'admin'
  return repo.collaborators.get(login.toLowerCase()) ?? (repo.private ? 'none' : 'read')
}

export const hasRole = (repo: RepoState, login: string, least: Role): boolean => rank[roleOf(repo, login)] >= rank[least]

export function notify(world: World, notification: Omit<Notification, 'atMs'>): void {
  world.ledger.notifications.push({...notification, atMs: world.now()})
}

/** Does one thing to a repository's refs after the other. */
export function inTurn<Value>(repo: RepoState, act: () => Promise<Value>): Promise<Value> {
  const result = repo.turn.then(act, act)
  repo.turn = result.catch(() => {})
  return result
}
