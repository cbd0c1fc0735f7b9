import {setTimeout as wait} from 'node:timers/promises'
import pLimit, {type LimitFunction} from 'p-limit'
import type {Octokit} from './octokit.ts'

/** GitHub asks us to wait: nothing of the request took effect, and the job is to be run again at `untilMs` (epoch milliseconds). */
export class PostponedError extends Error {
  override readonly name = 'PostponedError'
  readonly untilMs: number

  constructor(untilMs: number, what: string) {
    super(`GitHub asks us to wait until ${new Date(untilMs).toISOString()}: ${what}`)
    this.untilMs = untilMs
  }
}

/** A write was sent and its answer never came: it may have taken effect. Read before writing again. */
export class LostAnswerError extends Error {
  override readonly name = 'LostAnswerError'

  constructor(what: string, cause: unknown) {
    super(`The answer of GitHub was lost, so we do not know whether it took effect: ${what}`, {cause})
  }
}

/** What all requests of one installation share. */
export interface Lane {
  readonly reads: LimitFunction
  readonly writes: LimitFunction
  /** Until when GitHub asked all of us to wait (epoch milliseconds), and why. */
  postponed: {readonly untilMs: number; readonly what: string} | undefined
  /** Writes that may follow at once; one more comes every second. */
  credit: {writes: number; atMs: number}
}

export interface LimiterOptions {
  /** Shared by whoever speaks for the same installation. Default: one of its own. */
  readonly lane?: Lane
  readonly now?: () => number
  readonly pause?: Pause
}

type Pause = (ms: number, signal: AbortSignal | undefined) => Promise<unknown>

const readsAtOnce = 20
const writesAtOnce = 5
const writeSpacingMs = 1000
const readAgainAfterMs = [100, 500]
/** Nothing that GitHub answers takes longer. */
const requestTimeoutMs = 30_000
const shortestWaitMs = 1000
const usualWaitMs = 60_000
const longestWaitMs = 3_600_000

export const openLane = (): Lane => ({
  reads: pLimit(readsAtOnce),
  writes: pLimit(1),
  postponed: undefined,
  credit: {writes: writesAtOnce, atMs: Number.NEGATIVE_INFINITY},
})

/**
 * Makes an octokit keep GitHub's limits as we want them kept, in place of Probot's retry and throttling plug-ins (which must be off).
 *
 * Reads are not spaced, 20 run at once, and one that fails on GitHub's side is tried again twice, quickly. Writes go one at a time, a
 * second apart once more than five follow, and are never sent twice: a lost answer is a `LostAnswerError`. Where GitHub asks us to wait,
 * nobody sleeps: a `PostponedError` says until when, also to everyone else in the lane.
 */
export function withLimiter<Kit extends Pick<Octokit, 'hook'>>(octokit: Kit, options: LimiterOptions = {}): Kit {
  const {lane = openLane(), now = Date.now, pause = (ms, signal) => wait(ms, undefined, {signal})} = options

  octokit.hook.wrap('request', (request, asked) => {
    // A caller's own signal is kept apart from the timeout: it alone says that nobody waits for the answer any more.
    const call: Call = {...describe(asked.method, asked.url ?? '', asked['query']), signal: asked.request?.signal}
    const once = async () => {
      call.signal?.throwIfAborted()
      if (lane.postponed !== undefined && lane.postponed.untilMs > now()) {
        throw new PostponedError(lane.postponed.untilMs, lane.postponed.what)
      }
      asked.request = {...asked.request, signal: withTimeout(call.signal)}
      return judge(request(asked), call, lane, now)
    }

    // The token's own request runs inside the request that needs it: in the same lane the two would wait for each other.
    if (call.kind === 'token') return untilAnswered(once, call, pause)
    if (call.kind === 'read') return lane.reads(() => untilAnswered(once, call, pause))
    return lane.writes(async () => {
      const waitMs = takeCredit(lane, now())
      if (waitMs > 0) await pause(waitMs, call.signal)
      return once()
    })
  })
  return octokit
}

/** What we look at of an answer; octokit has more in it. */
interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly data: unknown
}

interface Call {
  readonly kind: 'read' | 'write' | 'token'
  readonly what: string
  readonly signal: AbortSignal | undefined
}

