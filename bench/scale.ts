/**
 * Scans 50, 125, 250 and 500 lists for the first time, 100,000 links in the end, on both databases, and writes to `bench/scale-results.md` how all grows:
 * `node bench/scale.ts [--lists 50,125] [--on folder|server] [--kept FILE] [--no-write]`. What stands in FILE, a run a line, is not measured again. Without a PostgreSQL server on the machine only the one in the process is measured.
 */
import {fork} from 'node:child_process'
import {appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {hasPostgres, startPostgres} from '../test/store/postgres-server.ts'
import {message} from './message.ts'
import type {Scanned} from './scale-run.ts'
import {mostLists} from './scale-world.ts'
import type {Ready, Seen} from './serve-world.ts'

const {values: given} = parseArgs({
  options: {
    lists: {type: 'string', default: `50,125,250,${mostLists}`},
    on: {type: 'string'},
    kept: {type: 'string'},
    'no-write': {type: 'boolean', default: false},
  },
})

type Measured = Scanned & {readonly on: 'folder' | 'server'; readonly lists: number; readonly web: Seen}

const kinds = {folder: 'PostgreSQL in the process (PGlite)', server: 'a PostgreSQL server'} as const

async function main(): Promise<void> {
  const sizes = given.lists.split(',').map(Number)
  const tables: string[] = []
  for (const on of ['folder', 'server'] as const) {
    if ((given.on !== undefined && given.on !== on) || (on === 'server' && !hasPostgres)) continue
    const measured: Measured[] = []
    for (const lists of sizes) measured.push(known(on, lists) ?? (await measure(on, lists)))
    tables.push(`## ${kinds[on]}\n\n${table(measured)}`)
  }
  const text = tables.join('\n\n')
  console.log(text)
  if (!given['no-write']) writeFileSync(resolve(import.meta.dirname, 'scale-results.md'), page(text))
}

async function measure(on: Measured['on'], lists: number): Promise<Measured> {
  const measured = {on, lists, ...(await (on === 'folder' ? inFolder(lists) : onServer(lists)))}
  console.error(JSON.stringify(measured))
  if (given.kept !== undefined) appendFileSync(given.kept, `${JSON.stringify(measured)}\n`)
  return measured
}

function known(on: Measured['on'], lists: number): Measured | undefined {
  if (given.kept === undefined || !existsSync(given.kept)) return undefined
  const lines = readFileSync(given.kept, 'utf8')
    .split('\n')
    .filter(line => line !== '')
  return lines.map((line): Measured => JSON.parse(line)).find(one => one.on === on && one.lists === lists)
}

async function inFolder(lists: number) {
  const folder = mkdtempSync(join(tmpdir(), 'listkeeper-scale-'))
  try {
    return await run(lists, join(folder, 'data'))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

async function onServer(lists: number) {
  const server = await startPostgres()
  try {
    return await run(lists, await server.newDatabase())
  } finally {
    await server.stop()
  }
}

/** A web and a scanner, each in a process of its own. */
async function run(lists: number, place: string): Promise<Scanned & {readonly web: Seen}> {
  const web = fork(join(import.meta.dirname, 'serve-world.ts'), ['scale'])
  try {
    const {webPort, nameServer} = await message<Ready>(web)
    const scanner = fork(join(import.meta.dirname, 'scale-run.ts'), [String(lists), place, String(webPort), nameServer])
    try {
      const scanned = await message<Scanned>(scanner)
      const seen = message<Seen>(web)
      web.send('seen')
      return {...scanned, web: await seen}
    } finally {
      scanner.kill('SIGKILL')
    }
  } finally {
    web.kill()
  }
}

const rows: readonly (readonly [string, (measured: Measured) => string])[] = [
  ['links', ({links}) => whole(links)],
  ['different pages', ({pages}) => whole(pages)],
  ['seconds until all lists are through', ({seconds}) => seconds.toFixed(0)],
  [
    'until the first is, until nine of ten are',
    ({firstSeconds, mostSeconds}) => `${firstSeconds.toFixed(0)}, ${mostSeconds.toFixed(0)}`,
  ],
  ['links a second', ({links, seconds}) => (links / seconds).toFixed(0)],
  ['pages a second', ({pages, seconds}) => (pages / seconds).toFixed(0)],
  [
    'processor seconds, and each a thousand links',
    ({cpuSeconds, links}) => `${cpuSeconds.toFixed(0)}, ${((cpuSeconds / links) * 1000).toFixed(2)}`,
  ],
  ['most memory (MB)', ({megabytes}) => megabytes.toFixed(0)],
  [
    'database (MB), and each page (kB)',
    ({databaseMegabytes, pages}) => `${databaseMegabytes.toFixed(0)}, ${((databaseMegabytes / pages) * 1000).toFixed(1)}`,
  ],
  ['requests to the web', ({web}) => whole(web.requests)],
  ['different addresses asked, most often one', ({web}) => `${whole(web.pages)}, ${web.mostOfOnePage}`],
  ['requests of the most asked site, most at once there', ({web}) => `${whole(web.mostOfOneSite)}, ${web.mostInFlight}`],
  ['answers of 429', ({web}) => whole(web.refused)],
  ['requests to GitHub: REST, each list', ({github, lists}) => `${whole(rest(github))}, ${(rest(github) / lists).toFixed(1)}`],
  ['requests to GitHub: GraphQL', ({github}) => whole(github['GraphQL'] ?? 0)],
  [
    'jobs: open-scan, check-pages, keep-issue',
    ({jobs}) => ['open-scan', 'check-pages', 'keep-issue'].map(name => whole(jobs[name] ?? 0)).join(', '),
  ],
  [
    'seconds in them, all together',
    ({spent}) => ['open-scan', 'check-pages', 'keep-issue'].map(name => whole(spent[name] ?? 0)).join(', '),
  ],
  ['a tick when nothing is due (ms)', ({tickMs}) => tickMs.toFixed(0)],
]

const rest = (github: Measured['github']): number =>
  Object.entries(github).reduce((sum, [kind, requests]) => (kind === 'GraphQL' ? sum : sum + requests), 0)

const whole = (number: number): string => Math.round(number).toLocaleString('en-US')

const table = (measured: readonly Measured[]): string =>
  [
    `| lists | ${measured.map(({lists}) => lists).join(' | ')} |`,
    `|---|${'---|'.repeat(measured.length)}`,
    ...rows.map(([name, tell]) => `| ${name} | ${measured.map(tell).join(' | ')} |`),
  ].join('\n')

const page = (text: string): string => `# Scans, and how they grow

Made by \`node bench/scale.ts\`: lists that were never scanned before, all due at once, by one process with the real store, queue and link engine. The web is
served by another process on the same two cores (\`bench/serve-world.ts\`): each answer takes 20 to 300 ms, a name 15 ms; 3 % of the pages are gone, 5 % have moved. GitHub answers
in the process of the scans, REST in 60 ms, GraphQL in 400 ms. The lists share pages as 22 well-known ones do (\`bench/scale-world.ts\` says how). No site hangs: what that costs stands in
\`bench/links-results.md\`. Seconds, and how many a second, depend on what else the machine does (much, when these were taken); processor seconds, requests, jobs and sizes do not.

${text}
`

await main()
