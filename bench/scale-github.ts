import {createHash} from 'node:crypto'
import {ProbotOctokit} from 'probot'
import {repositoriesOf} from '../src/github/ask-repositories.ts'
import {openLane, withLimiter} from '../src/github/limiter.ts'
import type {Octokit} from '../src/github/octokit.ts'
import type {AskRepositories} from '../src/github/repository-answers.ts'
import {listText} from './scale-world.ts'

/** GitHub's answers to all that a scan asks, in this process: a list in each repository, and every repository that a list names. */
interface ScaleGithub {
  readonly octokitFor: (installationId: string) => Promise<Octokit>
  readonly askRepositoriesFor: (installationId: string) => Promise<AskRepositories>
  /** Requests so far, by kind. */
  readonly requests: ReadonlyMap<string, number>
}

/** An answer takes as long as it does over there. */
const latencyMs = {rest: 60, graphql: 400}

export const refOf = (n: number) => ({
  installationId: String(n + 1),
  repositoryId: String(n + 1),
  owner: `owner-${n}`,
  repo: 'list',
})

export function openScaleGithub(webPort: number): ScaleGithub {
  const requests = new Map<string, number>()
  const kits = new Map<string, Octokit>()
  const of = (installationId: string) => {
    const known = kits.get(installationId)
    if (known !== undefined) return known
    const plain = new ProbotOctokit({
      auth: {token: 'a token'},
      retry: {enabled: false},
      throttle: {enabled: false},
      request: {fetch: (input: unknown, init: RequestInit) => answer(String(input), init, webPort, requests)},
      log: {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}},
    })
    const kit = withLimiter(plain, {lane: openLane()})
    kits.set(installationId, kit)
    return kit
  }
  return {
    octokitFor: async installationId => of(installationId),
    askRepositoriesFor: async installationId => repositoriesOf(of(installationId), 'https://github.com'),
    requests,
  }
}

async function answer(address: string, init: RequestInit, webPort: number, requests: Map<string, number>): Promise<Response> {
  const {pathname} = new URL(address)
  const call = `${init.method ?? 'GET'} ${pathname}`
  const kind = kindOf(call)
  requests.set(kind, (requests.get(kind) ?? 0) + 1)
  await new Promise(resolve => setTimeout(resolve, kind === 'GraphQL' ? latencyMs.graphql : latencyMs.rest))
  const n = Number(/\/repos\/owner-(\d+)\//.exec(`${pathname}/`)?.[1])
  switch (kind) {
    case 'GraphQL':
      return Response.json({data: graphql(String(init.body))})
    case 'repository':
      return Response.json(repository(n))
    case 'branch':
      return Response.json({commit: {sha: shaOf(n)}})
    case 'tree':
      return Response.json({tree: [{path: 'readme.md', type: 'blob', mode: '100644', size: 20_000}], truncated: false})
    case 'contents':
      return pathname.endsWith('readme.md')
        ? new Response(listText(n, webPort), {headers: {'content-type': 'application/vnd.github.raw+json'}})
        : Response.json({message: 'Not Found'}, {status: 404})
    case 'check run, read':
      return Response.json({check_runs: []})
    case 'check run, written':
      return Response.json({id: 7}, {status: 201})
    default:
      throw new Error(`Nobody answers ${call}.`)
  }
}

function kindOf(call: string): string {
  if (call === 'POST /graphql') return 'GraphQL'
  if (/^GET .*\/branches\//.test(call)) return 'branch'
  if (/^GET .*\/git\/trees\//.test(call)) return 'tree'
  if (/^GET .*\/contents\//.test(call)) return 'contents'
  if (/^GET .*\/check-runs/.test(call)) return 'check run, read'
  if (/\/check-runs/.test(call)) return 'check run, written'
  return /^GET \/repos\/[^/]+\/[^/]+$/.test(call) ? 'repository' : call
}

const shaOf = (n: number): string => createHash('sha1').update(String(n)).digest('hex')

const repository = (n: number) => ({
  id: n + 1,
  name: 'list',
  owner: {login: `owner-${n}`},
  private: false,
  archived: false,
  has_issues: true,
  default_branch: 'main',
  html_url: `https://github.com/owner-${n}/list`,
})

/** Each repository that is asked for is there. */
function graphql(body: string): Record<string, unknown> {
  const {variables = {}}: {variables?: Record<string, string>} = JSON.parse(body)
  const found: Record<string, unknown> = {viewer: {login: 'listkeeper[bot]'}}
  for (const [key, owner] of Object.entries(variables)) {
    const nth = /^owner(\d+)$/.exec(key)?.[1]
    if (nth !== undefined) found[`r${nth}`] = repositoryOf(owner, variables[`name${nth}`] ?? '')
  }
  return found
}

const repositoryOf = (owner: string, name: string) => ({
  id: `R_${owner}_${name}`,
  databaseId: Number(/\d+$/.exec(name)?.[0] ?? 0),
  nameWithOwner: `${owner}/${name}`,
  url: `https://github.com/${owner}/${name}`,
  isPrivate: false,
  isArchived: false,
  isFork: false,
  createdAt: '2020-01-01T00:00:00Z',
  pushedAt: '2026-01-01T00:00:00Z',
  stargazerCount: 100,
  description: null,
  homepageUrl: null,
  licenseInfo: null,
  defaultBranchRef: {name: 'main', target: {committedDate: '2026-01-01T00:00:00Z'}},
})
