import {createHash} from 'node:crypto'
import {structuredPatch} from 'diff'
import type {Outside, ReviewMemory} from '../../src/journeys/outside.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {octokit} from '../github/octokit.ts'

/** A GitHub with one pull request to one file, just enough for a journey. Tests change it while it runs. */
export interface SmallGitHub {
  head: string
  draft: boolean
  state: 'open' | 'closed'
  settings: string | undefined
  /** Whether main lets nothing be merged while a conversation is unresolved. */
  demandsResolved: boolean
  /** The file at the base branch and at head. */
  readonly base: string
  text: string
  path: string
  readonly reviews: {id: string; body: string; headSha: string; comments: {path: string; line: number; body: string}[]}[]
  readonly checks: Map<string, {head: string; conclusion: string | undefined; title: string | undefined}>
  /** `METHOD /path`, in order. */
  readonly calls: string[]
  /** Answers a call instead of GitHub; undefined leaves it to GitHub. Comes before the call takes effect. */
  before: (call: string) => Response | undefined
  /** The same, after it took effect. */
  after: (call: string) => Response | undefined
}

export const headSha = (letter: string): string => letter.repeat(40)
const [tip, page] = ['b'.repeat(40), {hasNextPage: false, endCursor: null}]
const us = {__typename: 'Bot', login: 'listkeeper'}

export function smallGitHub(base: string, text: string): SmallGitHub {
  return {
    head: headSha('c'),
    draft: false,
    state: 'open',
    settings: undefined,
    demandsResolved: false,
    base,
    text,
    path: 'readme.md',
    reviews: [],
    checks: new Map(),
    calls: [],
    before: () => undefined,
    after: () => undefined,
  }
}

/** Nobody pressed a button. */
export const noDismissals = {dismissals: async () => ({dismissed: [], wishes: []}), dismiss: async () => {}}

/** What a journey touches: this GitHub, a web in which addresses with a verdict have it and others are alive, a memory. */
export function outsideOf(github: SmallGitHub, verdicts: Readonly<Record<string, Verdict>> = {}) {
  const memory: {begun: ReviewMemory['begun']; posted: string[]} = {begun: undefined, posted: []}
  const told: string[] = []
  const asked: string[] = []
  const outside: Outside = {
    octokit: octokit({}, async (input, init) => answer(github, String(input), init)),
    checkLinks: async urls => {
      asked.push(...urls)
      return new Map(urls.map(url => [url, verdicts[url] ?? {kind: 'alive', reason: 'answers', status: 200, finalUrl: url}]))
    },
    now: () => 0,
    pause: async ms => void told.push(`paused ${ms}`),
    tell: step => void told.push(step),
    history: {
      ...noDismissals,
      read: async () => ({...memory}),
      begin: async (_, head, atMs) => {
        memory.begun = {headSha: head, atMs}
      },
      finish: async (_, id) => {
        memory.begun = undefined
        if (id !== undefined) memory.posted.push(id)
      },
    },
  }
  return {outside, memory, told, asked}
}

function answer(github: SmallGitHub, address: string, init: RequestInit | undefined): Response {
  const {pathname} = new URL(address)
  const call = `${init?.method ?? 'GET'} ${decodeURIComponent(pathname)}`
  github.calls.push(call)
  const instead = github.before(call)
  if (instead !== undefined) return instead
  const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
  const taken = effect(github, call, address, body)
  return github.after(call) ?? taken
}

