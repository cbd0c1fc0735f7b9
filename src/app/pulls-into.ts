import type {Context} from 'probot'

/** Whoever looks at a pull request looks at a few that lie open; those that nobody has touched for long can wait for their next push. */
const mostPulls = 50

/** The numbers of open pull requests into a branch, those touched last first. */
export async function pullsInto(context: Pick<Context<'push'>, 'octokit' | 'repo'>, branch: string): Promise<readonly number[]> {
  const {data} = await context.octokit.rest.pulls.list(
    context.repo({state: 'open', base: branch, sort: 'updated', direction: 'desc', per_page: mostPulls}),
  )
  return data.map(({number}) => number)
}

/** What of a commit an event tells. */
interface Commit {
  readonly added?: readonly string[] | undefined
  readonly modified?: readonly string[] | undefined
  readonly removed?: readonly string[] | undefined
}

/** Whether a push can matter to a list: it touches Markdown or our settings, or does not tell all that it touches. */
export function mayTouchList(commits: readonly Commit[]): boolean {
  const touched = commits.map(({added = [], modified = [], removed = []}) => [...added, ...modified, ...removed])
  return touched.length === 0 || touched.some(paths => paths.length === 0 || paths.some(isOurs))
}

const isOurs = (path: string): boolean => /\.(?:md|markdown|mdown|mkdn?|mdwn)$/i.test(path) || path === '.github/listkeeper.yml'
