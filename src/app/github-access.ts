import {LRUCache} from 'lru-cache'
import type {Logger} from 'pino'
import {Probot, ProbotOctokit, Server} from 'probot'
import type {Credentials, Environment} from '../environment.ts'
import {type Lane, openLane, withLimiter} from '../github/limiter.ts'
import type {Octokit} from '../github/octokit.ts'
import {limitBody} from './limit-body.ts'

export const webhookPath = '/api/github/webhooks'

/** Probot's octokit without the plug-ins that send a write again after a lost answer and sleep inside a call: our limiter takes their place. */
export const PlainOctokit: typeof ProbotOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  userAgent: 'listkeeper',
  retry: {enabled: false},
  throttle: {enabled: false},
}))

/** Probot with its own server, not listening yet. */
export async function openProbot(
  {appId, privateKey, webhookSecret}: Credentials,
  {githubApiUrl, host, port}: Pick<Environment, 'githubApiUrl' | 'host' | 'port'>,
  log: Logger,
): Promise<{probot: Probot; server: Server}> {
  class LimitedProbot extends Probot {
    constructor(options: ConstructorParameters<typeof Probot>[0]) {
      super({...options, appId, privateKey, secret: webhookSecret, baseUrl: githubApiUrl, Octokit: PlainOctokit, log})
    }

    override async getNodeMiddleware(options?: Parameters<Probot['getNodeMiddleware']>[0]) {
      const middleware = await super.getNodeMiddleware(options)
      return limitBody(async (request, response) => Boolean(await middleware(request, response)))
    }
  }

  const server = new Server({
    Probot: LimitedProbot,
    host,
    port,
    webhookPath,
    enableStaticFiles: false,
    // It would tell of every request, and of a port in use with a stack: both are told by us.
    log: log.child({}, {level: 'silent'}),
  })
  const probot = await new Promise<Probot>((resolve, reject) => {
    server.load(probot => resolve(probot)).catch(reject)
  })
  return {probot, server}
}

/** Gives an octokit for an installation, all of one installation in the same lane of the limiter. */
export function installations(probot: Probot): (installationId: string) => Promise<Octokit> {
  const lanes = new LRUCache<string, Lane>({max: 10_000})
  return async installationId => {
    const lane = lanes.get(installationId) ?? openLane()
    lanes.set(installationId, lane)
    return withLimiter(await probot.auth(Number(installationId)), {lane})
  }
}
