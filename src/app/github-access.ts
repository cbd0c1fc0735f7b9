import {LRUCache} from 'lru-cache'
import type {Logger} from 'pino'
import {Probot, ProbotOctokit} from 'probot'
import type {Credentials, Environment} from '../environment.ts'
import {type Lane, openLane, withLimiter} from '../github/limiter.ts'
import type {Octokit} from '../github/octokit.ts'
import {limitBody} from './limit-body.ts'
import type {Answer} from './listen.ts'

export const webhookPath = '/api/github/webhooks'

/** Probot's octokit without the plug-ins that send a write again after a lost answer and sleep inside a call: our limiter takes their place. */
export const PlainOctokit: typeof ProbotOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  userAgent: 'listkeeper',
  retry: {enabled: false},
  throttle: {enabled: false},
}))

/** Probot, and what answers webhooks (`webhookPath`) once its handlers are there. It is not Probot's own server: ours answers while it starts, too. */
export async function openProbot(
  {appId, privateKey, webhookSecret}: Credentials,
  {githubApiUrl}: Pick<Environment, 'githubApiUrl'>,
  log: Logger,
): Promise<{probot: Probot; webhooks: Answer}> {
  const probot = new Probot({appId, privateKey, secret: webhookSecret, baseUrl: githubApiUrl, Octokit: PlainOctokit, log})
  await probot.ready()
  const middleware = await probot.getNodeMiddleware({path: webhookPath, log})
  return {probot, webhooks: limitBody(async (request, response) => Boolean(await middleware(request, response)))}
}

/** Gives an octokit for an installation, all of one installation in the same lane of the limiter. */
export function installations(
  probot: Probot,
  counted: <Kit extends Octokit>(octokit: Kit, kind: 'installation', who: string) => Kit = octokit => octokit,
): (installationId: string) => Promise<Octokit> {
  const lanes = new LRUCache<string, Lane>({max: 10_000})
  return async installationId => {
    const lane = lanes.get(installationId) ?? openLane()
    lanes.set(installationId, lane)
    return withLimiter(counted(await probot.auth(Number(installationId)), 'installation', installationId), {lane})
  }
}
