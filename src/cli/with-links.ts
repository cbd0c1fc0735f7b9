import {readGithubAccess, readLinkEnvironment} from '../environment.ts'
import type {Asking} from '../journeys/ask-links.ts'
import {openLinkEngine} from '../links/link-engine.ts'
import {Complaint} from './complaint.ts'
import {withProgress} from './progress.ts'
import type {Terminal} from './terminal.ts'

/** Does something with a way to ask the web, as the operator allows it, and closes every socket afterwards. */
export async function withLinks<Result>(
  {variables, stderr}: Terminal,
  use: (asking: Asking) => Promise<Result>,
): Promise<Result> {
  const environment = readLinkEnvironment(variables)
  if ('mistake' in environment) throw new Complaint(environment.mistake)
  const access = readGithubAccess(variables)
  if (access !== undefined && 'mistake' in access) throw new Complaint(access.mistake)
  // Without a token nothing of octokit is loaded.
  const github =
    access === undefined
      ? {}
      : {askRepositories: (await import('../github/repositories-with-token.ts')).repositoriesWithToken(access)}
  const {proxy} = environment
  if (proxy.guards && (proxy.https ?? proxy.http) !== undefined)
    stderr.write('The proxy finds the addresses of links and must refuse private ones itself, as LISTKEEPER_PROXY_GUARDS says.\n')
  const engine = openLinkEngine(environment)
  try {
    return await use({
      ...github,
      headerValues: environment.headerValues,
      checkLinks: withProgress(engine.checkLinks, stderr, variables),
    })
  } finally {
    await engine.close()
  }
}