function describe(method: string, url: string, query: unknown): Omit<Call, 'signal'> {
  const what = `${method} ${url}`
  if (url.endsWith('/access_tokens')) return {kind: 'token', what}
  const isQuery = url.endsWith('/graphql') && !/^\s*mutation\b/.test(String(query))
  return {kind: isQuery || method === 'GET' || method === 'HEAD' ? 'read' : 'write', what}
}

const withTimeout = (signal: AbortSignal | undefined): AbortSignal => {
  const timeout = AbortSignal.timeout(requestTimeoutMs)
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
}

/** How long a write has to wait, in milliseconds: not at all while there is credit, which grows by one a second. */
function takeCredit(lane: Lane, nowMs: number): number {
  const grown = lane.credit.writes + Math.max(0, nowMs - lane.credit.atMs) / writeSpacingMs
  const writes = Math.min(writesAtOnce, grown) - 1
  lane.credit = {writes, atMs: nowMs}
  return writes >= 0 ? 0 : Math.ceil(-writes * writeSpacingMs)
}

/** An answer as it is, or what its failure means. */
async function judge<Given extends Answer>(
  answering: Promise<Given> | Given,
  call: Call,
  lane: Lane,
  now: () => number,
): Promise<Given> {
  try {
    const answer = await answering
    if (isLimited(answer)) throw postponed(answer, call, lane, now())
    if (isTruncated(answer)) throw new NoAnswer(`${call.what}: half an answer`)
    return answer
  } catch (error) {
    call.signal?.throwIfAborted()
    const answer = answerOf(error)
    if (answer !== undefined && isLimited(answer)) throw postponed(answer, call, lane, now())
    if (call.kind === 'write' && isGitHubsFault(error)) throw new LostAnswerError(call.what, error)
    throw error
  }
}

/** Asks again where GitHub failed, a little later each time. */
async function untilAnswered<Given>(once: () => Promise<Given>, call: Call, pause: Pause): Promise<Given> {
  for (const waitMs of readAgainAfterMs) {
    try {
      return await once()
    } catch (error) {
      if (!isGitHubsFault(error)) throw error
      await pause(waitMs, call.signal)
    }
  }
  return once()
}

/** What came was not an answer of GitHub's: half of one, or none. */
class NoAnswer extends Error {}

/** GitHub has no answer of its own here: a 5xx, or a connection that failed (octokit says 500 and carries no response). */
const isGitHubsFault = (error: unknown): boolean =>
  error instanceof NoAnswer ||
  (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status >= 500)

/** JSON that does not parse is what octokit hands on of an answer that broke off. */
const isTruncated = ({status, headers, data}: Answer): boolean =>
  status === 200 && typeof data === 'string' && /^application\/json\b/.test(String(headers['content-type']))

function answerOf(error: unknown): Answer | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined
  const {response} = error
  return isAnswer(response) ? response : undefined
}

const isAnswer = (value: unknown): value is Answer =>
  isObject(value) && typeof value['status'] === 'number' && isObject(value['headers'])

/** Whether GitHub refused because we asked too much: 429, a 403 that says so, or a query's errors (with status 200). */
function isLimited({status, headers, data}: Answer): boolean {
  if (status === 429) return true
  if (status === 403) {
    const isUsedUp = headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0'
    return isUsedUp || speaksOfLimit(data)
  }
  const errors = status === 200 && isObject(data) ? data['errors'] : undefined
  return (
    Array.isArray(errors) && errors.some(error => isObject(error) && (error['type'] === 'RATE_LIMITED' || speaksOfLimit(error)))
  )
}

const speaksOfLimit = (said: unknown): boolean => isObject(said) && /\brate limit|abuse detection/i.test(String(said['message']))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** GitHub's own word on how long counts first; a reset only where it is what we wait for, since it can be most of an hour away. */
function postponed({headers}: Answer, call: Call, lane: Lane, nowMs: number): PostponedError {
  const afterMs = Number(headers['retry-after']) * 1000
  const resetMs = Number(headers['x-ratelimit-reset']) * 1000 - nowMs
  const isUsedUp = Number(headers['x-ratelimit-remaining'] ?? 0) === 0
  const waitMs = afterMs > 0 ? afterMs : isUsedUp && resetMs > 0 ? resetMs : usualWaitMs
  const untilMs = nowMs + Math.min(longestWaitMs, Math.max(shortestWaitMs, waitMs))
  lane.postponed = {untilMs, what: call.what}
  return new PostponedError(untilMs, call.what)
}
