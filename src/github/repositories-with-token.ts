import {repositoriesOf} from './ask-repositories.ts'
import {statusOf} from './is-gone.ts'
import {PostponedError} from './limiter.ts'
import type {AskRepositories} from './repository-answers.ts'
import {tokenOctokit} from './token-octokit.ts'

/** Who gives a token, for which GitHub. */
export interface GithubAccess {
  readonly githubApiUrl: string
  readonly githubUrl: string
  readonly token: string
}

/**
 * Asks GitHub's interface about repositories. Where it does not let us, their pages are asked for instead, which is said: no link waits
 * for an hour.
 */
export function repositoriesWithToken({githubApiUrl, githubUrl, token}: GithubAccess): AskRepositories {
  const ask = repositoriesOf(tokenOctokit(githubApiUrl, token), githubUrl)
  let refusal: string | undefined
  return async (urls, signal) => {
    try {
      if (refusal === undefined) return await ask(urls, signal)
    } catch (error) {
      refusal = reasonOf(error)
      if (refusal === undefined) throw error
    }
    return {repositories: new Map(), notes: [`${refusal}, so repositories were asked for like other pages.`]}
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof PostponedError) return 'GitHub asks this token to wait'
  return statusOf(error) === 401 ? 'GitHub does not accept the token in GITHUB_TOKEN or GH_TOKEN' : undefined
}
