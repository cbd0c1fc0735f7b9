import http from 'node:http'
import https from 'node:https'
import type {AddressInfo, Server, Socket} from 'node:net'
import {createSecureContext} from 'node:tls'
import {failing} from '../../src/links/failure.ts'
import type {Resolve} from '../../src/links/resolver.ts'
import {openTestAuthority, selfSignedFor} from './test-authority.ts'

/** How a server answers: `nth` counts the requests for this very address from 1. */
export type Act = (request: http.IncomingMessage, response: http.ServerResponse, nth: number) => void

type Certificate = 'valid' | 'expired' | 'not yet' | 'wrong host' | 'self-signed' | 'of nobody'

/** One link, and what waits for it. Addresses may say `{self}`, `{sub}` and `{other}` for the origins that are this link's alone. */
export interface Behaviour {
  /** What is listed; by default the first of the routes. */
  readonly link?: string
  readonly scheme?: 'http' | 'https'
  readonly certificate?: Certificate
  /** By path (`/a`), or by host and path (`other/a`, `sub/a`); all else is a living page. */
  readonly routes?: Readonly<Record<string, Act>>
  /** Instead of this machine: what a name server says, by `self`, `sub` or `other`. */
  readonly dns?: Readonly<Record<string, 'no such domain' | 'SERVFAIL' | readonly string[]>>
}

export interface BehavingWeb {
  /** The address that a list would have. */
  readonly linkOf: (name: string) => string
  /** An address of a behaviour with its placeholders filled in. */
  readonly fill: (name: string, text: string) => string
  readonly resolve: Resolve
  /** Whom to trust. */
  readonly ca: string
  readonly requests: readonly {
    readonly url: string
    readonly method: string
    readonly headers: http.IncomingHttpHeaders
    readonly socket: Socket
    readonly atMs: number
  }[]
  readonly close: () => void
}

