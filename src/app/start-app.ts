import {setTimeout as pause} from 'node:timers/promises'
import type {Logger} from 'pino'
import type {Credentials, Environment} from '../environment.ts'
import {repositoriesOf} from '../github/ask-repositories.ts'
import type {Octokit} from '../github/octokit.ts'
import type {PullRef} from '../github/pull-ref.ts'
import {askEach} from '../github/repository-answers.ts'
import {reviewPullRequest} from '../journeys/review-pull-request.ts'
import {openAccountBudgets} from '../links/account-budgets.ts'
import type {CheckLinks} from '../links/check-links.ts'
import {openLinkEngine} from '../links/link-engine.ts'
import type {JobsReport} from '../queue/jobs-report.ts'
import {openQueue, type Queue} from '../queue/open-queue.ts'
import {CannotStart} from '../store/cannot-start.ts'
import type {Database} from '../store/database.ts'
import {openDatabase} from '../store/open-database.ts'
import {reviewHistory} from '../store/review-history.ts'
import {catchUp} from './catch-up.ts'
import {Closing} from './closing.ts'
import {installations, openProbot} from './github-access.ts'
import {listenProblem} from './listen-problem.ts'
import {publicGithub} from './public-github.ts'
import {servePages} from './serve-pages.ts'
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

/**
 * Starts the app: database, queue, link engine, GitHub, and last the server, so that who can reach it finds it at work.
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
  let queue: Queue
  try {
    const database = await openDatabase(environment.database, clock.now(), problem => log.warn(problem))
    closing.add('database', () => database.close())

    const engine = openEngine(environment, log)
    closing.add('link engine', () => engine.close())

    const {probot, server} = await openProbot(credentials, environment, log)
    const octokitFor = installations(probot)
    const review = reviewer({
      octokitFor,
      checkLinks: engine.checkLinks,
      githubUrl: environment.githubUrl,
      publicGithubToken: environment.publicGithubToken,
      headerValues: environment.headerValues,
      database,
      log,
    })
    queue = await openQueue({database, review, tell: tellOfQueue(log)})
    closing.add('queue', () => queue.stop(graceMs))

    receiveWebhooks(probot, queue, clock.now, (step, facts) => log.info(facts, step))
    server.addHandler(servePages(queue.check, environment.githubUrl))
    const http = await server.start().catch((error: unknown) => {
      throw new CannotStart(listenProblem(environment, error), {cause: error})
    })
    closing.add('server', async () => {
      const closed = server.stop()
      http.closeIdleConnections()
      // What is still being received after this is GitHub's to deliver again.
      setTimeout(() => http.closeAllConnections(), 1000).unref()
      await closed
    })
    const missing = {
      probot,
      octokitFor,
      pickUp: queue.pickUp,
      tell: (step: string, facts: Readonly<Record<string, string>>) => log.info(facts, step),
    }
    const catching = catchUp(missing, Date.now, err => log.warn({err}, 'what was missed could not be looked for'))
    closing.add('search for what was missed', () => catching.stop())
    log.info({url: `http://${environment.host}:${environment.port}`}, 'ready')
  } catch (error) {
    await closing.close()
    throw error
  }
  return {tick: () => queue.tick(clock.now()), jobs: queue.report, stop: () => closing.close()}
}

/** How long a running review may go on when the app is asked to stop; then it is aborted, and done after the next start. */
const graceMs = 4000

function openEngine(environment: Environment, log: Logger) {
  tellOfExceptions(environment, log)
  const {allowPrivate, never, dnsServers, proxy} = environment
  try {
    return openLinkEngine({allowPrivate, never, dnsServers, proxy})
  } catch (error) {
    const variables = 'LISTKEEPER_ALLOW_PRIVATE, LISTKEEPER_NEVER, LISTKEEPER_DNS or a proxy'
    throw new CannotStart(`${variables} can't be used: ${messageOf(error)}.`, {cause: error})
  }
}

/** What the operator made otherwise than it is by default, once. Of secrets only the names. */
function tellOfExceptions({allowPrivate, never, proxy, headerValues}: Environment, log: Logger): void {
  if (allowPrivate.length > 0)
    log.warn({allowed: allowPrivate.join(' ')}, 'links may lead into these private networks, as LISTKEEPER_ALLOW_PRIVATE says')
  const proxies = [proxy.https, proxy.http].flatMap(address => (address === undefined ? [] : [new URL(address).host]))
  if (proxies.length > 0) log.info({proxies: [...new Set(proxies)].join(' ')}, 'links are asked for through a proxy')
  if (proxies.length > 0 && proxy.guards)
    log.warn('the proxy finds the addresses of links and must refuse private ones itself, as LISTKEEPER_PROXY_GUARDS says')
  if (never.length > 0) log.info({never: never.join(' ')}, 'these hosts are never asked, as LISTKEEPER_NEVER says')
  for (const {name, hosts} of headerValues)
    log.info({name, hosts: hosts.join(' ')}, 'lists may have this value sent to these hosts')
}

interface Reviewing {
  readonly octokitFor: (installationId: string) => Promise<Octokit>
  readonly checkLinks: CheckLinks
  /** Where people see the repositories that GitHub's interface tells of. */
  readonly githubUrl: string
  readonly publicGithubToken: Environment['publicGithubToken']
  readonly headerValues: Environment['headerValues']
  readonly database: Database
  readonly log: Logger
}

/** What a job does: the journey, with its steps in the log. `ms` is the time since the job began. */
function reviewer({octokitFor, checkLinks, githubUrl, publicGithubToken, headerValues, database, log}: Reviewing) {
  const history = reviewHistory(database)
  const budgets = openAccountBudgets(Date.now)
  return async (ref: PullRef, signal: AbortSignal): Promise<void> => {
    const started = performance.now()
    const tell = (step: string, facts: Readonly<Record<string, string | number>> = {}) =>
      log.info({pull: nameOf(ref), ms: Math.round(performance.now() - started), ...facts}, step)
    tell('review started')
    const octokit = await octokitFor(ref.installationId)
    const waiting = (ms: number, signal: AbortSignal) => pause(ms, undefined, {signal})
    const elsewhere = publicGithubToken === undefined ? [] : [publicGithub(publicGithubToken, words => log.warn(words))]
    const askRepositories = askEach(repositoriesOf(octokit, githubUrl), ...elsewhere)
    const withinBudget = budgets.within(ref.installationId, checkLinks)
    const outside = {
      octokit,
      checkLinks: withinBudget,
      askRepositories,
      headerValues,
      history,
      now: Date.now,
      pause: waiting,
      tell,
    }
    const outcome = await reviewPullRequest(outside, ref, signal)
    tell('review finished', {outcome: outcome.kind, ...('reason' in outcome ? {reason: outcome.reason} : {})})
  }
}

const tellOfQueue = (log: Logger) => ({
  handedBack: (jobs: number) => log.info({jobs}, 'taking up reviews that were interrupted'),
  failed: (ref: PullRef, err: unknown) => log.error({pull: nameOf(ref), err}, 'review failed, it will be tried again'),
  postponed: (ref: PullRef, untilMs: number) =>
    log.warn({pull: nameOf(ref), until: new Date(untilMs).toISOString()}, 'GitHub asks to wait, the review goes on then'),
  trouble: (problem: string) => log.warn({problem}, 'the queue has trouble'),
})

const nameOf = ({owner, repo, number}: PullRef): string => `${owner}/${repo}#${number}`

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
