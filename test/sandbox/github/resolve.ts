import {read, type View} from './lag.ts'
import {pullsOf, type RepoState} from './world.ts'

/** The commit that a name stands for in a repository: a branch, a pull request's head, a whole or short id. */
export async function resolveCommit(repo: RepoState, name: string, view: View): Promise<string | undefined> {
  if (name === '' || name === 'HEAD') return repo.branches.get(repo.defaultBranch)
  const pull = /^(?:refs\/)?pull\/(?<number>\d+)\/head$/.exec(name)?.groups?.['number']
  if (pull !== undefined) {
    const found = pullsOf(repo).find(({number}) => number === Number(pull))
    return found === undefined ? undefined : read(found.head, view)
  }
  const branch = repo.branches.get(name) ?? repo.branches.get(name.replace(/^(refs\/)?heads\//, ''))
  if (branch !== undefined) return branch
  if (!/^[\da-f]{4,40}$/.test(name)) return undefined
  const object = await repo.objects.read(name)
  return object?.type === 'commit' ? object.sha : undefined
}
