import type {Probot} from 'probot'
import {statusOf} from '../github/is-gone.ts'
import type {Octokit} from '../github/octokit.ts'
import type {Transaction} from '../store/database.ts'
import type {NotedRepository} from '../store/note-repositories.ts'
import type {ScanTables} from './scan-tables.ts'

/** What bringing the store up to date with GitHub touches. */
export interface Synchronising {
  readonly probot: Pick<Probot, 'auth'>
  readonly octokitFor: (installationId: string) => Promise<Octokit>
  readonly inStore: <Result>(work: (db: Transaction) => Promise<Result>) => Promise<Result>
  readonly tables: ScanTables
  readonly now: () => number
  readonly tell: (step: string, facts: Readonly<Record<string, string | number>>) => void
}

/** Of one installation so many vanished repositories a round, since each is asked for by itself before it is forgotten. */
const mostVanished = 200

/**
 * Notes what installations and repositories there are, and forgets what is gone, so that nothing hangs on an event that never came. A request
 * for a hundred repositories.
 *
 * A listing can come back empty or short: what it lacks is asked for by itself, and forgotten only where GitHub says that it is not there, or that the
 * app is not (everybody sees a public repository).
 */
export async function synchronise(outside: Synchronising, signal: AbortSignal): Promise<void> {
  const octokit = await outside.probot.auth()
  const listed = await octokit.paginate(octokit.rest.apps.listInstallations, {per_page: 100, request: {signal}})
  for (const {id, suspended_at: suspendedAt} of listed) {
    if (suspendedAt === null) await synchroniseInstallation(outside, String(id), signal)
  }
  const there = new Set(listed.map(({id}) => String(id)))
  const gone = (await outside.inStore(db => outside.tables.knownInstallations(db))).filter(id => !there.has(id))
  for (const id of gone) {
    if (!(await isGone(() => octokit.request(`GET /app/installations/${id}`, {request: {signal}}), [404]))) continue
    await outside.inStore(db => outside.tables.forgetInstallation(db, id))
    outside.tell('installation is gone', {installation: id})
  }
}

/** The same for one installation; one that does not answer is passed over. */
export async function synchroniseInstallation(
  outside: Synchronising,
  installationId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await bringUpToDate(outside, installationId, signal)
  } catch (error) {
    signal.throwIfAborted()
    outside.tell('installation passed over', {
      installation: installationId,
      why: error instanceof Error ? error.message : String(error),
    })
  }
}

async function bringUpToDate(outside: Synchronising, installationId: string, signal: AbortSignal): Promise<void> {
  const {octokitFor, inStore, tables, now, tell} = outside
  const octokit = await octokitFor(installationId)
  const listed = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {
    per_page: 100,
    request: {signal},
  })
  const there: readonly NotedRepository[] = listed.map(({id, name, owner, private: isPrivate}) => ({
    installationId,
    repositoryId: String(id),
    owner: owner.login,
    repo: name,
    isPrivate,
  }))
  const known = await inStore(db => tables.repositoriesOf(db, installationId))
  if (there.length > 0) await inStore(db => tables.noteRepositories(db, there, now()))
  const ids = new Set(there.map(({repositoryId}) => repositoryId))
  const added = ids.difference(new Set(known)).size
  if (added > 0) tell('repositories found', {installation: installationId, repositories: added})

  const gone: string[] = []
  for (const id of known.filter(id => !ids.has(id)).slice(0, mostVanished)) {
    if (await isTakenAway(outside, octokit, id, signal)) gone.push(id)
  }
  if (gone.length === 0) return
  // One may have come to another installation meanwhile.
  await inStore(async db => {
    const still = new Set(await tables.repositoriesOf(db, installationId))
    await tables.forgetRepositories(
      db,
      gone.filter(id => still.has(id)),
    )
  })
  tell('repositories are gone', {installation: installationId, repositories: gone.length})
}

/** Whether a repository is not there any more, or the app is not on it. */
async function isTakenAway({probot}: Synchronising, octokit: Octokit, id: string, signal: AbortSignal): Promise<boolean> {
  let name: string | undefined
  const look = async () => {
    const {data} = await octokit.request(`GET /repositories/${id}`, {request: {signal}})
    name = typeof data?.full_name === 'string' ? data.full_name : undefined
  }
  if (await isGone(look, [404, 451])) return true
  if (name === undefined) return false
  const [owner = '', repo = ''] = name.split('/')
  const app = await probot.auth()
  return isGone(() => app.request('GET /repos/{owner}/{repo}/installation', {owner, repo, request: {signal}}), [404])
}

async function isGone(asking: () => Promise<unknown>, statuses: readonly number[]): Promise<boolean> {
  try {
    await asking()
    return false
  } catch (error) {
    if (statuses.includes(statusOf(error) ?? 0)) return true
    throw error
  }
}
