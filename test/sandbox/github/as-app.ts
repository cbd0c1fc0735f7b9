import {generateKeyPairSync} from 'node:crypto'
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {createAppAuth} from '@octokit/auth-app'
import {Octokit} from 'octokit'
import {test as base} from 'vitest'
import {type GitHub, type StartOptions, startGitHub} from './github.ts'

const pair = generateKeyPairSync('rsa', {modulusLength: 2048})

/** The key of the app in tests. */
export const privateKey = pair.privateKey.export({type: 'pkcs1', format: 'pem'}).toString()

export const webhookSecret = 'a secret of tests'

export const appYml = `
name: Listkeeper
default_permissions:
  contents: read
  pull_requests: write
  checks: write
  issues: write
default_events: [pull_request, pull_request_review, pull_request_review_comment, pull_request_review_thread, issue_comment, issues, repository, check_run, push]
`

/** What the app got over HTTP. */
interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface Started extends GitHub {
  /** The app's own client, for the installation on an account. */
  as(login: string): Octokit
  /** Its client before it is installed anywhere. */
  readonly app: Octokit
  readonly received: readonly Received[]
}

const quiet = {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}}

/** Octokit against a sandbox's GitHub, without any plug-in that retries or waits. */
export function clientOf(github: GitHub, installationId: number | undefined, key = privateKey): Octokit {
  return new Octokit({
    authStrategy: createAppAuth,
    auth: {appId: 1, privateKey: key, ...(installationId === undefined ? {} : {installationId})},
    baseUrl: `${github.url}/api/v3`,
    retry: {enabled: false},
    throttle: {enabled: false},
    log: quiet,
  })
}

/** Starts a GitHub with an app behind it that takes whatever comes. */
export async function start(options: Partial<StartOptions> = {}): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'github-'))
  const received: Received[] = []
  const hook = createServer(async (request, response) => {
    received.push({headers: request.headers, body: await text(request)})
    response.end()
  })
  await new Promise<void>(resolve => hook.listen(0, '127.0.0.1', resolve))
  const {port}: Pick<AddressInfo, 'port'> = Object(hook.address())
  const webhookUrl = () => `http://127.0.0.1:${port}/`
  const github = await startGitHub({folder, appId: '1', key: privateKey, webhookSecret, appYml, webhookUrl, ...options})
  return {
    ...github,
    received,
    app: clientOf(github, undefined),
    as(login) {
      const repository = github.repository(`${login}/ants`)
      return clientOf(github, repository?.installationId)
    },
    async close() {
      await github.close()
      hook.closeAllConnections()
      await new Promise(resolve => hook.close(resolve))
      await rm(folder, {recursive: true, force: true})
    },
  }
}

export const ants = `# Ants

- [Army](https://alive.example/army) - Marches.
- [Fire](https://alive.example/fire) - Stings.
- [Leaf](https://alive.example/leaf) - Cuts.
- [Wood](https://alive.example/wood) - Builds.
- [Crazy](https://alive.example/crazy) - Runs.
- [Ghost](https://alive.example/ghost) - Hides.
- [Honey](https://alive.example/honey) - Stores.
- [Pharaoh](https://alive.example/pharaoh) - Spreads.
- [Velvet](https://alive.example/velvet) - Stings worse.
- [Weaver](https://alive.example/weaver) - Weaves.
`

/** A test with a GitHub of its own. */
export const test = base.extend<{github: Started}>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the parameter's pattern.
  github: async ({}, use) => {
    const github = await start()
    await use(github)
    await github.close()
  },
})
