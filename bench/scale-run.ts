/**
 * Scans so many lists for the first time, in a process of its own: `node bench/scale-run.ts LISTS DATABASE WEB-PORT NAME-SERVER`, where the database is a folder or the
 * URL of a server. Says by IPC what that took.
 */
import {readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {checkPages} from '../src/journeys/check-pages.ts'
import {keepIssue} from '../src/journeys/keep-issue.ts'
import {openScan} from '../src/journeys/open-scan.ts'
import type {ScanOutside} from '../src/journeys/scan-outside.ts'
import {openLinkEngine} from '../src/links/link-engine.ts'
import {openQueue} from '../src/queue/open-queue.ts'
import {noteRepositories} from '../src/store/note-repositories.ts'
import {openDatabase} from '../src/store/open-database.ts'
import {scanStore} from '../src/store/scan-store.ts'
import {sql} from '../src/store/sql.ts'
import {openScaleGithub, refOf} from './scale-github.ts'

export interface Scanned {
  readonly seconds: number
  /** Of this process: on the processor, and at most in memory. */
  readonly cpuSeconds: number
  readonly megabytes: number
  readonly links: number
  readonly pages: number
  readonly databaseMegabytes: number
  readonly jobs: Readonly<Record<string, number>>
  readonly github: Readonly<Record<string, number>>
  /** Once all is done: the longest of five. */
  readonly tickMs: number
  /** When the first list was through, and when nine of ten were (seconds). */
  readonly firstSeconds: number
  readonly mostSeconds: number
  /** Seconds that each step took, all jobs together, waiting included. */
  readonly spent: Readonly<Record<string, number>>
}

// Nobody is left behind by a bench that was stopped.
process.on('disconnect', () => process.exit())
const [count = '', place = '', webPort = '', nameServer = ''] = process.argv.slice(2)
const lists = Number(count)
const isServer = place.startsWith('postgres:')
const database = await openDatabase(isServer ? {kind: 'server', url: place} : {kind: 'folder', path: place}, Date.now(), () => {})
const github = openScaleGithub(Number(webPort))
const engine = openLinkEngine({allowPrivate: ['127.0.0.1'], dnsServers: [nameServer]})
const outside: ScanOutside = {
  octokitFor: github.octokitFor,
  askRepositoriesFor: github.askRepositoriesFor,
  store: scanStore(database),
  engine,
  githubUrl: 'https://github.com',
  now: Date.now,
  pause: (ms, signal) => pause(ms, undefined, {signal}),
  tell: () => {},
}
const spent: Record<string, number> = {}
async function timed<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
  const startMs = performance.now()
  try {
    return await work()
  } finally {
    spent[step] = (spent[step] ?? 0) + (performance.now() - startMs) / 1000
  }
}
const bytesIn = (folder: string): number =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .reduce((sum, {parentPath, name}) => sum + statSync(join(parentPath, name)).size, 0)
const trouble = (what: string) => process.stderr.write(`${what}\n`)
const queue = await openQueue({
  database,
  review: async () => {},
  tell: {failed: (_, error) => trouble(String(error)), postponed: () => {}, handedBack: () => {}, trouble},
  scans: {
    work: {
      openScan: (ref, cause, signal) => timed('open-scan', () => openScan(outside, ref, cause, signal)),
      checkPages: (bucket, signal) => timed('check-pages', () => checkPages(outside, bucket, signal)),
      keepIssue: (ref, signal) => timed('keep-issue', () => keepIssue(outside, ref, signal)),
    },
    now: Date.now,
    tell: {failed: (job, error) => trouble(`${job}: ${error}`), died: trouble, postponed: () => {}, ticked: () => {}},
  },
})

const numberOf = async (query: ReturnType<typeof sql>): Promise<number> => Number((await database.query(query))[0]?.['n'])
const through = () => numberOf(sql`select count(*) as n from listkeeper.scan_results`)

const startMs = performance.now()
const since = () => (performance.now() - startMs) / 1000
const startCpu = process.cpuUsage()
await noteRepositories(
  database,
  Array.from({length: lists}, (_, n) => ({...refOf(n), isPrivate: false})),
  Date.now(),
)
await queue.tick(Date.now())
let [firstSeconds, mostSeconds] = [0, 0]
for (;;) {
  await pause(500)
  const done = await through()
  if (done > 0 && firstSeconds === 0) firstSeconds = since()
  if (done >= lists * 0.9 && mostSeconds === 0) mostSeconds = since()
  if (process.env['PROGRESS'] === '1') {
    const left = await numberOf(sql`select count(*) as n from listkeeper.pages where wanted_ms is not null`)
    trouble(`${since().toFixed(0)} s: ${done} lists through, ${left} pages left, ${JSON.stringify(spent)}`)
  }
  if (done >= lists) break
}
const seconds = since()
const {user, system} = process.cpuUsage(startCpu)

const ticks: number[] = []
for (let nth = 0; nth < 5; nth += 1) {
  const tickStartMs = performance.now()
  await queue.tick(Date.now())
  ticks.push(performance.now() - tickStartMs)
}
const jobs = await database.query(sql`select name, count(*) as n from pgboss.job group by name`)
const scanned: Scanned = {
  seconds,
  cpuSeconds: (user + system) / 1_000_000,
  megabytes: process.resourceUsage().maxRSS / 1024,
  links: await numberOf(sql`select coalesce(sum((counts ->> 'links')::int), 0) as n from listkeeper.scan_results`),
  pages: await numberOf(sql`select count(*) as n from listkeeper.pages`),
  databaseMegabytes: isServer
    ? (await numberOf(sql`select pg_database_size(current_database()) as n`)) / 1e6
    : bytesIn(place) / 1e6,
  jobs: Object.fromEntries(jobs.map(row => [String(row['name']), Number(row['n'])])),
  github: Object.fromEntries(github.requests),
  tickMs: Math.max(...ticks),
  firstSeconds,
  mostSeconds,
  spent,
}
await queue.stop(1000)
await engine.close()
await database.close()
process.send?.(scanned, () => process.exit())
