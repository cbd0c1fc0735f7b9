import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {pressAction, runsOf} from './check-runs.ts'
import {emit} from './events.ts'
import {initRepository, setRef} from './git.ts'
import {addToInstallation, chooseRepositories, removeFromInstallation} from './installations.ts'
import {type Issue, openIssue, openIssueHandle} from './issue.ts'
import {lagged} from './lag.ts'
import {openObjects} from './objects.ts'
import {type CheckRun, openPullHandle, type Pull, showRun} from './pull.ts'
import {branchMoved, commit, ofPull, push, setPullRef} from './pushes.ts'
import {refusal} from './refuse.ts'
import {
  type About,
  type Account,
  account,
  findRepo,
  fullName,
  hasRole,
  installationOf,
  inTurn,
  isPull,
  nextNumber,
  nodeId,
  type PullState,
  pullsOf,
  type RepoState,
  type World,
} from './world.ts'

/** What becomes of a file: its text, an edit of its old text (which is empty for a new file), or undefined to delete it. */
export type FileEdit =
  | string
  | Uint8Array
  | undefined
  | ((old: string) => string | undefined)
  | {readonly symlink: string}
  | {readonly submodule: string}

export type Files = Readonly<Record<string, FileEdit>>

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin'

export interface RepositoryOptions {
  readonly defaultBranch?: string
  readonly private?: boolean
  /** Who made the first commit (default: the owner). */
  readonly author?: string
  readonly about?: About
  /** Default true. Without the app nobody is told of it until `github.install` or `repository.addApp`. */
  readonly app?: boolean
}

export interface NewPull {
  readonly title: string
  readonly branch: string
  readonly files: Files
  readonly author?: string
  readonly body?: string
  readonly draft?: boolean
  /** Branch to merge into (default: the default branch). */
  readonly base?: string
  /** From the author's fork, which is made if there is none. */
  readonly fromFork?: boolean
  readonly message?: string
}

/** A repository, as people use it. */
export interface Repository {
  /** `ada/awesome-ants`. */
  readonly fullName: string
  readonly id: number
  readonly installationId: number
  readonly defaultBranch: string
  readonly private: boolean
  /** Git URL that a person can clone, fetch and push to without a password. Who pushes is the commit's author, if there is such an account, else the owner. */
  readonly remote: string
  /** Commits to a branch (made from the default branch if it is new) and sends what GitHub sends. Resolves with the commit. */
  push(branch: string, files: Files, message?: string, options?: {author?: string}): Promise<string>
  tip(branch?: string): string | undefined
  text(path: string, ref?: string): Promise<string | undefined>
  openPull(pull: NewPull): Promise<Pull>
  pulls(): readonly Pull[]
  /** Somebody opens an issue. */
  openIssue(issue: {title: string; body?: string}, login?: string): Promise<Issue>
  /** Those that are here, oldest first. */
  issues(): readonly Issue[]
  /** Of the tip of a branch (default: the default branch), newest first. */
  checkRuns(branch?: string): readonly CheckRun[]
  /** Presses a button of a check run, which people with write access see. */
  pressAction(checkRunId: number, identifier: string, login?: string): Promise<void>
  fork(login: string): Promise<Repository>
  /** Somebody deletes their fork; pull requests from it stay open. */
  deleteFork(login: string): Promise<void>
  addCollaborator(login: string, role: Role): void
  setBranchRules(rules: {requiresResolvedConversations: boolean; branch?: string}): void
  archive(login?: string): void
  unarchive(login?: string): void
  rename(name: string, login?: string): void
  makePrivate(login?: string): void
  makePublic(login?: string): void
  /** Another branch of it becomes the default one. */
  changeDefaultBranch(branch: string, login?: string): void
  /** For good. */
  delete(login?: string): Promise<void>
  /** No event tells of it. */
  disableIssues(): void
  enableIssues(): void
  /** The owner takes it away from the app, which stays on the account's other repositories. */
  removeApp(): void
  addApp(): void
  deleteBranch(branch: string, login?: string): Promise<void>
}

/** Makes a repository with its first commit. */
export async function createRepository(
  world: World,
  name: string,
  files: Files,
  options: RepositoryOptions = {},
): Promise<RepoState> {
  const [owner = '', repoName = ''] = name.split('/')
  if (findRepo(world, owner, repoName) !== undefined) throw refusal(422, `${name} already exists on this account`)
  const repo = await addRepository(world, account(world, owner), repoName, {...options, parent: undefined})
  const author = account(world, options.author ?? owner)
  if (options.app === false) chooseRepositories(world, repo)
  else addToInstallation(world, repo)
  await push(world, repo, repo.defaultBranch, files, 'Initial commit', author)
  return repo
}

