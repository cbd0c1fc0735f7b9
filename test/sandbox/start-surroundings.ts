import {generateKeyPair} from 'node:crypto'
import {rmSync} from 'node:fs'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {AppOptions} from './app.ts'
import {type Clock, openClock} from './clock.ts'
import {type GitHub, startGitHub} from './github/github.ts'
import {type Archive, openArchive} from './web/archive.ts'
import {startWeb, type Web} from './web/web.ts'

/** All that is around an app: a GitHub and a web on this machine. */
export interface Surroundings {
  readonly github: GitHub
  readonly web: Web
  readonly archive: Archive
  /** Of GitHub and of the web; whoever prepares an app may have it live by the same. */
  readonly clock: Clock
  /** What an app has to be told to find them, and to be known there. */
  readonly forApp: Omit<AppOptions, 'clock' | 'share'>
  close(): Promise<void>
}

export interface SurroundingsOptions {
  /** How long each answer of GitHub and of the web takes. */
  readonly latencyMs?: number
  /** Asked for first; a port that is taken becomes any other. */
  readonly ports?: {readonly github: number; readonly web: number}
  /** How far the clock is ahead of real time at first. */
  readonly aheadMs?: number
  readonly webhookUrl: () => string
}

/** Starts a GitHub and a web. */
export async function startSurroundings({
  latencyMs = 0,
  ports,
  aheadMs = 0,
  webhookUrl,
}: SurroundingsOptions): Promise<Surroundings> {
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
    clock.jump(aheadMs)
    const web = await startWeb({latencyMs, port: ports?.web ?? 0, now: clock.now})
    endings.push(() => web.close())
    const archive = openArchive(web)

    const key = await makeKey()
    const github = await startGitHub({
      folder,
      appId,
      key,
      webhookSecret,
      webhookUrl,
      appYml: await readFile(appYml, 'utf8'),
      latencyMs,
      port: ports?.github ?? 0,
      now: clock.now,
    })
    endings.push(() => github.close())
    const {host: githubHost} = github
    const {nameServer} = web
    const forApp = {appId, privateKey: key, webhookSecret, githubHost, nameServer, archiveUrl: archive.url}
    return {github, web, archive, clock, forApp, close}
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
