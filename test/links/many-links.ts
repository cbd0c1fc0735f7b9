/**
 * Checks thousands of links in a process of its own, with `--expose-gc`, and says by IPC what that left behind: `node --expose-gc test/links/many-links.ts PORT COUNT…`.
 */
import {existsSync, readdirSync} from 'node:fs'
import {openLinkEngine} from '../../src/links/link-engine.ts'

export interface Left {
  readonly links: number
  readonly ms: number
  readonly alive: number
  readonly dead: number
  /** After collecting garbage, with all verdicts let go of. */
  readonly heapBytes: number
  /** The most that the process had at any time so far, in bytes. */
  readonly peakBytes: number
  /** Open files and sockets, at the most and at the end; undefined where the system does not tell. */
  readonly mostOpen: number | undefined
  readonly open: number | undefined
  readonly warnings: readonly string[]
}

const [port, ...counts] = process.argv.slice(2)
const warnings: string[] = []
process.on('warning', warning => void warnings.push(`${warning.name}: ${warning.message}`))

const descriptors = (): number | undefined => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : undefined)

const engine = openLinkEngine({allowPrivate: ['127.0.0.1'], resolve: async () => ['127.0.0.1']})
const limits = {timeoutMs: 10_000, deadlineMs: 600_000, concurrency: 128, perSite: 16, retries: 2}

/** Five links to each site, of which one in fifty is dead, and two to the same page. */
const urlsOf = (count: number): string[] =>
  Array.from(
    {length: count},
    (_, n) =>
      `http://s${Math.floor(n / 5)}.example:${port}/${n % 50 === 7 ? 'gone' : 'page'}-${n % 5 === 4 ? n - 1 : n}${n % 5 === 4 ? '#part' : ''}`,
  )

async function check(links: number): Promise<Left> {
  let mostOpen = descriptors()
  const watch = setInterval(() => {
    mostOpen = mostOpen === undefined ? undefined : Math.max(mostOpen, descriptors() ?? 0)
  }, 100)
  const startMs = performance.now()
  let alive = 0
  let dead = 0
  for (const verdict of (await engine.checkLinks(urlsOf(links), limits, new AbortController().signal)).values()) {
    if (verdict.kind === 'alive') alive += 1
    if (verdict.kind === 'dead') dead += 1
  }
  const ms = performance.now() - startMs
  clearInterval(watch)
  // Connections that nobody uses are closed within a second or two.
  for (let tries = 0; tries < 100 && (descriptors() ?? 0) > 60; tries += 1) await new Promise(resolve => setTimeout(resolve, 50))
  globalThis.gc?.()
  await new Promise(resolve => setImmediate(resolve))
  globalThis.gc?.()
  const {heapUsed: heapBytes, external} = process.memoryUsage()
  return {
    links,
    ms,
    alive,
    dead,
    heapBytes: heapBytes + external,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    mostOpen,
    open: descriptors(),
    warnings,
  }
}

for (const count of counts) process.send?.(await check(Number(count)))
await engine.close()
process.disconnect?.()