/** A repository, as people use it. */
export function openRepositoryHandle(world: World, repo: RepoState): Repository {
  const who = (login: string | undefined): Account => (login === undefined ? repo.owner : account(world, login))
  return {
    get fullName() {
      return fullName(repo)
    },
    id: repo.id,
    get installationId() {
      return installationOf(world, repo)?.id ?? 0
    },
    get defaultBranch() {
      return repo.defaultBranch
    },
    get private() {
      return repo.private
    },
    get remote() {
      return `${world.url}/${fullName(repo)}.git`
    },
    push: (branch, files, message = `Change ${Object.keys(files).join(', ')}`, options = {}) =>
      push(world, repo, branch, files, message, who(options.author)),
    tip: (branch = repo.defaultBranch) => repo.branches.get(branch),
    text: async (path, ref = repo.defaultBranch) => repo.objects.text(repo.branches.get(ref) ?? ref, path),
    openPull: async asked => openPullHandle(world, await openPull(world, repo, asked)),
    pulls: () => pullsOf(repo).map(pull => openPullHandle(world, pull)),
    openIssue: async (issue, login) => openIssue(world, repo, issue, login),
    issues: () => [...repo.topics.values()].filter(topic => !isPull(topic)).map(topic => openIssueHandle(world, topic)),
    checkRuns: (branch = repo.defaultBranch) => runsOf(repo, repo.branches.get(branch) ?? '').map(showRun),
    async pressAction(checkRunId, identifier, login) {
      const run = repo.checkRuns.find(({id}) => id === checkRunId)
      if (run === undefined) throw refusal(404, 'Not Found')
      if (!hasRole(repo, who(login).login, 'write')) throw refusal(403, `${who(login).login} does not see this button`)
      pressAction(world, run, identifier, who(login))
    },
    fork: async login => openRepositoryHandle(world, await fork(world, repo, account(world, login))),
    deleteFork: login => deleteFork(world, repo, login),
    addCollaborator: (login, role) => {
      account(world, login)
      repo.collaborators.set(login.toLowerCase(), role)
    },
    setBranchRules: ({requiresResolvedConversations, branch = repo.defaultBranch}) => {
      if (requiresResolvedConversations) repo.demandResolution.add(branch)
      else repo.demandResolution.delete(branch)
    },
    archive: login => {
      repo.archived = true
      emit(world, 'repository.archived', repo, who(login), {})
    },
    rename: (name, login) => {
      const from = repo.name
      repo.formerNames.push(from)
      repo.name = name
      emit(world, 'repository.renamed', repo, who(login), {changes: {repository: {name: {from}}}})
    },
    unarchive: login => {
      repo.archived = false
      emit(world, 'repository.unarchived', repo, who(login), {})
    },
    makePrivate: login => {
      repo.private = true
      emit(world, 'repository.privatized', repo, who(login), {})
    },
    makePublic: login => {
      repo.private = false
      emit(world, 'repository.publicized', repo, who(login), {})
    },
    changeDefaultBranch: (branch, login) => {
      if (!repo.branches.has(branch)) throw refusal(404, 'Branch not found')
      const from = repo.defaultBranch
      repo.defaultBranch = branch
      emit(world, 'repository.edited', repo, who(login), {changes: {default_branch: {from}}})
    },
    delete: login => deleteRepository(world, repo, who(login)),
    disableIssues: () => {
      repo.hasIssues = false
    },
    enableIssues: () => {
      repo.hasIssues = true
    },
    removeApp: () => removeFromInstallation(world, repo),
    addApp: () => addToInstallation(world, repo),
    deleteBranch: (branch, login) =>
      inTurn(repo, async () => {
        await setRef(repo.folder, `refs/heads/${branch}`, undefined)
        await branchMoved(world, repo, branch, undefined, who(login))
      }),
  }
}

async function openPull(world: World, repo: RepoState, asked: NewPull): Promise<PullState> {
  if (repo.archived) throw refusal(403, 'Repository was archived so is read-only.')
  const {title, branch, files, body = '', draft = false, base = repo.defaultBranch, fromFork = false} = asked
  const author = account(world, asked.author ?? 'contributor')
  const headRepo = fromFork ? await fork(world, repo, author) : repo
  const tip = repo.branches.get(base)
  if (tip === undefined) throw refusal(422, `No branch ${base}`)
  if (
    pullsOf(repo).some(
      pull => pull.state === 'open' && pull.headRepo === headRepo && pull.headBranch === branch && pull.baseBranch === base,
    )
  ) {
    throw refusal(422, `A pull request already exists for ${headRepo.owner.login}:${branch}.`)
  }
  const head = await inTurn(headRepo, async () => {
    const parent = headRepo.branches.get(branch) ?? tip
    if (Object.keys(files).length === 0) return parent
    const sha = await commit(world, headRepo, {branch, parent, files, message: asked.message ?? title, author})
    await branchMoved(world, headRepo, branch, sha, author)
    return sha
  })
  const pull = await addPull(world, repo, {title, body, draft, author, base, tip, head, headRepo, branch})
  emit(world, 'pull_request.opened', repo, author, ofPull(world, pull))
  return pull
}

