import {type ChildProcess, spawn} from 'node:child_process'
import {randomUUID} from 'node:crypto'
import {once} from 'node:events'
import {rmSync} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import type {JobsReport} from '../../src/queue/jobs-report.ts'
import type {Clock} from './clock.ts'
import {describeLine, type LogLine} from './log-line.ts'
import {until} from './until.ts'
import {listen} from './web/listen.ts'

const entries = {
  main: fileURLToPath(new URL('../../src/app/main.ts', import.meta.url)),
  travelling: fileURLToPath(new URL('./travelling-app.ts', import.meta.url)),
}

/** What the app is told: what an operator would put into the environment. */
export interface AppOptions {
  readonly appId: string
  /** PEM. */
  readonly privateKey: string
  readonly webhookSecret: string
  /** `127.0.0.1:PORT` of the GitHub that it works for. */
  readonly githubHost: string
  /** `127.0.0.1:PORT` of the name server that it asks. */
  readonly nameServer: string
  /** Where it looks for copies of dead pages; left out: nowhere. */
  readonly archiveUrl?: string
  /** It lives by this clock, and `travel` moves both; left out: it is started as an operator starts it, and lives in real time. */
  readonly clock?: Clock
  /** Left out: all in one process, on the database of its data folder. */
  readonly share?: Share
}

/** A process that shares its work with others does a part of it, on their database. */
export interface Share {
  readonly role: 'web' | 'worker'
  readonly databaseUrl: string
}

/** The unmodified app as a process of its own, with a data folder that outlives its restarts. */
export interface App {
  /** `http://127.0.0.1:PORT`: the same in every life. */
  readonly url: string
  readonly webhookUrl: string
  /** Of all lives so far. */
  readonly log: readonly LogLine[]
  /** Where its data is, the database of an app that shares none among it. */
  readonly dataFolder: string
  /** Starts a life; resolves when `/readyz` says so. */
  start(): Promise<void>
  /** Jumps forward, and begins what has fallen due by then. Gives how its jobs are doing after that; 0 ms only looks. */
  travel(ms: number): Promise<JobsReport>
  /** The same, where the clock has jumped already: it is the clock of several processes. */
  follow(ms: number): Promise<JobsReport>
  /** `SIGKILL`: no goodbye. Resolves when the process is gone. */
  kill(): Promise<void>
  /** `SIGTERM`: gives the exit status. */
  stop(): Promise<number | null>
  /** Kills what still runs and removes the data. */
  dispose(): Promise<void>
}

/** Prepares an app; `start` runs it. */
export async function prepareApp(options: AppOptions): Promise<App> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'listkeeper-sandbox-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log: LogLine[] = []
  let life: ChildProcess | undefined

  async function start(): Promise<void> {
    const {clock, share} = options
    const entry = clock === undefined ? [entries.main] : [entries.travelling, String(clock.aheadMs)]
    const started = spawn(process.execPath, share === undefined ? entry : [...entry, share.role], {
      // Not in the project: a `.env` there is somebody's own.
      cwd: dataFolder,
      env: environment(options, port, dataFolder),
      stdio: ['ignore', 'pipe', 'pipe', ...(options.clock === undefined ? [] : (['ipc'] as const))],
    })
    life = started
    for (const stream of [started.stdout, started.stderr])
      if (stream !== null) createInterface(stream).on('line', line => log.push(readLogLine(line)))
    await until(() => isGone(started) || isHealthy(url), {
      deadlineMs: startDeadlineMs,
      told: () => `the app is not ready.\n${tail(log)}`,
    })
    if (isGone(started)) throw new Error(`The app ended at its start.\n${tail(log)}`)
  }

  async function follow(ms: number): Promise<JobsReport> {
    if (options.clock === undefined || life === undefined || isGone(life)) throw new Error('There is no app that could travel.')
    return ask(life, ms)
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = life
    life = undefined
    if (ending === undefined || isGone(ending)) return ending?.exitCode ?? null
    ending.kill(signal)
    await once(ending, 'exit')
    return ending.exitCode
  }

  // Who ends without a goodbye leaves neither the app nor its data behind.
  const leave = () => {
    life?.kill('SIGKILL')
    rmSync(dataFolder, {recursive: true, force: true})
  }
  process.once('exit', leave)

  return {
    url,
    webhookUrl: `${url}/api/github/webhooks`,
    log,
    dataFolder: join(dataFolder, 'data'),
    start,
    travel(ms) {
      options.clock?.jump(ms)
      return follow(ms)
    },
    follow,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL')
    },
    async dispose() {
      process.off('exit', leave)
      await end('SIGKILL')
      await rm(dataFolder, {recursive: true, force: true})
    },
  }
}

/** Asks an app that travels to jump, and gives what it answers. */
function ask(life: ChildProcess, jumpMs: number): Promise<JobsReport> {
  const id = randomUUID()
  const {promise, resolve, reject} = Promise.withResolvers<JobsReport>()
  const hear = (message: unknown) => {
    const answer: {id?: unknown; jobs?: JobsReport; mistake?: string} = Object(message)
    if (answer.id !== id) return
    if (answer.jobs === undefined) reject(new Error(`The app could not travel: ${answer.mistake}`))
    else resolve(answer.jobs)
  }
  const goneBefore = () => reject(new Error('The app ended while it travelled.'))
  life.on('message', hear)
  life.once('exit', goneBefore)
  life.send({id, jumpMs})
  return promise.finally(() => {
    life.off('message', hear)
    life.off('exit', goneBefore)
  })
}

/** A first start prepares the database; the app promises to be ready within this. */
const startDeadlineMs = 60_000

const environment = (options: AppOptions, port: number, dataFolder: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  // Node keeps what it compiled: an app that starts a second time starts in half of the time.
  NODE_COMPILE_CACHE: join(tmpdir(), 'listkeeper-compiled'),
  NODE_ENV: 'production',
  LOG_FORMAT: 'json',
  APP_ID: options.appId,
  PRIVATE_KEY: options.privateKey,
  WEBHOOK_SECRET: options.webhookSecret,
  HOST: '127.0.0.1',
  PORT: String(port),
  GHE_HOST: options.githubHost,
  GHE_PROTOCOL: 'http',
  LISTKEEPER_DATA: join(dataFolder, 'data'),
  LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1',
  LISTKEEPER_DNS: options.nameServer,
  LISTKEEPER_ARCHIVE: options.archiveUrl ?? 'off',
  ...(options.share === undefined ? {} : {DATABASE_URL: options.share.databaseUrl}),
})

/**
 * A port that was free a moment ago: the app must have the same one in every life, since webhooks go there. It is none of those that systems give to
 * connections: one of them could have it while the app is dead.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const wished = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const port = await listen(server, wished)
    server.close()
    await once(server, 'close')
    if (port === wished) return port
  }
}

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({status}) => status === 200,
    () => false,
  )

function readLogLine(line: string): LogLine {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read === 'object' && read !== null) return {msg: '', level: 30, ...read}
  } catch {
    // Not JSON: a warning of Node's or a crash.
  }
  return {msg: line, level: 50}
}

const tail = (log: readonly LogLine[]): string => log.slice(-20).map(describeLine).join('\n')
