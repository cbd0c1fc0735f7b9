import {test as base, vi} from 'vitest'
import type {Files, RepositoryOptions} from './github/repository.ts'
import {idle, liveDays} from './idle.ts'
import {type SeenPull, type SeenRepository, seeRepository} from './seen-repository.ts'
import {type Sandbox, type SandboxOptions, startSandbox} from './start-sandbox.ts'
import type {Site} from './web/web.ts'

/** The sandbox in the words of people: what they do, what they see, what they are notified of. */
export interface People {
  readonly github: Sandbox['github']
  readonly web: Sandbox['web']
  readonly app: Sandbox['app']
  /** `http://alive.example:8080/ant`: an address on this web. */
  url(host: string, path?: string): string
  /** Puts a host on the web. */
  site(host: string, site: Site): void
  repository(fullName: string, files: Files, options?: RepositoryOptions): Promise<SeenRepository>
  readonly archive: Sandbox['archive']
  /** Waits until nothing is left to do that is due by now. Only where time can travel. */
  idle(): Promise<void>
  /** Lets days go by, one by one, with all that falls due in them. Only where time can travel. */
  days(count: number): Promise<void>
  redeliverEverything(): Promise<void>
  /** `SIGKILL`, and a new life on the same data. */
  killAndRestart(): Promise<void>
}

export type {SeenPull}

// More than `settled` takes, so that it is the one to speak.
vi.setConfig({testTimeout: 150_000})

/**
 * One GitHub, one web and one app a test file, since the app takes seconds to start. A test has its own repository,
 * of an owner of its own: who writes much to one account is slowed down, as GitHub wants it.
 */
export const test = base.extend<{sandbox: People}>({
  sandbox: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs from this pattern
    async ({}, use) => usePeople({}, use),
    {scope: 'file'},
  ],
})

/** The same, where time can travel: the app's clock, GitHub's and the web's are one. */
export const travellingTest = base.extend<{sandbox: People}>({
  sandbox: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs from this pattern
    async ({}, use) => usePeople({travels: true}, use),
    {scope: 'file'},
  ],
})

async function usePeople(options: SandboxOptions, use: (people: People) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox(options)
  try {
    await use(seenByPeople(sandbox))
  } finally {
    await sandbox.close()
  }
}

function seenByPeople(sandbox: Sandbox): People {
  const {github, web, app, archive} = sandbox
  return {
    github,
    web,
    app,
    archive,
    idle: () => idle(sandbox),
    days: count => liveDays(sandbox, count),
    url: web.url,
    site: web.site,
    async repository(fullName, files, options) {
      return seeRepository(sandbox, await github.createRepository(fullName, files, options))
    },
    redeliverEverything: () => github.redeliverEverything(),
    async killAndRestart() {
      await app.kill()
      await app.start()
    },
  }
}
