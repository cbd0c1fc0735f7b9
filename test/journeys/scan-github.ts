import type {ScanOutside} from '../../src/journeys/scan-outside.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {octokit} from '../github/octokit.ts'
import {memoryScanStore} from './memory-scan-store.ts'

export const ref = {installationId: '1', repositoryId: '2', owner: 'ada', repo: 'ants'}
export const dayMs = 86_400_000

interface Issue {
  number: number
  title: string
  body: string
  state: 'OPEN' | 'CLOSED'
  stateReason: string | null
  editor: {__typename: string; login: string} | null
  closer: {__typename: string; login: string} | null
  closedAt: string | null
}

/** A GitHub with one repository, just enough for a scan. Tests change it while it runs. */
interface ScanGitHub {
  files: Record<string, string>
  about: Record<string, unknown>
  head: string
  isGone: boolean
  readonly issues: Issue[]
  /** What the check runs say, by head. */
  readonly checks: Map<string, {readonly title: string; readonly summary: string}>
  readonly reactions: string[]
  /** `METHOD /path`, in order. */
  readonly calls: string[]
  /** Who has triage. */
  readonly trusted: Set<string>
  before: (call: string) => Response | undefined
  after: (call: string) => Response | undefined
}

const us = {__typename: 'Bot', login: 'listkeeper'}
const alive = (url: string): Verdict => ({kind: 'alive', reason: 'answers', status: 200, finalUrl: url})
export const dead: Verdict = {kind: 'dead', reason: 'not-found', status: 404}

/** Everything that the steps of a scan touch, in memory, on the first day. */
export function scanWorld(files: Record<string, string>, about: Record<string, unknown> = {}) {
  const github: ScanGitHub = {
    files,
    about,
    head: 'a'.repeat(40),
    isGone: false,
    issues: [],
    checks: new Map(),
    reactions: [],
    calls: [],
    trusted: new Set(['ada']),
    before: () => undefined,
    after: () => undefined,
  }
  const memory = memoryScanStore()
  const kit = octokit({}, async (input, init) => answer(github, String(input), init))
  const world = {
    github,
    memory,
    nowMs: 100 * dayMs,
    verdicts: {} as Record<string, Verdict>,
    asked: [] as string[],
    told: [] as string[],
    copies: [] as string[],
  }
  const outside: ScanOutside = {
    octokitFor: async () => kit,
    store: memory.store,
    engine: {
      checkLinks: async (urls, {onSeen}) => {
        world.asked.push(...urls)
        for (const url of urls) onSeen?.(url, {title: 'Ants', isUnchanged: false})
        return new Map(urls.map(url => [url, world.verdicts[url] ?? alive(url)]))
      },
      sites: {save: names => new Map(names.map(name => [name, {limit: 4}])), restore: () => {}},
      findCopy: async url => {
        world.copies.push(url)
        return {kind: 'copy', url: `https://web.archive.org/web/1/${url}`, atMs: 0}
      },
    },
    askRepositoriesFor: async () => async () => ({repositories: new Map(), notes: []}),
    githubUrl: 'https://github.com',
    now: () => world.nowMs,
    pause: async ms => void world.told.push(`paused ${ms}`),
    tell: step => void world.told.push(step),
  }
  memory.note(ref, about['private'] === true)
  return Object.assign(world, {outside})
}

export type ScanWorld = ReturnType<typeof scanWorld>

function answer(github: ScanGitHub, address: string, init: RequestInit | undefined): Response {
  const {pathname} = new URL(address)
  const call = `${init?.method ?? 'GET'} ${decodeURIComponent(pathname)}`
  github.calls.push(call)
  const instead = github.before(call)
  if (instead !== undefined) return instead
  const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
  const taken = effect(github, call, body)
  return github.after(call) ?? taken
}

const notFound = () => Response.json({message: 'Not Found'}, {status: 404})

