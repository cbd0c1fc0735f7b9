/**
 * One checker asks for all links of a world, in a process of its own: `node bench/ask-world.ts CHECKER WORLD TOOLS-FOLDER WEB-PORT NAME-SERVER`. Says by IPC what it found,
 * how long that took (without loading the checker) and how much memory it had.
 */
import dns, {type LookupAddress} from 'node:dns'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {createRequire, syncBuiltinESMExports} from 'node:module'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import pLimit from 'p-limit'
import {Agent, request} from 'undici'
import {onCommandLine} from '../src/journeys/ask-links.ts'
import {openLinkEngine} from '../src/links/link-engine.ts'
import {type Fate, timeoutMs, worlds} from './worlds.ts'

export interface Told {
  readonly ms: number
  readonly megabytes: number
  /** How many links it is right about. */
  readonly right: number
  readonly wrong: readonly string[]
}

type Check = (urls: readonly string[]) => Promise<ReadonlyMap<string, Fate>>

const [checker = '', worldName, tools = '', webPort, nameServer = ''] = process.argv.slice(2)
const world = worlds().find(({name}) => name === worldName)
if (world === undefined) throw new Error(`There is no world ${worldName}.`)

const atOnce = 128
const toolUrl = (path: string): string => pathToFileURL(resolve(tools, 'node_modules', path)).href

/** Names of the world, by c-ares, each asked for once: what the system's resolver would cost is not what is measured here. */
function openNames(): (name: string) => Promise<string> {
  const resolver = new dns.promises.Resolver()
  resolver.setServers([nameServer])
  const limit = pLimit(40)
  const known = new Map<string, Promise<string>>()
  return name => {
    const address = known.get(name) ?? limit(async () => (await resolver.resolve4(name))[0] ?? '')
    known.set(name, address)
    return address
  }
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** The others look names up as they do; this gives all of them the same, fast answer. */
function patchLookup(): void {
  const addressOf = openNames()
  const original = dns.lookup
  const lookup = (name: string, options: unknown, then?: LookupCallback) => {
    const callback = (typeof options === 'function' ? options : then) as LookupCallback
    const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true
    if (!name.endsWith('.example'))
      return original(name, (typeof options === 'object' ? options : {}) as never, callback as never)
    addressOf(name).then(
      address => (all ? callback(null, [{address, family: 4}]) : callback(null, address, 4)),
      (error: Error) => callback(error, ''),
    )
  }
  Object.assign(dns, {lookup})
  syncBuiltinESMExports()
}

/** How a status reads, kindly: only 404 and 410 say dead. */
const fateOfStatus = (status: number): Fate =>
  status >= 200 && status < 300 ? 'alive' : status === 404 || status === 410 ? 'dead' : 'open'

const checkers: Readonly<Record<string, () => Promise<Check>>> = {
  async listkeeper() {
    const engine = openLinkEngine({allowPrivate: ['127.0.0.1'], dnsServers: [nameServer]})
    return async urls => {
      const {timeoutMs: _, ...options} = onCommandLine
      const verdicts = await engine.checkLinks(urls, {...options, timeoutMs, deadlineMs: 600_000}, new AbortController().signal)
      await engine.close()
      return new Map(
        [...verdicts].map(
          ([url, {kind}]) => [url, kind === 'alive' || kind === 'moved' ? 'alive' : kind === 'dead' ? 'dead' : 'open'] as const,
        ),
      )
    }
  },

  async 'bare undici'() {
    const addressOf = openNames()
    const lookup = (name: string, _: unknown, callback: LookupCallback): void =>
      void addressOf(name).then(address => callback(null, [{address, family: 4}]))
    const dispatcher = new Agent({
      connect: {lookup: lookup as never, timeout: timeoutMs},
      allowH2: false,
      headersTimeout: timeoutMs,
    })
    return async urls => {
      const limit = pLimit(atOnce)
      const ask = async (url: string, redirects = 5): Promise<Fate> => {
        try {
          const {statusCode, headers, body} = await request(url, {dispatcher, signal: AbortSignal.timeout(timeoutMs)})
          await body.dump()
          const location = headers['location']
          if (statusCode >= 300 && statusCode < 400 && typeof location === 'string' && redirects > 0)
            return ask(new URL(location, url).href, redirects - 1)
          return fateOfStatus(statusCode)
        } catch {
          return 'open'
        }
      }
      return new Map(await Promise.all(urls.map(url => limit(async () => [url, await ask(url)] as const))))
    }
  },

  async linkinator() {
    patchLookup()
    const {LinkChecker} = await import(toolUrl('linkinator/build/src/index.js'))
    return async urls => {
      const folder = mkdtempSync(join(tmpdir(), 'listkeeper-linkinator-'))
      writeFileSync(join(folder, 'readme.md'), urls.map(url => `- <${url}>`).join('\n'))
      const checked: {links: {url: string; status?: number; state: string}[]} = await new LinkChecker().check({
        path: 'readme.md',
        serverRoot: folder,
        markdown: true,
        concurrency: atOnce,
        timeout: timeoutMs,
        retry: true,
      })
      rmSync(folder, {recursive: true})
      return new Map(
        checked.links.map(({url, status = 0, state}) => [url, state === 'OK' ? 'alive' : fateOfStatus(status)] as const),
      )
    }
  },

  async 'markdown-link-check'() {
    patchLookup()
    const linkCheck = createRequire(toolUrl('x'))('link-check')
    const options = {timeout: `${timeoutMs} ms`, retryOn429: true, retryCount: 5, fallbackRetryDelay: '1s'}
    return async urls => {
      const limit = pLimit(100)
      const ask = (url: string) =>
        new Promise<readonly [string, Fate]>((fulfil, reject) =>
          linkCheck(url, options, (error: Error | null, result: {status: string; statusCode: number}) =>
            error === null ? fulfil([url, result.status === 'alive' ? 'alive' : fateOfStatus(result.statusCode)]) : reject(error),
          ),
        )
      return new Map(await Promise.all(urls.map(url => limit(() => ask(url)))))
    }
  },

  async 'dead-or-alive'() {
    patchLookup()
    const {deadOrAlive} = await import(toolUrl('dead-or-alive/index.js'))
    return async urls => {
      const limit = pLimit(atOnce)
      const ask = async (url: string): Promise<readonly [string, Fate]> => {
        const result: {status: 'alive' | 'dead'; messages: {reason: string; cause?: unknown}[]} = await deadOrAlive(url, {
          checkAnchor: false,
          findUrls: false,
          timeout: timeoutMs,
        })
        if (result.status === 'alive') return [url, 'alive']
        return [url, /\b(?:404|410)\b/.test(result.messages.map(({reason}) => reason).join(' ')) ? 'dead' : 'open']
      }
      return new Map(await Promise.all(urls.map(url => limit(() => ask(url)))))
    }
  },
}

const check = await checkers[checker]?.()
if (check === undefined) throw new Error(`There is no checker ${checker}.`)
const links = Object.entries(world.links).map(([link, fate]) => {
  const slash = link.indexOf('/')
  return [`http://${link.slice(0, slash)}:${webPort}${link.slice(slash)}`, fate] as const
})
const startMs = performance.now()
const found = await check(links.map(([url]) => url))
const ms = performance.now() - startMs
const wrong = links
  .filter(([url, fate]) => found.get(url) !== fate)
  .map(([url, fate]) => `${url} is ${fate}, not ${found.get(url)}`)
const told: Told = {
  ms,
  megabytes: process.resourceUsage().maxRSS / 1024,
  right: links.length - wrong.length,
  wrong: wrong.slice(0, 5),
}
process.send?.(told, () => process.exit())
