import {spawn} from 'node:child_process'
import {Readable} from 'node:stream'
import {text} from 'node:stream/consumers'
import {gunzipSync} from 'node:zlib'
import {gitEnvironment} from './git.ts'
import {branchesPushed} from './pushes.ts'
import {account, findRepo, inTurn, type RepoState, type World} from './world.ts'

/** Serves `git clone`, `git fetch` and `git push` by git's own `http-backend`. What was pushed has its consequences. */
export async function serveGit(world: World, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url)
  const {
    owner = '',
    name = '',
    service = '',
  } = /^\/(?<owner>[^/]+)\/(?<name>[^/]+?)(?:\.git)?\/(?<service>info\/refs|git-upload-pack|git-receive-pack)$/.exec(url.pathname)
    ?.groups ?? {}
  const repo = findRepo(world, owner, name)
  if (repo === undefined) return undefined
  const isPush = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack'
  if (isPush && repo.archived) return new Response('This repository was archived so it is read-only.\n', {status: 403})
  const named = userOf(request)
  const run = () => askBackend(repo, request, url, service, named ?? repo.owner.login)
  if (service !== 'git-receive-pack') return run()
  return inTurn(repo, async () => {
    const response = await run()
    await branchesPushed(world, repo, named === undefined ? undefined : account(world, named))
    return response
  })
}

/** Who pushes, where git says it: it sends a name only when asked for a password, and nobody is asked here. */
function userOf(request: Request): string | undefined {
  const [, credentials] = /^Basic (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const [login] = Buffer.from(credentials ?? '', 'base64')
    .toString()
    .split(':')
  return login === '' ? undefined : login
}

async function askBackend(repo: RepoState, request: Request, url: URL, service: string, login: string): Promise<Response> {
  const sent = Buffer.from(await request.arrayBuffer())
  const body = request.headers.get('content-encoding') === 'gzip' ? gunzipSync(sent) : sent
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment,
      GIT_PROJECT_ROOT: repo.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${service}`,
      REQUEST_METHOD: request.method,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers.get('content-type') ?? '',
      CONTENT_LENGTH: String(body.length),
      GIT_PROTOCOL: request.headers.get('git-protocol') ?? '',
      REMOTE_USER: login,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(body)
  const [answer, problem] = await Promise.all([Readable.from(child.stdout).toArray(), text(child.stderr)])
  const bytes = Buffer.concat(answer)
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return new Response(problem, {status: 500})
  const headers = new Headers()
  for (const line of bytes.subarray(0, end).toString().split('\r\n')) {
    const at = line.indexOf(':')
    headers.append(line.slice(0, at), line.slice(at + 1).trim())
  }
  const status = Number.parseInt(headers.get('status') ?? '200', 10)
  headers.delete('status')
  return new Response(bytes.subarray(end + 4), {status, headers})
}
