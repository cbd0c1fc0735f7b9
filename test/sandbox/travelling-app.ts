import process from 'node:process'
import {CannotStart, openLog, readEnvironment, startApp} from '../../src/app/index.ts'
import {openClock} from './clock.ts'

/**
 * The very app, as an operator starts it, whose clock its parent moves: `{id, jumpMs}` jumps, begins what has fallen due by then, and is answered
 * with how its jobs are doing. Started with how far ahead of real time it is, and its role. One that works on nothing begins nothing.
 */
const clock = openClock()
clock.jump(Number(process.argv[2] ?? 0))

const role = process.argv[3] === 'web' || process.argv[3] === 'worker' ? process.argv[3] : 'all'
const environment = readEnvironment(process.env, undefined, role)
if ('mistake' in environment) throw new Error(environment.mistake)
const {appId, privateKey, webhookSecret} = environment
if (appId === undefined || privateKey === undefined || webhookSecret === undefined) throw new Error('No credentials.')

const app = await startApp(environment, {appId, privateKey, webhookSecret}, openLog(environment), clock).catch(
  (error: unknown) => {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  },
)

process.on('message', message => {
  const {id, jumpMs}: {id?: unknown; jumpMs?: unknown} = Object(message)
  if (typeof jumpMs !== 'number') return
  clock.jump(jumpMs)
  const answered = jumpMs === 0 || role === 'web' ? Promise.resolve() : app.tick()
  answered
    .then(() => app.jobs())
    .then(
      jobs => process.send?.({id, jobs}),
      (error: unknown) => process.send?.({id, mistake: String(error)}),
    )
})

process.on('SIGTERM', () => {
  void app.stop().finally(() => process.exit(0))
})
// Nobody is left to travel for.
process.on('disconnect', () => process.exit(0))