/** Servers on this machine that behave as the table says, each behaviour on hosts of its own. */
export async function openBehavingWeb(behaviours: Readonly<Record<string, Behaviour>>): Promise<BehavingWeb> {
  const names = Object.keys(behaviours)
  const hostOf = (name: string, which: string): string => {
    const own = `${which === 'other' ? 'other' : 'ant'}${names.indexOf(name)}.example`
    return which === 'sub' ? `docs.${own}` : own
  }
  const owners = new Map(
    names.flatMap(name => ['self', 'sub', 'other'].map(which => [hostOf(name, which), {name, which}] as const)),
  )
  const requests: BehavingWeb['requests'][number][] = []
  const counts = new Map<string, number>()

  const listener =
    (scheme: string): http.RequestListener =>
    (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '')
      const url = `${scheme}://${host}${request.url}`
      requests.push({
        url,
        method: request.method ?? '',
        headers: request.headers,
        socket: request.socket,
        atMs: performance.now(),
      })
      const nth = (counts.get(url) ?? 0) + 1
      counts.set(url, nth)
      const {name = '', which = ''} = owners.get(host) ?? {}
      const routes = behaviours[name]?.routes ?? {}
      const act = routes[`${which === 'self' ? '' : which}${request.url}`] ?? routes[`${which}${request.url}`]
      response.on('error', () => {})
      act?.(
        request,
        filling(response, text => fill(name, text)),
        nth,
      )
      if (act === undefined)
        response.setHeader('content-type', 'text/html').end('<title>A living page</title><h1 id="usage">Ants</h1>')
    }
  const plain = http.createServer(listener('http'))
  const certificates = await makeCertificates(
    names.map(name => ({host: hostOf(name, 'self'), kind: behaviours[name]?.certificate ?? 'valid'})),
  )
  const secure = https.createServer(
    {...certificates.byDefault, SNICallback: (host, done) => done(null, createSecureContext(certificates.of(host)))},
    listener('https'),
  )
  for (const server of [plain, secure])
    server.on('clientError', (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).on('tlsClientError', () => {})
  const [plainPort, securePort] = [await portOf(plain), await portOf(secure)]

  function fill(name: string, text: string): string {
    const behaviour = behaviours[name]
    const scheme = behaviour?.scheme ?? 'http'
    const port = scheme === 'http' ? plainPort : securePort
    return text
      .replaceAll(/\{(self|sub|other)\}/g, (_, which: string) => `${scheme}://${hostOf(name, which)}:${port}`)
      .replaceAll('{plain}', `http://${hostOf(name, 'self')}:${plainPort}`)
      .replaceAll('{plain port}', String(plainPort))
      .replaceAll('{host}', hostOf(name, 'self'))
  }

  return {
    linkOf: name => fill(name, behaviours[name]?.link ?? `{self}${Object.keys(behaviours[name]?.routes ?? {})[0] ?? '/'}`),
    fill,
    async resolve(name) {
      const owner = owners.get(name)
      const answer = owner === undefined ? undefined : behaviours[owner.name]?.dns?.[owner.which]
      if (answer === 'no such domain') throw failing('no such domain', name)
      if (answer === 'SERVFAIL') throw failing('resolver', 'ESERVFAIL')
      return answer ?? ['127.0.0.1']
    },
    ca: certificates.ca,
    requests,
    close() {
      for (const server of [plain, secure]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

async function makeCertificates(wanted: readonly {readonly host: string; readonly kind: Certificate}[]) {
  const [authority, stranger] = [await openTestAuthority(), await openTestAuthority()]
  const hosts = (kind: Certificate) => [...wanted.filter(each => each.kind === kind).map(({host}) => host), 'spare.example']
  const byKind = {
    valid: await authority.issue(hosts('valid')),
    expired: await authority.issue(hosts('expired'), 'expired'),
    'not yet': await authority.issue(hosts('not yet'), 'not yet'),
    'wrong host': await authority.issue(['somebody-else.example']),
    'self-signed': await selfSignedFor(hosts('self-signed')),
    'of nobody': await stranger.issue(hosts('of nobody')),
  }
  return {
    ca: authority.cert,
    byDefault: byKind.valid,
    of: (host: string) => byKind[wanted.find(each => each.host === host)?.kind ?? 'valid'],
  }
}

/** `{self}` and its like in a `Location` or a body, as the tests write them. */
function filling(response: http.ServerResponse, fill: (text: string) => string): http.ServerResponse {
  const {writeHead, end} = response
  return Object.assign(response, {
    writeHead: (status: number, headers: http.OutgoingHttpHeaders = {}) => {
      const filled = Object.fromEntries(
        Object.entries(headers).map(([key, value]) => [key, typeof value === 'string' ? fill(value) : value]),
      )
      return writeHead.call(response, status, filled)
    },
    end: (body?: unknown) => end.call(response, typeof body === 'string' ? fill(body) : body, 'utf8'),
  })
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

// ---- what servers do

const html = {'content-type': 'text/html; charset=utf-8'}

/** A page of this title. */
export const page =
  (title = 'Ants', status = 200, headers: http.OutgoingHttpHeaders = {}): Act =>
  (_, response) =>
    response.writeHead(status, {...html, ...headers}).end(`<!doctype html><title>${title}</title><h1 id="usage">Ants</h1>`)

/** A page of this text. */
export const text =
  (body: string | Buffer, status = 200, headers: http.OutgoingHttpHeaders = {}): Act =>
  (_, response) =>
    response.writeHead(status, {...html, ...headers}).end(body)

export const redirect =
  (status: number, location: string, headers: http.OutgoingHttpHeaders = {}): Act =>
  (_, response) =>
    response.writeHead(status, {location, ...headers}).end()

/** Bytes instead of an answer, then the end. */
export const raw =
  (bytes: string): Act =>
  request =>
    void request.socket.end(Buffer.from(bytes, 'latin1'))

export const reset: Act = request => void request.socket.resetAndDestroy()

export const hang: Act = () => {}

/** Headers, and then a bit now and then for ever. */
export const drip: Act = (_, response) => {
  response.writeHead(200, html)
  const timer = setInterval(() => response.write('.'), 100)
  response.on('close', () => clearInterval(timer))
}

/** As much as anybody takes. */
export const endless =
  (type = 'text/html'): Act =>
  (_, response) => {
    response.writeHead(200, {'content-type': type})
    const pump = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    }
    response.on('drain', pump)
    pump()
  }

/** One after the other; the last one stays. */
export const inTurn =
  (...acts: readonly [Act, ...Act[]]): Act =>
  (request, response, nth) =>
    (acts[nth - 1] ?? acts.at(-1) ?? acts[0])(request, response, nth)

/** Only with this cookie; else it is set, and the visitor is asked to come back. */
export const wantsCookie =
  (back: string): Act =>
  (request, response) =>
    /\bseen=1\b/.test(request.headers.cookie ?? '')
      ? page()(request, response, 1)
      : redirect(302, back, {'set-cookie': 'seen=1; Path=/'})(request, response, 1)
