import {emit} from './events.ts'
import {presentInstallation} from './present/installation.ts'
import {type Account, account, fullName, type Installation, installationOf, type RepoState, type World} from './world.ts'

/** The owner of an account lets the app in: to all of its repositories, those to come too. */
export function install(world: World, login: string): Installation {
  const owner = account(world, login)
  if (world.installations.some(installation => installation.account === owner))
    throw new Error(`The app is installed for ${login}`)
  return installFor(world, owner)
}

function installFor(world: World, owner: Account): Installation {
  const made: Installation = {id: world.newId(), account: owner, suspended: false, createdMs: world.now(), chosen: undefined}
  world.installations.push(made)
  const repositories = world.repositories.filter(repo => installationOf(world, repo) === made).map(shortly)
  emit(world, 'installation.created', undefined, owner, {
    installation: presentInstallation(world, made),
    repositories,
    requester: null,
  })
  return made
}

/** The app gets to a repository: the first one of an account installs it there. */
export function addToInstallation(world: World, repo: RepoState): void {
  const known = world.installations.find(({account}) => account === repo.owner)
  if (known === undefined) {
    installFor(world, repo.owner)
    return
  }
  known.chosen?.add(repo)
  tell(world, known, 'added', repo)
}

/** The owner takes a repository away from the app: from now on it is on those only that are chosen. */
export function removeFromInstallation(world: World, repo: RepoState): void {
  const known = installationOf(world, repo)
  if (known === undefined) throw new Error(`The app is not on ${fullName(repo)}`)
  chooseRepositories(world, repo)
  tell(world, known, 'removed', repo)
}

/** The installation of a repository's owner, if there is one, is from now on for chosen ones, this one not among them. */
export function chooseRepositories(world: World, without: RepoState): void {
  const known = world.installations.find(({account}) => account === without.owner)
  if (known === undefined) return
  known.chosen ??= new Set(world.repositories.filter(({owner}) => owner === known.account))
  known.chosen.delete(without)
}

function tell(world: World, installation: Installation, what: 'added' | 'removed', repo: RepoState): void {
  emit(world, `installation_repositories.${what}`, undefined, repo.owner, {
    installation: presentInstallation(world, installation),
    repository_selection: installation.chosen === undefined ? 'all' : 'selected',
    repositories_added: what === 'added' ? [shortly(repo)] : [],
    repositories_removed: what === 'removed' ? [shortly(repo)] : [],
    requester: null,
  })
}

/** A repository as events of an installation name it. */
const shortly = (repo: RepoState) => ({
  id: repo.id,
  node_id: repo.nodeId,
  name: repo.name,
  full_name: fullName(repo),
  private: repo.private,
})
