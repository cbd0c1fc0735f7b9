/**
 * Checks the links of three worlds with Listkeeper and with three other checkers, side by side, and writes the medians to `bench/links-results.md`:
 * `node bench/links.ts [--runs N] [--only WORLD] [--checkers A,B] [--no-write] [--tools FOLDER]`.
 *
 * The other checkers are installed into a folder for the occasion (`npm install --prefix`), which needs a network; without one they are left out, with a
 * word about it. `--tools FOLDER` keeps them there, or finds them there.
 */
import {execFileSync, fork} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import type {Told} from './ask-world.ts'
import {message} from './message.ts'
import type {Ready, Seen} from './serve-world.ts'
import {timeoutMs, type World, worlds} from './worlds.ts'

const root = resolve(import.meta.dirname, '..')
const packages = ['linkinator@8.1.0', 'link-check@5.6.0', 'dead-or-alive@1.0.5'] as const
const own = ['listkeeper', 'bare undici'] as const
const others = ['linkinator', 'markdown-link-check', 'dead-or-alive'] as const

const {values: given} = parseArgs({
  options: {
    runs: {type: 'string', default: '3'},
    only: {type: 'string'},
    checkers: {type: 'string'},
    tools: {type: 'string'},
    'no-write': {type: 'boolean', default: false},
  },
})

type Measured = Told & Seen

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'listkeeper-bench-'))
  try {
    const tools = given.tools === undefined ? join(folder, 'tools') : resolve(given.tools)
    const wanted = given.checkers?.split(',') ?? [...own, ...(install(tools) ? others : [])]
    const tables: string[] = []
    let spreadMs: number | undefined
    for (const world of worlds().filter(({name}) => given.only === undefined || name === given.only)) {
      const measured = await measure(world, wanted, tools)
      const ownMs = measured.get('listkeeper')?.ms
      if (world.name === 'spread') spreadMs = ownMs
      tables.push(table(world, measured))
      if (world.name === 'tail' && ownMs !== undefined && spreadMs !== undefined) tables.push(aboutTail(ownMs, spreadMs))
    }
    const text = tables.join('\n\n')
    console.log(text)
    if (!given['no-write']) writeFileSync(join(root, 'bench/links-results.md'), page(text))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function install(tools: string): boolean {
  if (existsSync(join(tools, 'node_modules'))) return true
  mkdirSync(tools, {recursive: true})
  try {
    execFileSync('npm', ['install', '--prefix', tools, '--no-audit', '--no-fund', '--loglevel', 'error', ...packages], {
      stdio: 'inherit',
    })
    return true
  } catch {
    console.error(
      `The other checkers could not be installed (is there a network?): ${packages.join(', ')}. Measured without them.`,
    )
    return false
  }
}

/** In turn, so that whatever else the machine does disturbs all of them alike. */
async function measure(world: World, wanted: readonly string[], tools: string): Promise<Map<string, Measured>> {
  const runs = new Map<string, Measured[]>(wanted.map(checker => [checker, []]))
  for (let round = 1; round <= Number(given.runs); round += 1) {
    for (const [checker, measured] of runs) {
      const one = await run(checker, world, tools)
      measured.push(one)
      console.error(
        `${world.name}, ${checker}, ${round} of ${given.runs}: ${(one.ms / 1000).toFixed(2)} s, ${one.refused} × 429 ${one.wrong.join('; ')}`,
      )
    }
  }
  return new Map([...runs].map(([checker, measured]) => [checker, median(measured)]))
}

/** A world of its own for each: nothing of one run is left for the next. */
async function run(checker: string, world: World, tools: string): Promise<Measured> {
  const web = fork(join(root, 'bench/serve-world.ts'), [world.name])
  try {
    const {webPort, nameServer} = await message<Ready>(web)
    const asker = fork(join(root, 'bench/ask-world.ts'), [checker, world.name, tools, String(webPort), nameServer])
    const told = await message<Told>(asker)
    const seen = message<Seen>(web)
    web.send('seen')
    return {...told, ...(await seen)}
  } finally {
    web.kill()
  }
}

const medianOf = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

const median = (runs: readonly Measured[]): Measured => ({
  ms: medianOf(runs.map(({ms}) => ms)),
  megabytes: medianOf(runs.map(({megabytes}) => megabytes)),
  // Not the median: what goes wrong once goes wrong.
  right: Math.min(...runs.map(({right}) => right)),
  refused: Math.max(...runs.map(({refused}) => refused)),
  mostInFlight: Math.max(...runs.map(({mostInFlight}) => mostInFlight)),
  requests: medianOf(runs.map(({requests}) => requests)),
  connections: medianOf(runs.map(({connections}) => connections)),
  pages: medianOf(runs.map(({pages}) => pages)),
  mostOfOnePage: Math.max(...runs.map(({mostOfOnePage}) => mostOfOnePage)),
  mostOfOneSite: Math.max(...runs.map(({mostOfOneSite}) => mostOfOneSite)),
  wrong: runs.flatMap(({wrong}) => wrong),
})

function table({name, about, links}: World, measured: ReadonlyMap<string, Measured>): string {
  const count = Object.keys(links).length
  const bareMs = measured.get('bare undici')?.ms
  return [
    `## ${name}: ${about}`,
    '',
    '| | right | s | times bare undici | answers of 429 | most at once at one site | requests | connections | MB |',
    '|---|---|---|---|---|---|---|---|---|',
    ...[...measured].map(([checker, {ms, megabytes, right, refused, mostInFlight, requests, connections}]) => {
      const times = bareMs === undefined ? '' : (ms / bareMs).toFixed(2)
      return `| ${checker} | ${((100 * right) / count).toFixed(1)} % | ${(ms / 1000).toFixed(1)} | ${times} | ${refused} | ${mostInFlight} | ${requests} | ${connections} | ${megabytes.toFixed(0)} |`
    }),
  ].join('\n')
}

/** Nobody can know sooner of a link that hangs than its time limit says, and that begins when there is a place for it: at the latest when all others are done. */
const aboutTail = (ownMs: number, spreadMs: number): string => {
  const leastMs = spreadMs + timeoutMs
  return `The longest wait that can't be avoided with so many at once: the last link has a place when all others are through (${(spreadMs / 1000).toFixed(1)} s on *spread*), and hangs for ${timeoutMs / 1000} s. Listkeeper takes ${(ownMs / leastMs).toFixed(2)} times that.`
}

const page = (text: string): string => `# Checking links, side by side

Made by \`node bench/links.ts --runs ${given.runs}\`: three webs of 2,000 links on 127.0.0.1, made by a seed (\`bench/worlds.ts\`), each served by a process of its own
(\`bench/serve-world.ts\`) that is started anew for each run; the checkers in turn (\`bench/ask-world.ts\`). Seconds and memory are medians, without loading the program; "right", 429 and
"most at once" are the worst of all runs. All of them share two cores with the web that they ask: what counts is the ratios.

What the others are: ${packages.join(', ')}, with the same ${timeoutMs / 1000} s a request, ${128} at once (markdown-link-check's engine, link-check, 100), retries on 429 on, fragments off.
Names: the made-up ones are known to a name server of the bench alone. Listkeeper asks it by c-ares; for the others \`dns.lookup\` is replaced, for all alike, by the same c-ares with a cache, which
is faster than what they have. A link is read kindly: only "not found" counts as called dead, so that a timeout or 429 is "open" whatever the checker says of it. "Bare undici" follows redirects, dumps bodies, retries nothing:
the limit of the transport and no checker.

${text}
`

await main()