// biome-ignore lint/suspicious/noExplicitAny: bodies that the journey itself sends, read as it sends them
function effect(github: SmallGitHub, call: string, address: string, body: any): Response {
  const checkRun = /^(?:PATCH|POST) .*\/check-runs(?:\/(\d+))?$/.exec(call)
  if (checkRun !== null) {
    const id = checkRun[1] ?? String(github.checks.size + 1)
    const before = github.checks.get(id)
    github.checks.set(id, {head: before?.head ?? body.head_sha, conclusion: body.conclusion, title: body.output?.title})
    return Response.json({id: Number(id)})
  }
  if (/^GET .*\/check-runs$/.test(call)) {
    const runs = [...github.checks].map(([id, {head}]) => ({
      id: Number(id),
      head,
      name: 'Listkeeper',
      external_id: 'ada/ants#3',
      status: 'in_progress',
      conclusion: null,
      output: {},
    }))
    return Response.json({check_runs: runs.filter(({head}) => call.includes(head))})
  }
  if (/\/pulls\/3$/.test(call)) {
    const repo = {name: 'ants', owner: {login: 'ada'}, archived: false}
    return Response.json({state: github.state, draft: github.draft, head: {sha: github.head}, base: {ref: 'main', repo}})
  }
  if (/\/compare\//.test(call)) {
    const files = github.text === github.base ? [] : [changed(github)]
    return Response.json({base_commit: {sha: tip}, merge_base_commit: {sha: tip}, files})
  }
  // People made every commit.
  if (/\/commits$/.test(call)) return Response.json([])
  if (/\/contents\//.test(call)) return contents(github, call, address)
  if (/^POST .*\/reviews$/.test(call)) {
    const review = {id: String(100 + github.reviews.length), body: body.body, headSha: body.commit_id, comments: body.comments}
    github.reviews.push(review)
    return Response.json({id: Number(review.id)})
  }
  const amended = /^PUT .*\/reviews\/(\d+)$/.exec(call)
  if (amended !== null) {
    const index = github.reviews.findIndex(({id}) => id === amended[1])
    const [old] = github.reviews.splice(index, 1)
    if (old !== undefined) github.reviews.splice(index, 0, {...old, body: body.body})
    return Response.json({})
  }
  if (call === 'POST /graphql') return Response.json({data: conversation(github)})
  const comment = /^(PATCH|DELETE) .*\/pulls\/comments\/(\d)(\d)$/.exec(call)
  if (comment !== null) {
    const comments = github.reviews[Number(comment[2])]?.comments ?? []
    const [old] = comments.splice(Number(comment[3]), 1)
    if (comment[1] === 'PATCH' && old !== undefined) comments.splice(Number(comment[3]), 0, {...old, body: body.body})
    return comment[1] === 'PATCH' ? Response.json({}) : new Response(null, {status: 204})
  }
  if (/\/rules\/branches\//.test(call)) {
    return Response.json([{type: 'pull_request', parameters: {required_review_thread_resolution: github.demandsResolved}}])
  }
  throw new Error(`The small GitHub does not know ${call}`)
}

function contents({settings, head, text, base, path}: SmallGitHub, call: string, address: string): Response {
  const found = call.endsWith('/.github/listkeeper.yml')
    ? settings
    : call.endsWith(`/${path}`)
      ? address.includes(head)
        ? text
        : base
      : undefined
  return found === undefined
    ? Response.json({message: 'Not Found'}, {status: 404})
    : new Response(found, {headers: {'content-type': 'application/vnd.github.raw+json; charset=utf-8'}})
}

function changed({base, text, path}: SmallGitHub): object {
  const patch = structuredPatch(path, path, base, text)
    .hunks.map(({oldStart, oldLines, newStart, newLines, lines}) =>
      [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join('\n'),
    )
    .join('\n')
  const sha = createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')
  return {filename: path, status: 'modified', changes: 1, sha, patch}
}

function conversation({reviews}: SmallGitHub): object {
  const threads = reviews.flatMap(({comments}, nth) =>
    comments.map(({path, line, body}, index) => ({
      path,
      line,
      isResolved: false,
      comments: {
        nodes: [
          {id: `C${nth}${index}`, fullDatabaseId: `${nth}${index}`, body, isMinimized: false, author: us, reactions: {nodes: []}},
        ],
      },
    })),
  )
  const listed = reviews.map(({id, body, headSha}) => ({
    fullDatabaseId: id,
    body,
    state: 'COMMENTED',
    author: us,
    commit: {oid: headSha},
  }))
  return {
    viewer: {login: 'listkeeper[bot]'},
    repository: {
      pullRequest: {
        locked: false,
        author: {__typename: 'User', login: 'bob'},
        reviews: {nodes: listed, pageInfo: page},
        reviewThreads: {nodes: threads, pageInfo: page},
      },
    },
  }
}
