import {suiteOf} from './check-runs.ts'
import {commitFiles} from './commit.ts'
import {emit} from './events.ts'
import {git, readBranches, setRef} from './git.ts'
import {everything, write} from './lag.ts'
import {iso} from './present/account.ts'
import {presentSuite} from './present/check.ts'
import {presentPull} from './present/pull.ts'
import {pageUrl} from './present/repository.ts'
import {refusal} from './refuse.ts'
import type {Files} from './repository.ts'
import {placeThreads} from './threads.ts'
import {type Account, fullName, inTurn, type PullState, pullsOf, type RepoState, type World} from './world.ts'

const nothing = '0'.repeat(40)

/** Commits to a branch as a person, and all that follows from it. */
export function push(
  world: World,
  repo: RepoState,
  branch: string,
  files: Files,
  message: string,
  author: Account,
): Promise<string> {
  if (repo.archived) return Promise.reject(refusal(403, 'This repository was archived so it is read-only.'))
  return inTurn(repo, async () => {
    const parent = repo.branches.get(branch) ?? repo.branches.get(repo.defaultBranch)
    const sha = await commit(world, repo, {branch, parent, files, message, author})
    await branchMoved(world, repo, branch, sha, author)
    return sha
  })
}

/** Commits without any consequence yet. */
export function commit(
  world: World,
  repo: RepoState,
  what: {branch: string; parent: string | undefined; files: Files; message: string; author: Account},
): Promise<string> {
  const {login} = what.author
  const author = {name: login, email: `${login}@users.example`, atMs: world.now()}
  return commitFiles(repo.folder, repo.objects, {...what, author})
}

/** Everything that follows from a branch having moved: pull requests, threads, checks and events. */
export async function branchMoved(
  world: World,
  repo: RepoState,
  branch: string,
  after: string | undefined,
  by: Account,
): Promise<void> {
  const before = repo.branches.get(branch)
  if (before === after) return
  if (after === undefined) repo.branches.delete(branch)
  else repo.branches.set(branch, after)
  repo.pushedMs = world.now()
  await tellPush(world, repo, branch, before, after, by)
  if (after !== undefined) {
    const suite = suiteOf(world, repo, after, branch)
    emit(world, 'check_suite.requested', repo, by, {check_suite: {...presentSuite(world, repo, suite), before: before ?? null}})
  }
  const open = world.repositories.flatMap(pullsOf).filter(({state}) => state === 'open')
  for (const pull of open) {
    if (pull.headRepo === repo && pull.headBranch === branch) await headMoved(world, pull, before, after, by)
    else if (pull.repo === repo && pull.baseBranch === branch) await baseMoved(world, pull, after, by)
  }
}

/**
 * Looks at what git has after somebody pushed by git itself, and follows.
 *
 * Who pushed, if nobody said so, is the account that is called like the commit's author, else the owner.
 */
export async function branchesPushed(world: World, repo: RepoState, by: Account | undefined): Promise<void> {
  const now = await readBranches(repo.folder)
  for (const branch of new Set([...repo.branches.keys(), ...now.keys()])) {
    const sha = now.get(branch)
    const author = sha === undefined ? undefined : (await repo.objects.commit(sha))?.author.name
    const known = world.accounts.get(author?.toLowerCase() ?? '')
    await branchMoved(world, repo, branch, sha, by ?? known ?? repo.owner)
  }
}

/** Makes a pull request's head readable in its base repository, as `refs/pull/N/head`. */
export async function setPullRef(pull: PullState, sha: string): Promise<void> {
  const {repo, headRepo, number} = pull
  const ref = `refs/pull/${number}/head`
  if (headRepo === repo) await setRef(repo.folder, ref, sha)
  else await git(repo.folder, ['fetch', '--quiet', '--no-tags', headRepo.folder, `+refs/heads/${pull.headBranch}:${ref}`])
}

/** Compares a pull request's base and head of today, and moves its threads. */
export async function refresh(world: World, pull: PullState): Promise<void> {
  const tip = pull.repo.branches.get(pull.baseBranch)
  if (tip === undefined) return
  pull.change = await world.compare(pull.repo, tip, pull.head.now)
  await placeThreads(pull)
}

export function closePull(world: World, pull: PullState, by: Account): void {
  pull.state = 'closed'
  pull.closedMs = world.now()
  pull.closedBy = by
  pull.updatedMs = world.now()
  emit(world, 'pull_request.closed', pull.repo, by, ofPull(world, pull))
}

/** What every `pull_request` event carries. */
export const ofPull = (world: World, pull: PullState) => ({
  number: pull.number,
  pull_request: presentPull(world, pull, everything),
})

async function headMoved(
  world: World,
  pull: PullState,
  before: string | undefined,
  after: string | undefined,
  by: Account,
): Promise<void> {
  if (after === undefined) return closePull(world, pull, by)
  await setPullRef(pull, after)
  write(pull.head, after, world.stamp())
  pull.baseSha = pull.repo.branches.get(pull.baseBranch) ?? pull.baseSha
  pull.updatedMs = world.now()
  await refresh(world, pull)
  emit(world, 'pull_request.synchronize', pull.repo, by, {...ofPull(world, pull), before: before ?? nothing, after})
}

async function baseMoved(world: World, pull: PullState, tip: string | undefined, by: Account): Promise<void> {
  if (tip === undefined) return
  await refresh(world, pull)
  // Whoever pushes a pull request's commits into its base has merged it.
  if (pull.change.ahead.length > 0) return
  pull.merged = {by, sha: tip, atMs: world.now()}
  closePull(world, pull, by)
}

/** What a push touches, as its event tells it. A new branch's first commit names nothing here. */
async function touchedBetween(repo: RepoState, before: string | undefined, after: string) {
  const touched: {added: string[]; removed: string[]; modified: string[]} = {added: [], removed: [], modified: []}
  if (before === undefined) return touched
  const {out} = await git(repo.folder, ['diff-tree', '-r', '-z', '--no-renames', '--name-status', before, after])
  const parts = out.toString().split('\0')
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const kind = parts[at] === 'A' ? touched.added : parts[at] === 'D' ? touched.removed : touched.modified
    kind.push(parts[at + 1] ?? '')
  }
  return touched
}

async function tellPush(
  world: World,
  repo: RepoState,
  branch: string,
  before: string | undefined,
  after: string | undefined,
  by: Account,
): Promise<void> {
  const commit = after === undefined ? undefined : await repo.objects.commit(after)
  const person = {name: by.login, email: `${by.login}@users.example`, username: by.login}
  const head =
    commit === undefined
      ? null
      : {
          id: commit.sha,
          tree_id: commit.tree,
          distinct: true,
          message: commit.message.trimEnd(),
          timestamp: iso(commit.committer.atMs),
          url: `${pageUrl(world, repo)}/commit/${commit.sha}`,
          author: person,
          committer: person,
          ...(await touchedBetween(repo, before, commit.sha)),
        }
  emit(world, 'push', repo, by, {
    ref: `refs/heads/${branch}`,
    before: before ?? nothing,
    after: after ?? nothing,
    base_ref: null,
    compare: `${world.url}/${fullName(repo)}/compare/${before ?? nothing}...${after ?? nothing}`,
    created: before === undefined,
    deleted: after === undefined,
    forced: false,
    head_commit: head,
    commits: head === null ? [] : [head],
    pusher: person,
  })
}
