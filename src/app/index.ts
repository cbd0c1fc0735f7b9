/**
 * Listkeeper as a GitHub App, for those who want to start it from a program of their own: `npm start` does the same.
 *
 *     const environment = readEnvironment()
 *     if ('mistake' in environment) throw new Error(environment.mistake)
 *     const app = await startApp(environment, credentials, openLog(environment))
 *     // …
 *     await app.stop()
 *
 * @module
 */
export {type Credentials, type Environment, type Mistake, readEnvironment} from '../environment.ts'
export {CannotStart} from '../store/cannot-start.ts'
export {openLog} from './log.ts'
export {type App, type Clock, startApp} from './start-app.ts'
