import {generateKeyPair} from 'node:crypto'
import {rmSync} from 'node:fs'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {type App, prepareApp} from './app.ts'
import {type GitHub, startGitHub} from './github/github.ts'
import {prepareGraphql} from './github/graphql.ts'
import {startWeb, type Web} from './web/web.ts'

/** A GitHub, a web and the app, on one machine. */
export interface Sandbox {
  readonly github: GitHub
  readonly web: Web
  readonly app: App
  close(): Promise<void>
}

export interface SandboxOptions {
  /** How long each answer of GitHub and of the web takes. */
  readonly latencyMs?: number
  /** Asked for first; a port that is taken becomes any other. */
  readonly ports?: {readonly github: number; readonly web: number}
}

/** Starts a GitHub and a web and, on these, the unmodified app; resolves when all are ready. */
export async function startSandbox({latencyMs = 0, ports}: SandboxOptions = {}): Promise<Sandbox> {
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

    const web = await startWeb({latencyMs, port: ports?.web ?? 0})
    endings.push(() => web.close())

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
    })
    endings.push(() => github.close())

    const app = await prepareApp({appId, privateKey: key, webhookSecret, githubHost: github.host, nameServer: web.nameServer})
    endings.push(() => app.dispose())
    const starting = app.start()
    prepareGraphql()
    await starting
    return {github, web, app, close}
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
