import {generateKeyPair} from 'node:crypto'
import {rmSync} from 'node:fs'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {type App, prepareApp} from './app.ts'
import {type Clock, openClock} from './clock.ts'
import {type GitHub, startGitHub} from './github/github.ts'
import {prepareGraphql} from './github/graphql.ts'
import {type Archive, openArchive} from './web/archive.ts'
import {startWeb, type Web} from './web/web.ts'

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
export async function startSandbox({latencyMs = 0, ports, travels = false}: SandboxOptions = {}): Promise<Sandbox> {
  const endings: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  }
  try {
    const folder = await mkdtemp(join(tmpdir(), 'listkeeper-github-'))
    const leave = () => rmSync(folder, {recursive: true, force: true})
    process.once('exit', leave)
    endings.push(async () => {
      process.off('exit', leave)
      await rm(folder, {recursive: true, force: true})
    })

    const clock = openClock()
    const web = await startWeb({latencyMs, port: ports?.web ?? 0, now: clock.now})
    endings.push(() => web.close())
    const archive = openArchive(web)

    const key = await makeKey()
    const github = await startGitHub({
      folder,
      appId,
      key,
      webhookSecret,
      webhookUrl: () => app.webhookUrl,
      appYml: await readFile(appYml, 'utf8'),
      latencyMs,
      port: ports?.github ?? 0,
      now: clock.now,
    })
    endings.push(() => github.close())

    const app = await prepareApp({
      appId,
      privateKey: key,
      webhookSecret,
      githubHost: github.host,
      nameServer: web.nameServer,
      archiveUrl: archive.url,
      ...(travels ? {clock} : {}),
    })
    endings.push(() => app.dispose())
    const starting = app.start()
    prepareGraphql()
    await starting
    return {github, web, app, clock, archive, close}
  } catch (error) {
    await close()
    throw error
  }
}

const appYml = new URL('../../app.yml', import.meta.url)
const appId = '4242'
const webhookSecret = 'known to the sandbox alone'

/** The app's private key, as PEM. */
async function makeKey(): Promise<string> {
  const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: 2048})
  return String(privateKey.export({type: 'pkcs8', format: 'pem'}))
}
