import {once} from 'node:events'
import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http'
import {setTimeout as pause} from 'node:timers/promises'
import {listen} from './listen.ts'
import {type NameAnswer, startNameServer} from './name-server.ts'
import {namedSites, sitesOffTheWeb} from './named-sites.ts'

/** What a page was asked with. `path` holds the query too. */
interface PageRequest {
  readonly host: string
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Of this web: `http://alive.example:8080/`, for redirects. */
  readonly url: (host: string, path?: string) => string
}

/** What a page answers. `silence` never answers, `reset` cuts the connection. */
type PageAnswer =
  | {readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string}
  | 'silence'
  | 'reset'

/** A site of the web: every page of one host. */
export type Site = (request: PageRequest) => PageAnswer

/** Somebody asked for a page, or for the address of a name that has no page here. */
export interface Visit {
  readonly atMs: number
  /** `http://gone.example:8080/tool`, or a name alone. */
  readonly asked: string
  /** In a word or two: `404`, `silence`, `no such domain`. */
  readonly answer: string
}

export interface WebOptions {
  /** How long each answer takes. */
  readonly latencyMs?: number
  /** Asked for first; when it is taken, any other. */
  readonly port?: number
}

/** A web of hosts on one machine: names lead to it, and it tells hosts apart by `Host`. */
export interface Web {
  /** `http://alive.example:8080/`: as it stands in a list. */
  url(host: string, path?: string): string
  /** Puts a host on the web, or changes what it answers. */
  site(host: string, site: Site): void
  /** All that was asked for so far, in order. */
  readonly visits: readonly Visit[]
  /** `127.0.0.1:PORT` of the name server that knows the hosts. */
  readonly nameServer: string
  close(): Promise<void>
}

/** Starts the web with its named hosts (`named-sites.ts`). */
export async function startWeb({latencyMs = 0, port = 0}: WebOptions = {}): Promise<Web> {
  const sites = new Map<string, Site>(Object.entries(namedSites))
  const visits: Visit[] = []
  const record = (asked: string, answer: string) => void visits.push({atMs: Date.now(), asked, answer})
  const server = createServer((request, response) => void answer(request, response))
  const heard = await listen(server, port)
  const url = (host: string, path = '/') => `http://${host}:${heard}${path}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(request)
    const {method = 'GET', url: path = '/', headers} = request
    const said = sites.get(host)?.({host, method, path, headers, url}) ?? {status: 421, body: 'No such site on this web.'}
    record(url(host, path), typeof said === 'string' ? said : String(said.status))
    await pause(latencyMs)
    send(said, method, response)
  }

  const nameServer = await startNameServer(name => {
    const known = addressOf(name, sites)
    if (!sites.has(name)) record(name, typeof known === 'string' ? known : known.join(' '))
    return known
  })
  return {
    url,
    site: (host, site) => void sites.set(host, site),
    visits,
    nameServer: nameServer.address,
    async close() {
      server.close()
      server.closeAllConnections()
      await Promise.all([once(server, 'close'), nameServer.close()])
    },
  }
}

/** Names under `.example` are ours; of any other one we can't say whether it exists, so nothing may be concluded. */
function addressOf(name: string, sites: ReadonlyMap<string, Site>): NameAnswer {
  if (sites.has(name)) return ['127.0.0.1']
  return sitesOffTheWeb[name] ?? (name.endsWith('.example') ? 'no such domain' : 'not ours')
}

const hostOf = ({headers}: IncomingMessage): string => (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()

function send(said: PageAnswer, method: string, response: ServerResponse): void {
  if (said === 'silence') return
  if (said === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  response.writeHead(said.status, {'content-type': 'text/html; charset=utf-8', ...said.headers})
  response.end(method === 'HEAD' ? undefined : said.body)
}
