import {isIP} from 'node:net'
import pLimit from 'p-limit'
import type {Dispatcher} from 'undici'
import {pageOf, parseHttp} from '../url/page.ts'
import type {Exchange} from '../verdict/exchange.ts'
import {isInside} from './address.ts'
import {type Copy, readArchiveAnswer} from './archive-answer.ts'
import {type Answer, ask} from './ask.ts'
import {failureOf} from './failure.ts'
import type {Enter, Visit} from './fetch-page.ts'
import {acceptEncoding, inflate} from './inflate.ts'
import {isPublicName} from './local-name.ts'
import {type Run, visitAll} from './schedule.ts'
import type {Seats} from './seats.ts'
import type {SiteBook} from './site-book.ts'
import {aborted, pause, withTimeLimit} from './time-limit.ts'

/**
 * Looks for the newest copy in the Wayback Machine that shows a page as it was when it answered.
 *
 * Only for addresses that the whole world may see: whoever runs the archive is told of the address. One at a time, however many are wanted. Rejects only
 * when the signal aborts.
 */
export type FindCopy = (url: string, signal: AbortSignal) => Promise<Copy>

/** How the archive is asked: like any other site. */
export interface Archivist {
  /** Guarded. */
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly sites: SiteBook
  readonly seats: Seats
  /** Aborts when the engine is closed. */
  readonly closing: AbortSignal
}

/** The archive has much to do, and often takes its time. */
const timeoutMs = 15_000
const wholeMs = 90_000
const answerBytes = 65_536

/** `archive`: where the interface is (`https://archive.org`); undefined: it is never asked, and nobody can say. What is no such address throws. */
export function copyFinder(archivist: Archivist, archive: string | undefined): FindCopy {
  const base = archive === undefined ? undefined : readBase(archive)
  const inTurn = pLimit(1)

  return async (url, signal) => {
    signal.throwIfAborted()
    const page = parseHttp(pageOf(url) ?? '')
    if (base === undefined) return {kind: 'unknown'}
    if (page === undefined || !isPublic(page)) return {kind: 'none'}
    const copy = await withTimeLimit(wholeMs, 'deadline', [signal, archivist.closing], stop =>
      Promise.race([inTurn(() => lookFor(archivist, base, page, stop)), aborted(stop).then(() => unknown)]),
    )
    signal.throwIfAborted()
    return copy
  }
}

const unknown: Copy = {kind: 'unknown'}

function readBase(archive: string): string {
  const url = parseHttp(archive)
  if (url === undefined || url.username !== '' || url.password !== '')
    throw new Error('The archive must be an http or https address without a password, such as https://archive.org')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/wayback/available?url=`
}

/** Nobody outside could have made a copy of anything else, or is to know that there is such a host. */
const isPublic = ({hostname}: URL): boolean => {
  const name = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(name) === 0 ? isPublicName(name) : !isInside(name)
}

/** The interface knows nothing of some pages that it has until it is asked without the scheme, and for a time (internetarchive/wayback#296). */
async function lookFor(archivist: Archivist, base: string, page: URL, stop: AbortSignal): Promise<Copy> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const bare = `${page.host}${page.pathname}${page.search}`
  const questions = [encodeURIComponent(page.href), `${encodeURIComponent(bare)}&timestamp=${stamp}`]
  for (const question of questions) {
    const text = await textAt(archivist, `${base}${question}`, stop)
    const copy = text === undefined ? unknown : readArchiveAnswer(text, page.href, Date.now())
    if (copy.kind !== 'none') return copy
  }
  return {kind: 'none'}
}

/** What the archive answers, once it may be asked; undefined where it does not answer well. Resolves at once when the signal aborts. */
async function textAt(archivist: Archivist, address: string, stop: AbortSignal): Promise<string | undefined> {
  let text: string | undefined
  const run: Run = {
    visit: (page, enter, signal) =>
      withTimeLimit(timeoutMs, 'timeout', [signal], async limit => {
        const {visit, body} = await askArchive(archivist, page, enter, limit)
        text = body
        return visit
      }),
    sites: archivist.sites,
    seats: archivist.seats,
    isPatient: true,
    now: Date.now,
    random: Math.random,
    pause,
    concurrency: 1,
    perSite: 1,
    retries: 1,
    longMs: Number.POSITIVE_INFINITY,
  }
  await visitAll(run, [address], () => {}, stop)
  return stop.aborted ? undefined : text
}

/** One request; redirects are not followed. */
async function askArchive(
  {dispatcher, userAgent}: Archivist,
  address: string,
  enter: Enter,
  signal: AbortSignal,
): Promise<{readonly visit: Visit; readonly body: string | undefined}> {
  const url = new URL(address)
  const seen: Exchange = {url: address, hops: [], title: undefined, failure: undefined}
  try {
    await enter(url)
    const headers = {'user-agent': userAgent, accept: 'application/json', 'accept-encoding': acceptEncoding}
    const answer = await ask(dispatcher, url, headers, status => status === 200, signal)
    const {status} = answer
    const [retryAfter] = [answer.headers['retry-after']].flat()
    const visit = {exchange: {...seen, hops: [{url: address, status, location: undefined}]}, retryAfter}
    return {visit, body: status === 200 ? await textOf(answer) : undefined}
  } catch (error) {
    return {visit: {exchange: {...seen, failure: failureOf(error)}, retryAfter: undefined}, body: undefined}
  }
}

/** Undefined where it is not all there, or more than such an answer can be. */
async function textOf({headers, body, isWhole}: Answer): Promise<string | undefined> {
  const [encoding = ''] = [headers['content-encoding']].flat()
  const bytes = isWhole ? await inflate(body, encoding.trim().toLowerCase(), answerBytes) : undefined
  return bytes === undefined || bytes.length >= answerBytes ? undefined : bytes.toString()
}
