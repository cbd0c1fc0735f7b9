/**
 * Serves one of the worlds on 127.0.0.1, in a process of its own: `node bench/serve-world.ts NAME`. It tells its ports by IPC as soon as it is there; asked with any message it tells what
 * came in so far, and starts to count anew.
 */
import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {decode, encode} from 'dns-packet'
import {scaleSite} from './scale-world.ts'
import {answerTo, type Site, worlds} from './worlds.ts'

/** Where a world is: its web is one port for all names, told apart by `Host`. */
export interface Ready {
  readonly webPort: number
  /** `127.0.0.1:PORT`, over UDP. */
  readonly nameServer: string
}

/** What came in since the last time. */
export interface Seen {
  readonly requests: number
  readonly refused: number
  /** At once at the site with the most links. */
  readonly mostInFlight: number
  readonly connections: number
  /** Different pages that were asked for, and how often the one was that was asked for most. */
  readonly pages: number
  readonly mostOfOnePage: number
  /** Of the site that was asked most. */
  readonly mostOfOneSite: number
}

const {siteOf, hot} = named(process.argv[2] ?? '')

/** A world is told by its name; that of `bench/scale.ts` knows its sites without a list of them. */
function named(name: string): {readonly siteOf: (host: string) => Site | undefined; readonly hot: string} {
  if (name === 'scale') return {siteOf: scaleSite, hot: 'large0.example'}
  const world = worlds().find(one => one.name === name)
  if (world === undefined) throw new Error(`There is no world ${name}.`)
  return {siteOf: host => world.sites[host], hot: world.hot}
}

/** A name takes a while to be looked up, as it does on the way through the internet. */
const nameMs = 15
const inFlight = new Map<string, number>()
const tokens = new Map<string, {left: number; atMs: number}>()
let seen = {requests: 0, refused: 0, mostInFlight: 0, connections: 0}
let byPage = new Map<string, number>()
let bySite = new Map<string, number>()

function refuses(host: string, {most}: Site, open: number): boolean {
  if (most === undefined) return false
  const nowMs = performance.now()
  const bucket = tokens.get(host) ?? {left: most.perSecond, atMs: nowMs}
  bucket.left = Math.min(most.perSecond, bucket.left + ((nowMs - bucket.atMs) * most.perSecond) / 1000)
  bucket.atMs = nowMs
  tokens.set(host, bucket)
  if (open > most.inFlight || bucket.left < 1) return true
  bucket.left -= 1
  return false
}

const page = `<!doctype html><title>A page</title><p>${'Words of a page. '.repeat(200)}`

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const most = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((one, other) => Math.max(one, other), 0)

function answer(request: IncomingMessage, response: ServerResponse): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  const site = siteOf(host)
  const path = request.url ?? '/'
  const open = (inFlight.get(host) ?? 0) + 1
  inFlight.set(host, open)
  response.on('close', () => inFlight.set(host, (inFlight.get(host) ?? 1) - 1))
  seen.requests += 1
  count(byPage, `${host}${path}`)
  count(bySite, host)
  if (host === hot) seen.mostInFlight = Math.max(seen.mostInFlight, open)
  if (site === undefined) return void response.writeHead(421).end()
  if (refuses(host, site, open)) {
    seen.refused += 1
    return void response.writeHead(429, {'retry-after': '1'}).end('slow down')
  }
  if (site.hangs === true || answerTo(path) === 'nothing') return
  setTimeout(
    () => send(path, request.method ?? 'GET', response),
    site.latencyMs * (0.8 + ((path.length * 7 + Number(/\d+/.exec(path)?.[0] ?? 0)) % 5) / 10),
  )
}

function send(path: string, method: string, response: ServerResponse): void {
  const kind = answerTo(path)
  const status = kind === 'moved' ? 301 : kind === 'not found' ? 404 : 200
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': page.length,
    ...(kind === 'moved' ? {location: path.replace('/old', '/page')} : {}),
  })
  response.end(method === 'HEAD' ? undefined : page)
}

const web = createServer(answer)
web.on('connection', () => {
  seen.connections += 1
})
web.listen(0, '127.0.0.1', 4096)

const names = createSocket('udp4')
names.on('message', (message, peer) => {
  const {id = 0, questions = []} = decode(message)
  const name = questions[0]?.name.toLowerCase() ?? ''
  const known = siteOf(name) !== undefined
  const answers = known && questions[0]?.type === 'A' ? [{type: 'A' as const, name, ttl: 60, data: '127.0.0.1'}] : []
  setTimeout(
    () => names.send(encode({type: 'response', id, flags: known ? 0 : 3, questions, answers}), peer.port, peer.address),
    nameMs,
  )
})
names.bind(0, '127.0.0.1')
await Promise.all([once(web, 'listening'), once(names, 'listening')])

process.on('message', () => {
  const counted = {pages: byPage.size, mostOfOnePage: most(byPage), mostOfOneSite: most(bySite)}
  process.send?.({...seen, ...counted} satisfies Seen)
  byPage = new Map()
  bySite = new Map()
  seen = {requests: 0, refused: 0, mostInFlight: 0, connections: 0}
  tokens.clear()
})
process.on('disconnect', () => process.exit())
const address = web.address()
if (address === null || typeof address === 'string') throw new Error('The web has no port.')
process.send?.({webPort: address.port, nameServer: `127.0.0.1:${names.address().port}`} satisfies Ready)
