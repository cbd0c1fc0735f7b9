import type {Logger} from 'pino'
import {type Credentials, type Environment, type Role, readEnvironment} from '../environment.ts'
import {CannotStart} from '../store/cannot-start.ts'
import {openLog} from './log.ts'
import {setUp} from './set-up.ts'
import {type App, startApp} from './start-app.ts'

/** A stop takes no longer, whatever hangs: what was not finished is done after the next start. */
const longestStopMs = 8500

const role = roleIn(process.argv.slice(2))
const environment: ReturnType<typeof readEnvironment> =
  role === undefined
    ? {mistake: `Say \`web\` or \`worker\`, or nothing for both in one process.`}
    : readEnvironment(process.env, undefined, role)
if ('mistake' in environment) giveUp(environment.mistake)
else await run(environment, openLog(environment))

async function run(environment: Environment, log: Logger): Promise<void> {
  let app: App | undefined
  let isStopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) return
    isStopping = true
    log.info({signal}, 'stopping')
    setTimeout(() => leave(log, 'stopped before everything was closed'), longestStopMs)
    // Still starting: there is nothing to finish, and any moment is as good as another.
    const stopped = app?.stop() ?? Promise.resolve()
    stopped.catch((err: unknown) => log.error({err}, 'not everything was closed')).finally(() => leave(log, 'stopped'))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  try {
    app = await startApp(environment, credentialsOf(environment) ?? (await setUp(environment, log)), log)
  } catch (error) {
    if (error instanceof CannotStart) return giveUp(error.message)
    log.fatal({err: error}, 'the app could not start')
    process.exit(1)
  }
}

function roleIn([word, ...more]: readonly string[]): Role | undefined {
  if (word === undefined) return 'all'
  return (word === 'web' || word === 'worker') && more.length === 0 ? word : undefined
}

function credentialsOf({appId, privateKey, webhookSecret}: Environment): Credentials | undefined {
  if (appId === undefined || privateKey === undefined || webhookSecret === undefined) return undefined
  return {appId, privateKey, webhookSecret}
}

function leave(log: Logger, message: string): void {
  log.info(message)
  process.exit(0)
}

function giveUp(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
