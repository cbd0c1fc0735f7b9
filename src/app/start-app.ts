import type {Logger} from 'pino'
import type {Credentials, Environment} from '../environment.ts'
import {repositoriesOf} from '../github/ask-repositories.ts'
import {askEach} from '../github/repository-answers.ts'
import type {RepositoryRef} from '../github/repository-ref.ts'
import type {JobsReport} from '../queue/jobs-report.ts'
import {openQueue, type Queue} from '../queue/open-queue.ts'
import {CannotStart} from '../store/cannot-start.ts'
import {openDatabase} from '../store/open-database.ts'
import {scanStore} from '../store/scan-store.ts'
import {catchUp} from './catch-up.ts'
import {Closing} from './closing.ts'
import {githubCounter} from './count-github.ts'
import {countSiteRequests} from './count-site-requests.ts'
import {countedStore} from './counted-store.ts'
import {installations, openProbot, webhookPath} from './github-access.ts'
import {keepInStep} from './keep-in-step.ts'
import {type Answer, listen} from './listen.ts'
import {listenProblem} from './listen-problem.ts'
import {openMetrics} from './metrics.ts'
import {openEngine} from './open-engine.ts'
import {operatorPages} from './operator-pages.ts'
import {publicGithub} from './public-github.ts'
import {reviewer} from './reviewer.ts'
import {scanTables} from './scan-tables.ts'
import {scanWork} from './scan-work.ts'
import {type Phase, servePages, serveProbes} from './serve-pages.ts'
import {tellOfQueue, tellOfScans} from './tell-of-queue.ts'
import {receiveWebhooks} from './webhooks.ts'

/** Where the app has the time from: a sandbox travels in it. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The running app. */
export interface App {
  /** Begins what has fallen due by now; it does so by itself every minute. */
  tick(): Promise<void>
  /** How its jobs are doing, and which were given up. */
  jobs(): Promise<JobsReport>
  /** Takes no more events, finishes or hands back what runs, and closes everything. */
  stop(): Promise<void>
}

/** What is there of an app that is still starting. */
interface Standing {
  phase: Phase
  queue?: Queue
  webhooks?: Answer
}

/**
 * Starts the app, or the part of it that its role names: first the server, which says that the app is starting; then database, link engine,
 * GitHub and queue.
 *
 * Throws `CannotStart` where the operator has to do something; whatever was opened until then is closed again.
 */
