import type {JobsReport} from '../../src/queue/jobs-report.ts'
import {type App, prepareApp, type Share} from './app.ts'
import {describeLine} from './log-line.ts'
import {type Surroundings, startSurroundings} from './start-surroundings.ts'
import {until} from './until.ts'

/** The app as one process or many on one database, around which a GitHub and a web live by the same clock. */
export interface Fleet extends Omit<Surroundings, 'forApp'> {
  readonly processes: readonly Process[]
  /** Jumps forward, when all processes run, and has them begin what has fallen due by then. */
  travel(ms: number): Promise<void>
  /** How the jobs are doing, as any process that runs tells; undefined while none does. */
  jobs(): Promise<JobsReport | undefined>
  /** Waits until no delivery is under way and no job is left, without another tick. */
  calm(): Promise<void>
  /** The last words of all processes, for whoever has to find out. */
  tail(): string
}

/** One of them. */
export interface Process {
  readonly app: App
  readonly role: 'all' | Share['role']
  isReady(): boolean
  /** Resolves when it is ready; also where it is killed before, and where it runs already. */
  start(): Promise<void>
  kill(): Promise<void>
  stop(): Promise<number | null>
}

/** Of what kind each process is; `database`: they share this one. Without it there is one process, on a database of its own. */
export type Roles = {readonly database: string; readonly roles: readonly Share['role'][]} | undefined

/** Prepares the processes, and starts what is around them. None of them runs yet. */
export async function prepareFleet(shared: Roles, aheadMs: number): Promise<Fleet> {
  const processes: Process[] = []
  const web = () => processes.find(({role}) => role !== 'worker')
  const {forApp, ...around} = await startSurroundings({aheadMs, webhookUrl: () => web()?.app.webhookUrl ?? ''})
  const {clock, github} = around
  if (shared === undefined) processes.push(asProcess('all', await prepareApp({...forApp, clock})))
  else
    for (const role of shared.roles) {
      const app = await prepareApp({...forApp, clock, share: {role, databaseUrl: shared.database}})
      processes.push(asProcess(role, app))
    }

  async function jobs(): Promise<JobsReport | undefined> {
    for (const {app} of processes.filter(each => each.isReady())) {
      const told = await app.follow(0).catch(() => undefined)
      if (told !== undefined) return told
    }
    return undefined
  }
  const tail = () => processes.map(({role, app}) => `${role}:\n${app.log.slice(-20).map(describeLine).join('\n')}`).join('\n\n')

  return {
    ...around,
    processes,
    jobs,
    tail,
    async travel(ms) {
      clock.jump(ms)
      await Promise.all(processes.map(({app}) => app.follow(ms)))
    },
    async calm() {
      let told: JobsReport | undefined
      await until(
        async () => {
          await github.delivered()
          told = await jobs()
          return told !== undefined && workOf(told) === 0
        },
        {deadlineMs: calmWithinMs, everyMs: 50, told: () => `jobs are left: ${JSON.stringify(told?.queues)}\n${tail()}`},
      )
    },
    async close() {
      await Promise.all(processes.map(({app}) => app.dispose()))
      await around.close()
    },
  }
}

/** What a killed process was at comes back within half a minute, and may be killed once more by a slow machine. */
const calmWithinMs = 120_000

/** How many jobs are not done. */
export const workOf = ({queues}: JobsReport): number =>
  queues.reduce((sum, {waiting, running, retrying, postponed}) => sum + waiting + running + retrying + postponed, 0)

function asProcess(role: Process['role'], app: App): Process {
  let life = 0
  let isReady = false
  let starting: Promise<void> | undefined
  const over = () => {
    life += 1
    isReady = false
    starting = undefined
  }
  async function begin(): Promise<void> {
    const mine = life
    await app.start().catch((error: unknown) => {
      // Killed while it started.
      if (life === mine) throw error
    })
    if (life === mine) isReady = true
  }
  return {
    app,
    role,
    isReady: () => isReady,
    start() {
      starting ??= begin()
      return starting
    },
    async kill() {
      over()
      await app.kill()
    },
    async stop() {
      over()
      return app.stop()
    },
  }
}
