import {LRUCache} from 'lru-cache'
import {type Comparison, compareCommits} from './changes.ts'
import {emit} from './events.ts'
import {type FaultPlan, openFaults} from './faults.ts'
import {hugeIds, plainIds} from './ids.ts'
import {install} from './installations.ts'
import type {Stamp} from './lag.ts'
import type {Call, Notification} from './ledger.ts'
import {openLimits} from './limits.ts'
import {hears, readApp} from './permissions.ts'
import {presentInstallation} from './present/installation.ts'
import {createRepository, type Files, openRepositoryHandle, type Repository, type RepositoryOptions} from './repository.ts'
import {listen} from './server.ts'
import {openTokens} from './tokens.ts'
import {type Delivery, openWebhooks} from './webhooks.ts'
import {type Account, findRepo, installationOf, type World} from './world.ts'

export interface StartOptions {
  /** Where the git repositories go. */
  readonly folder: string
  readonly appId: string
  /** PEM of the app's key, public or private. */
  readonly key: string
  readonly webhookSecret: string
  /** Asked for each delivery; undefined: the app is down, the delivery fails and is recorded. Left out: what `PATCH /app/hook/config` set. */
  readonly webhookUrl?: () => string | undefined
  /** The text of `app.yml`: name (the bot's login), permissions and events. */
  readonly appYml: string
  /** Default: any free one. */
  readonly port?: number
  readonly now?: () => number
  /** Every answer takes this much longer. */
  readonly latencyMs?: number
  /** Ids beyond 2^53 wherever the API shows one. */
  readonly hugeIds?: boolean
  /** Enforce GitHub's secondary limits (default true). */
  readonly limits?: boolean
}

/** A GitHub on this machine. */
export interface GitHub {
  /** `127.0.0.1:4000`, for `GHE_HOST`. */
  readonly host: string
  readonly url: string
  readonly botLogin: string
  createRepository(fullName: string, files: Files, options?: RepositoryOptions): Promise<Repository>
  repository(fullName: string): Repository | undefined
  calls(): readonly Call[]
  notifications(): readonly Notification[]
  fault(plan: FaultPlan): void
  /** Writes from now on are seen only after so many ms, or after so many reads that would have shown them. `0` ends it. */
  lag(behind: {readonly ms: number} | {readonly reads: number} | 0): void
  /** All attempts, oldest first. */
  deliveries(): readonly Delivery[]
  redeliver(guid: string): Promise<void>
  /** Every event once more, in the order of their first attempts. */
  redeliverEverything(): Promise<void>
  /** Resolves when no delivery is under way. */
  delivered(): Promise<void>
  /** Suspends the app's installation on an account, or ends that. */
  suspend(login: string, suspended?: boolean): void
  /** The owner of an account lets the app in, to all of its repositories. */
  install(login: string): void
  /** The owner of an account throws the app out. */
  uninstall(login: string): void
  close(): Promise<void>
}

/** Starts a GitHub on this machine, on which the unmodified app runs. */
export async function startGitHub(options: StartOptions): Promise<GitHub> {
  const now = options.now ?? Date.now
  const app = readApp(options.appYml)
  const ids = options.hugeIds ? hugeIds() : plainIds
  const faults = openFaults()
  const address = {url: ''}
  let behind: Parameters<GitHub['lag']>[0] = 0
  let lastId = 1000
  const compared = new LRUCache<string, Promise<Comparison>>({max: 200})
  const bot: Account = {id: 900, login: `${app.slug}[bot]`, type: 'Bot'}

  const world: World = {
    get url() {
      return address.url
    },
    folder: options.folder,
    app,
    appId: options.appId,
    bot,
    startedMs: now(),
    accounts: new Map([[bot.login, bot]]),
    installations: [],
    repositories: [],
    nodes: new Map(),
    ledger: {calls: [], notifications: []},
    hook: {url: '', secret: options.webhookSecret},
    now,
    newId: () => ++lastId,
    stamp: () => (behind === 0 ? undefined : stampOf(behind, now())),
    compare(repo, base, head) {
      const key = `${repo.id} ${base} ${head}`
      const known = compared.get(key) ?? compareCommits(repo.folder, repo.objects, base, head)
      compared.set(key, known)
      return known
    },
    emit(event, repo, payload) {
      // An event of a repository on which the app is not installed is none of its business.
      const isOurs = repo === undefined || installationOf(world, repo)?.suspended === false
      if (isOurs && hears(app, event, payload.action)) webhooks.send(event, repo, payload)
    },
  }
  const webhooks = openWebhooks(world, {
    url: () => options.webhookUrl?.() ?? (world.hook.url === '' ? undefined : world.hook.url),
    secret: () => world.hook.secret,
    stringify: ids.stringify,
  })
  // In real time: whoever travels can't make octokit believe it, and a token lasts an hour there.
  const tokens = openTokens(options.key, options.appId, () => Date.now())
  const limits = openLimits(options.limits ?? true, now)
  const parts = {world, ids, tokens, limits, webhooks, faults, latencyMs: options.latencyMs ?? 0}
  const {server, port} = await listen(parts, options.port ?? 0)
  address.url = `http://127.0.0.1:${port}`

  return {
    host: `127.0.0.1:${port}`,
    url: address.url,
    botLogin: bot.login,
    createRepository: async (name, files, wanted) =>
      openRepositoryHandle(world, await createRepository(world, name, files, wanted)),
    repository(name) {
      const [owner = '', repoName = ''] = name.split('/')
      const repo = findRepo(world, owner, repoName)
      return repo === undefined ? undefined : openRepositoryHandle(world, repo)
    },
    calls: () => world.ledger.calls,
    notifications: () => world.ledger.notifications,
    fault: faults.order,
    lag(wanted) {
      behind = wanted
    },
    deliveries: webhooks.deliveries,
    async redeliver(guid) {
      const delivery = webhooks.deliveries().find(each => each.guid === guid)
      if (delivery === undefined) throw new Error(`No delivery ${guid}`)
      await webhooks.redeliver(delivery)
    },
    async redeliverEverything() {
      const firsts = webhooks.deliveries().filter(({redelivery}) => !redelivery)
      for (const delivery of firsts) await webhooks.redeliver(delivery)
    },
    delivered: webhooks.settled,
    suspend(login, suspended = true) {
      const installation = world.installations.find(each => each.account.login === login)
      if (installation === undefined) throw new Error(`The app is not installed for ${login}`)
      installation.suspended = suspended
      const parts = {installation: presentInstallation(world, installation)}
      emit(world, suspended ? 'installation.suspend' : 'installation.unsuspend', undefined, installation.account, parts)
    },
    install: login => void install(world, login),
    uninstall(login) {
      const at = world.installations.findIndex(({account}) => account.login === login)
      const installation = world.installations[at]
      if (installation === undefined) throw new Error(`The app is not installed for ${login}`)
      const parts = {installation: presentInstallation(world, installation)}
      emit(world, 'installation.deleted', undefined, installation.account, parts)
      world.installations.splice(at, 1)
      tokens.revoke(installation)
    },
    async close() {
      webhooks.close()
      await webhooks.settled()
      const closed = new Promise(resolve => server.close(resolve))
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await Promise.all(world.repositories.map(repo => repo.turn))
      await Promise.all(world.repositories.map(({objects}) => objects.close()))
    },
  }
}

const stampOf = (behind: {readonly ms: number} | {readonly reads: number}, nowMs: number): Stamp =>
  'ms' in behind ? {fromMs: nowMs + behind.ms, readsLeft: 0} : {fromMs: 0, readsLeft: behind.reads}