interface PullParts {
  readonly title: string
  readonly body: string
  readonly draft: boolean
  readonly author: Account
  readonly base: string
  readonly tip: string
  readonly head: string
  readonly headRepo: RepoState
  readonly branch: string
}

async function addPull(world: World, repo: RepoState, parts: PullParts): Promise<PullState> {
  const {title, body, draft, author, base, tip, head, headRepo, branch} = parts
  const id = world.newId()
  const nowMs = world.now()
  const pull: PullState = {
    kind: 'pull',
    id: world.newId(),
    pullId: id,
    nodeId: nodeId('PR', id),
    repo,
    number: nextNumber(repo),
    author,
    title,
    body,
    state: 'open',
    stateReason: undefined,
    locked: false,
    createdMs: nowMs,
    updatedMs: nowMs,
    closedMs: undefined,
    closedBy: undefined,
    edited: undefined,
    labels: [],
    turns: [],
    comments: [],
    reactions: [],
    stamp: undefined,
    draft,
    headRepo,
    headBranch: branch,
    baseBranch: base,
    baseSha: tip,
    head: lagged(head),
    change: {base: tip, head, mergeBase: undefined, files: [], ahead: [], behind: 0},
    merged: undefined,
    reviews: [],
    threads: [],
  }
  // The number is taken before anything is awaited, so that two opened at once differ.
  repo.topics.set(pull.number, pull)
  world.nodes.set(pull.nodeId, pull)
  await setPullRef(pull, head)
  pull.change = await world.compare(repo, tip, head)
  return pull
}

async function fork(world: World, repo: RepoState, owner: Account): Promise<RepoState> {
  const known = world.repositories.find(each => each.parent === repo && each.owner === owner)
  if (known !== undefined) return known
  const {defaultBranch} = repo
  const made = await addRepository(world, owner, repo.name, {defaultBranch, private: repo.private, parent: repo})
  for (const [branch, sha] of repo.branches) {
    await setRef(made.folder, `refs/heads/${branch}`, sha)
    made.branches.set(branch, sha)
  }
  return made
}

async function deleteFork(world: World, repo: RepoState, login: string): Promise<void> {
  const at = world.repositories.findIndex(({parent, owner}) => parent === repo && owner.login === login)
  const gone = world.repositories[at]
  if (gone === undefined) throw refusal(404, `${login} has no fork`)
  await removeRepository(world, gone)
}

/** GitHub tells of it while it still knows whose it was. */
async function deleteRepository(world: World, repo: RepoState, by: Account): Promise<void> {
  emit(world, 'repository.deleted', repo, by, {})
  await removeRepository(world, repo)
}

async function removeRepository(world: World, repo: RepoState): Promise<void> {
  world.repositories.splice(world.repositories.indexOf(repo), 1)
  world.nodes.delete(repo.nodeId)
  for (const installation of world.installations) installation.chosen?.delete(repo)
  await repo.turn
  await repo.objects.close()
  await rm(repo.folder, {recursive: true, force: true})
}

async function addRepository(
  world: World,
  owner: Account,
  name: string,
  options: RepositoryOptions & {parent: RepoState | undefined},
): Promise<RepoState> {
  const {defaultBranch = 'main', parent} = options
  const id = world.newId()
  const folder = join(world.folder, `${id}.git`)
  await initRepository(folder, defaultBranch, parent?.folder)
  const repo: RepoState = {
    kind: 'repository',
    id,
    nodeId: nodeId('R', id),
    owner,
    name,
    formerNames: [],
    folder,
    objects: openObjects(folder),
    private: options.private ?? false,
    archived: false,
    hasIssues: true,
    about: options.about ?? {},
    defaultBranch,
    parent,
    collaborators: new Map(),
    demandResolution: new Set(),
    branches: new Map(),
    topics: new Map(),
    lastNumber: 0,
    gone: new Map(),
    labels: new Map(),
    suites: [],
    checkRuns: [],
    createdMs: world.now(),
    pushedMs: world.now(),
    turn: Promise.resolve(),
  }
  world.repositories.push(repo)
  world.nodes.set(repo.nodeId, repo)
  return repo
}
