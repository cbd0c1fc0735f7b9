import {type App, prepareApp} from './app.ts'
import type {Clock} from './clock.ts'
import type {GitHub} from './github/github.ts'
import {prepareGraphql} from './github/graphql.ts'
import {startSurroundings} from './start-surroundings.ts'
import type {Archive} from './web/archive.ts'
import type {Web} from './web/web.ts'

/** A GitHub, a web and the app, on one machine. */
export interface Sandbox {
  readonly github: GitHub
  readonly web: Web
  readonly app: App
  /** Of all three. */
  readonly clock: Clock
  readonly archive: Archive
  close(): Promise<void>
}

export interface SandboxOptions {
  /** How long each answer of GitHub and of the web takes. */
  readonly latencyMs?: number
  /** Asked for first; a port that is taken becomes any other. */
  readonly ports?: {readonly github: number; readonly web: number}
  /** The app's clock can be moved (`app.travel`). Without it the app is started as an operator starts it. */
  readonly travels?: boolean
}

/** Starts a GitHub and a web and, on these, the unmodified app; resolves when all are ready. */
export async function startSandbox({travels = false, ...options}: SandboxOptions = {}): Promise<Sandbox> {
  const around = await startSurroundings({...options, webhookUrl: () => app.webhookUrl})
  const {github, web, clock, archive} = around
  const app = await prepareApp({...around.forApp, ...(travels ? {clock} : {})})
  const close = async () => {
    await app.dispose()
    await around.close()
  }
  try {
    const starting = app.start()
    prepareGraphql()
    await starting
    return {github, web, app, clock, archive, close}
  } catch (error) {
    await close()
    throw error
  }
}