// biome-ignore lint/suspicious/noExplicitAny: bodies that the journey itself sends, read as it sends them
function effect(github: ScanGitHub, call: string, body: any): Response {
  if (github.isGone) return notFound()
  if (/^GET \/repos\/ada\/[\w-]+$/.test(call)) return Response.json(repository(github))
  if (/^GET .*\/branches\/main$/.test(call)) return github.head === '' ? notFound() : Response.json({commit: {sha: github.head}})
  if (/\/git\/trees\//.test(call)) {
    const tree = Object.entries(github.files).map(([path, text]) => ({path, type: 'blob', mode: '100644', size: text.length}))
    return Response.json({tree, truncated: false})
  }
  const contents = /\/contents\/(.+)$/.exec(call)?.[1]
  if (contents !== undefined) {
    const text = github.files[contents]
    return text === undefined ? notFound() : new Response(text, {headers: {'content-type': 'application/vnd.github.raw+json'}})
  }
  if (call === 'POST /graphql') return graphql(github, body)
  const permission = /\/collaborators\/(\w+)\/permission$/.exec(call)?.[1]
  if (permission !== undefined) return Response.json({user: {permissions: {triage: github.trusted.has(permission)}}})
  if (/\/reactions$/.test(call)) {
    github.reactions.push(body.content)
    return Response.json({id: 1}, {status: 201})
  }
  if (/^GET .*\/check-runs$/.test(call)) {
    const output = github.checks.get(github.head)
    const run = {id: 7, name: 'Link health', external_id: 'link health', status: 'completed', output}
    return Response.json({check_runs: output === undefined ? [] : [run]})
  }
  if (/\/check-runs(?:\/7)?$/.test(call)) {
    github.checks.set(body.head_sha ?? github.head, body.output)
    return Response.json({id: 7})
  }
  return issues(github, call, body)
}

// biome-ignore lint/suspicious/noExplicitAny: see above
function issues(github: ScanGitHub, call: string, body: any): Response {
  const shown = github.issues.map(({number, title, body}) => ({
    number,
    title,
    body,
    repository_url: 'https://api.github.com/repos/ada/ants',
  }))
  if (/^GET .*\/issues$/.test(call)) return Response.json(shown.toReversed())
  if (/^POST .*\/issues$/.test(call)) {
    const number = github.issues.length + 1
    const issue = {number, title: body.title, body: body.body, state: 'OPEN' as const, stateReason: null}
    github.issues.push({...issue, editor: null, closer: null, closedAt: null})
    return Response.json({number}, {status: 201})
  }
  const number = Number(/\/issues\/(\d+)$/.exec(call)?.[1])
  const issue = github.issues.find(one => one.number === number)
  if (issue === undefined) return number > 0 ? Response.json({message: 'This issue was deleted'}, {status: 410}) : unknown(call)
  if (call.startsWith('GET')) return Response.json(shown.find(one => one.number === number))
  if (body.body !== undefined) Object.assign(issue, {body: body.body, editor: us})
  if (body.state === 'closed')
    Object.assign(issue, {state: 'CLOSED', closer: us, closedAt: '1970-04-20T00:00:00Z', stateReason: 'COMPLETED'})
  if (body.state === 'open') Object.assign(issue, {state: 'OPEN', closer: null, closedAt: null, stateReason: 'REOPENED'})
  return Response.json({number})
}

const unknown = (call: string): never => {
  throw new Error(`The small GitHub does not know ${call}`)
}

const repository = ({about}: ScanGitHub) => ({
  id: 2,
  name: 'ants',
  owner: {login: 'ada'},
  private: false,
  archived: false,
  has_issues: true,
  default_branch: 'main',
  html_url: 'https://github.com/ada/ants',
  ...about,
})

// biome-ignore lint/suspicious/noExplicitAny: see above
function graphql({issues}: ScanGitHub, {variables}: any): Response {
  const viewer = {login: 'listkeeper[bot]'}
  if (variables?.number === undefined) return Response.json({data: {viewer}})
  const issue = issues.find(({number}) => number === variables.number)
  if (issue === undefined) {
    return Response.json({data: {viewer, repository: {issue: null}}, errors: [{type: 'NOT_FOUND', message: 'Could not resolve'}]})
  }
  const {closer, ...rest} = issue
  const shown = {
    ...rest,
    locked: false,
    repository: {nameWithOwner: 'ada/ants'},
    timelineItems: {nodes: closer === null ? [] : [{actor: closer}]},
  }
  return Response.json({data: {viewer, repository: {issue: shown}}})
}
