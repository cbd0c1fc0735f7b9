import {once} from 'node:events'
import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http'
import {setTimeout as pause} from 'node:timers/promises'
import {listen} from './listen.ts'
import {type NameAnswer, startNameServer} from './name-server.ts'
import {namedSites, sitesOffTheWeb} from './named-sites.ts'

/** What a page was asked with. `path` holds the query too. */
export interface PageRequest {
  readonly host: string
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Of this web: `http://alive.example:8080/`, for redirects. */
  readonly url: (host: string, path?: string) => string
  /** Since this web began, by its clock: 0 on the first day. */
  readonly day: number
}

/** What a page answers. `silence` never answers, `reset` cuts the connection; `afterMs` takes so much longer. */
export type PageAnswer =
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
      readonly afterMs?: number
    }
  | 'silence'
  | 'reset'

/** A site of the web: every page of one host. */
export type Site = (request: PageRequest) => PageAnswer

/** What everything answers at once, when the fault is not the pages': our own line, our resolver, or a portal in between. */
type Outage = 'reset' | 'not found' | 'no such domain'

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
  /** Default: real time. */
  readonly now?: () => number
}

/** A web of hosts on one machine: names lead to it, and it tells hosts apart by `Host`. */
export interface Web {
  /** `http://alive.example:8080/`: as it stands in a list. */
  url(host: string, path?: string): string
  /** Puts a host on the web, or changes what it answers. */
  site(host: string, site: Site): void
  /** From now on everything fails at once; undefined ends it. */
  outage(kind: Outage | undefined): void
  /** All that was asked for so far, in order. */
  readonly visits: readonly Visit[]
  /** `127.0.0.1:PORT` of the name server that knows the hosts. */
  readonly nameServer: string
  close(): Promise<void>
}

/** Starts the web with its named hosts (`named-sites.ts`). */
export async function startWeb({latencyMs = 0, port = 0, now = Date.now}: WebOptions = {}): Promise<Web> {
  const sites = new Map<string, Site>(Object.entries(namedSites))
  const visits: Visit[] = []
  const startedMs = now()
  let outage: Outage | undefined
  const record = (asked: string, answer: string) => void visits.push({atMs: now(), asked, answer})
  const server = createServer((request, response) => void answer(request, response))
  const heard = await listen(server, port)
  const atPort = heard === 80 ? '' : `:${heard}`
  const url = (host: string, path = '/') => `http://${host}${atPort}${path}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(request)
    const {method = 'GET', url: path = '/', headers} = request
    const day = Math.floor((now() - startedMs) / 86_400_000)
    const said = (outage === undefined ? sites.get(host)?.({host, method, path, headers, url, day}) : inOutage(outage)) ?? notHere
    record(url(host, path), typeof said === 'string' ? said : String(said.status))
    await pause(latencyMs + ((typeof said === 'string' ? undefined : said.afterMs) ?? 0))
    send(said, method, response)
  }

  const nameServer = await startNameServer(name => {
    const known = outage === 'no such domain' ? outage : addressOf(name, sites)
    if (!sites.has(name)) record(name, typeof known === 'string' ? known : known.join(' '))
    return known
  })
  return {
    url,
    site: (host, site) => void sites.set(host, site),
    outage: kind => {
      outage = kind
      // What is connected already has gone through it.
      server.closeIdleConnections()
    },
    visits,
    nameServer: nameServer.address,
    async close() {
      server.close()
      server.closeAllConnections()
      await Promise.all([once(server, 'close'), nameServer.close()])
    },
  }
}

const notHere: PageAnswer = {status: 421, body: 'No such site on this web.'}

const inOutage = (kind: Outage): PageAnswer => (kind === 'not found' ? {status: 404, body: '<title>Not found</title>'} : 'reset')

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
  const type = said.body === undefined ? {} : {'content-type': 'text/html; charset=utf-8'}
  response.writeHead(said.status, {...type, ...said.headers})
  response.end(method === 'HEAD' ? undefined : said.body)
}
