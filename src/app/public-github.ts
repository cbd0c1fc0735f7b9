import {repositoriesWithToken} from '../github/repositories-with-token.ts'
import {type AskRepositories, hidingPrivate} from '../github/repository-answers.ts'

/**
 * Asks github.com about its repositories, for an app that belongs to another GitHub, with the operator's token. What that token alone may
 * see is shown to nobody, and what goes wrong is for the operator to know (`warn`), not for whoever reads a check run.
 */
export function publicGithub(token: string, warn: (words: string) => void): AskRepositories {
  const ask = hidingPrivate(
    repositoriesWithToken({githubApiUrl: 'https://api.github.com', githubUrl: 'https://github.com', token}),
  )
  return async (urls, signal) => {
    const {repositories, notes} = await ask(urls, signal)
    for (const note of notes) warn(note)
    return {repositories, notes: []}
  }
}