export async function startApp(
  environment: Environment,
  credentials: Credentials,
  log: Logger,
  clock: Clock = {now: Date.now},
): Promise<App> {
  const closing = new Closing()
  const standing: Standing = {phase: 'starting'}
  try {
    const metrics = openMetrics()
    await openServer(environment, standing, metrics, closing, log)
    const database = await openDatabase(environment.database, clock.now(), problem => log.warn(problem))
    closing.add('database', () => database.close())

    const engine = openEngine(environment, log)
    closing.add('link engine', () => engine.close())
    const githubApis = [environment.githubApiUrl, `${environment.githubUrl}/api/`, 'https://api.github.com']
    const stopCounting = countSiteRequests(githubApis, metrics.siteRequest)
    closing.add('count of requests', async () => stopCounting())

    const {probot, webhooks} = await openProbot(credentials, environment, log)
    const octokitFor = installations(probot, githubCounter(metrics, Date.now))
    const {publicGithubToken, githubUrl, headerValues} = environment
    const elsewhere = publicGithubToken === undefined ? [] : [publicGithub(publicGithubToken, words => log.warn(words))]
    const askRepositoriesFor = async (installationId: string) =>
      askEach(repositoriesOf(await octokitFor(installationId), githubUrl), ...elsewhere)
    const checkLinks: typeof engine.checkLinks = async (urls, limits, signal) => {
      const verdicts = await engine.checkLinks(urls, limits, signal)
      for (const {kind} of verdicts.values()) metrics.verdict('review', kind)
      return verdicts
    }
    const store = countedStore(scanStore(database), metrics)
    const {now} = clock
    const queue = await openQueue({
      database,
      works: environment.role !== 'web',
      review: reviewer({octokitFor, checkLinks, askRepositoriesFor, headerValues, database, log, took: metrics.job}),
      tell: tellOfQueue(log),
      scans: {
        work: scanWork({octokitFor, store, engine, askRepositoriesFor, headerValues, githubUrl, now}, log, metrics.job),
        now,
        tell: tellOfScans(log),
      },
    })
    closing.add('queue', () => queue.stop(graceMs))
    standing.queue = queue

    if (environment.role !== 'worker') {
      const tell = (step: string, facts: Readonly<Record<string, string | number>>) => log.info(facts, step)
      const tables = scanTables
      const inStep = keepInStep(
        {probot, octokitFor, inStore: work => database.transaction(work), tables, now, tell},
        // What was found is due: the next tick of a worker finds it, the own one at once.
        () => (environment.role === 'all' ? queue.tick(now()) : Promise.resolve()),
        err => log.warn({err}, 'the installations could not be looked at'),
      )
      closing.add('search for installations', () => inStep.stop())
      const shrug = async ({installationId, owner, repo}: RepositoryRef, commentId: string) => {
        const octokit = await octokitFor(installationId)
        await octokit.rest.reactions.createForIssueComment({owner, repo, comment_id: Number(commentId), content: 'confused'})
      }
      receiveWebhooks(probot, queue, {tables, now, shrug, lookAt: inStep.lookAt}, (step, facts) => {
        if (step === 'event received') metrics.webhook(facts['event'] ?? '')
        tell(step, facts)
      })
      standing.webhooks = webhooks
      const missing = {probot, octokitFor, pickUp: queue.pickUp, tell}
      const catching = catchUp(missing, now, err => log.warn({err}, 'what was missed could not be looked for'))
      closing.add('search for what was missed', () => catching.stop())
    }
    standing.phase = 'ready'
    log.info({role: environment.role, url: `http://${environment.host}:${environment.port}`}, 'ready')
    return {
      tick: () => queue.tick(now()),
      jobs: queue.report,
      async stop() {
        standing.phase = 'stopping'
        await closing.close()
      },
    }
  } catch (error) {
    standing.phase = 'stopping'
    await closing.close()
    throw error
  }
}

/** How long a running job may go on when the app is asked to stop; then it is aborted, and done after the next start. */
const graceMs = 4000

/** Opens the server, which is closed last: until then it says that the app is starting, or stopping. */
async function openServer(
  environment: Environment,
  standing: Standing,
  metrics: ReturnType<typeof openMetrics>,
  closing: Closing,
  log: Logger,
): Promise<void> {
  const probes = serveProbes(
    () => standing.phase,
    async () => standing.queue?.check(),
  )
  const operator = operatorPages({
    token: environment.operatorToken,
    metrics: () => metrics.text(async () => standing.queue?.report()),
    jobs: () => (environment.role === 'worker' ? undefined : standing.queue),
  })
  const pages = servePages(environment.githubUrl)
  const answer: Answer = async (request, response) => {
    if ((await probes(request, response)) || (await operator(request, response))) return true
    if (environment.role === 'worker') return false
    if (request.url?.split('?')[0] !== webhookPath) return pages(request, response)
    // What is refused now GitHub shows as failed, and it is fetched after the start.
    if (standing.phase === 'ready' && standing.webhooks !== undefined) return standing.webhooks(request, response)
    response.writeHead(503, {connection: 'close', 'content-type': 'text/plain'}).end(`${standing.phase}\n`)
    return true
  }
  const listening = await listen(environment, answer, err => log.error({err}, 'a request could not be answered')).catch(
    (error: unknown) => {
      throw new CannotStart(listenProblem(environment, error), {cause: error})
    },
  )
  closing.add('server', () => listening.close(1000))
}
