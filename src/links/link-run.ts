import {pageOf} from '../url/page.ts'
import type {Exchange, Failure, Validators} from '../verdict/exchange.ts'
import {httpsTwinOf, withTwin} from '../verdict/https-twin.ts'
import {judge} from '../verdict/judge.ts'
import {judgeText} from '../verdict/judge-text.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {enough, type LinkOptions, type SeenPage} from './check-links.ts'
import {failing} from './failure.ts'
import type {Browser, Enter, Visit} from './fetch-page.ts'
import {askTwins, mostTwins} from './https-twin.ts'
import type {NameService} from './resolver.ts'
import {type Run, visitAll} from './schedule.ts'
import type {Seats} from './seats.ts'
import {lookAgain, type SeenDead} from './second-look.ts'
import type {SiteBook} from './site-book.ts'
import {aborted, pause, withTimeLimit} from './time-limit.ts'

/** Asks once for a page, in the way that its run wants. */
export type Fetch = (
  page: string,
  how: Pick<Browser, 'readsPlaces' | 'hostHeaders' | 'validators'>,
  enter: Enter,
  signal: AbortSignal,
) => Promise<Visit>

/** What the runs of an engine share. */
export interface Shared {
  readonly fetch: Fetch
  /** The same on connections that nobody else uses, until they are closed. */
  readonly openFresh: () => {readonly fetch: Fetch; readonly close: () => Promise<void>}
  readonly names: NameService
  readonly sites: SiteBook
  readonly seats: Seats
  /** Aborts when the engine is closed. */
  readonly closing: AbortSignal
  /** What "no such domain" means where the resolver knows no name at all. */
  readonly nameless: Failure
}

/** How long a "no such domain" may wait for being believed, beyond the deadline too. */
const beliefMs = 3000
const twinMs = 3000

/** One run: asks for each page once, and says what each address proves (see `CheckLinks`). */
export async function runLinks(
  shared: Shared,
  urls: readonly string[],
  options: LinkOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Verdict>> {
  throwIfUnwanted(signal)
  const startedMs = Date.now()
  const answer = openAnswer(urls, options)

  await withTimeLimit(options.deadlineMs, 'deadline', [signal, shared.closing], stop => lookAtAll(shared, answer, options, stop))
  throwIfUnwanted(signal)

  const believed = !answer.needsBelief() || (await isBelieved(shared, startedMs, signal))
  throwIfUnwanted(signal)
  return answer.finish(exchange =>
    believed || exchange.failure?.kind !== 'no such domain' ? exchange : {...exchange, failure: shared.nameless},
  )
}

/**
 * First looks at all pages; then what these leave open: whether what was seen dead is so still, and whether what lives by `http:` lives by `https:` too.
 *
 * The last pages of a run take their time, above all those that never answer. Second looks take the places that are free meanwhile, so that they add little.
 */
async function lookAtAll(shared: Shared, answer: Answer, options: LinkOptions, stop: AbortSignal): Promise<void> {
  const run = runOf(shared, shared.fetch, options, page => validatorsFor(options, page))
  const fresh = shared.openFresh()
  const looked = new Set<string>()
  const looks: Promise<ReadonlyMap<string, Exchange>>[] = []
  let isRoomy = false
  function lookAgainAtOnce(): void {
    const unsure = new Map([...answer.dead].filter(([page]) => !looked.has(page)))
    for (const page of unsure.keys()) looked.add(page)
    const half = {...options, concurrency: options.concurrency / 2}
    if (unsure.size > 0) looks.push(lookAgain(runOf(shared, fresh.fetch, half), unsure, stop))
  }
  function note(page: string, exchange: Exchange): void {
    answer.note(page, exchange)
    if (isRoomy) lookAgainAtOnce()
  }
  try {
    await visitAll(run, answer.pages, note, stop, () => {
      isRoomy = true
      lookAgainAtOnce()
    })
    lookAgainAtOnce()
    const secure = await askTwins(runOf(shared, shared.fetch, {...options, ...briefly(options)}), answer.plain, stop)
    const seen = await Promise.all(looks)
    answer.amend(new Map(seen.flatMap(counts => [...counts])), secure)
  } finally {
    await fresh.close()
  }
}

/** Many hosts are silent over `https:`, and what is only a suggestion is not worth waiting for. */
const briefly = ({timeoutMs}: LinkOptions): Pick<LinkOptions, 'timeoutMs' | 'retries'> => ({
  timeoutMs: Math.min(timeoutMs, twinMs),
  retries: 0,
})

function throwIfUnwanted(signal: AbortSignal): void {
  if (signal.reason !== enough) signal.throwIfAborted()
}

const runOf = (
  {sites, seats}: Shared,
  fetch: Fetch,
  {timeoutMs, concurrency, perSite, retries, fragments = false, headers, mayAsk, isPatient = false}: LinkOptions,
  validatorsOf: (page: string) => Validators | undefined = () => undefined,
): Run => ({
  visit: (page, enter, stop) =>
    withTimeLimit(timeoutMs, 'timeout', [stop], (limit, untimed) => {
      const enterUntimed: Enter = url => {
        if (mayAsk?.(url.href) === false) return Promise.reject(failing('over limit', ''))
        const waiting = enter(url)
        return waiting === undefined ? undefined : untimed(waiting)
      }
      return fetch(page, {readsPlaces: fragments, hostHeaders: headers, validators: validatorsOf(page)}, enterUntimed, limit)
    }),
  sites,
  seats,
  isPatient,
  now: Date.now,
  random: Math.random,
  pause,
  concurrency: atLeast(1, concurrency),
  perSite: atLeast(1, perSite),
  retries: atLeast(0, retries),
  longMs: retries > 0 ? timeoutMs / 2 : Number.POSITIVE_INFINITY,
})

/** Only where an unchanged page has nothing more to tell: its places and its title have to be read. Second looks and twins are whole looks. */
const validatorsFor = ({validators, fragments, httpsTwins}: LinkOptions, page: string): Validators | undefined =>
  fragments === true || (httpsTwins === true && page.startsWith('http:')) ? undefined : validators?.get(page)

const atLeast = (least: number, count: number): number => Math.max(least, Math.floor(count) || least)

const isBelieved = ({names, closing}: Shared, startedMs: number, signal: AbortSignal): Promise<boolean> =>
  withTimeLimit(beliefMs, 'deadline', [signal, closing], stop =>
    Promise.race([names.believes(startedMs), aborted(stop).then(() => false)]),
  )

type Answer = ReturnType<typeof openAnswer>

/** The verdicts of a run, as they come in. What proves a link dead, and what may have a twin, is kept open until the end; of all else only the verdict is kept. */
function openAnswer(urls: readonly string[], {onSettled, onSeen, httpsTwins = false}: LinkOptions) {
  const links = new Map<string, string[]>()
  const dead = new Map<string, SeenDead>()
  const plain = new Map<string, Exchange>()
  const verdicts = new Map<string, Verdict>()
  let counts: ReadonlyMap<string, Exchange> = new Map()
  let secure: ReadonlySet<string> = new Set()

  function settle(url: string, verdict: Verdict, exchange?: Exchange): void {
    if (verdicts.has(url)) return
    verdicts.set(url, verdict)
    onSettled?.(url, verdict)
    if (exchange !== undefined && (verdict.kind === 'alive' || verdict.kind === 'moved')) onSeen?.(url, seenOf(exchange))
  }

  for (const url of new Set(urls)) {
    const verdict = judgeText(url)
    const page = pageOf(url)
    if (verdict !== undefined || page === undefined) settle(url, verdict ?? judge(unasked(url)))
    else if (links.get(page)?.push(url) === undefined) links.set(page, [url])
  }

  return {
    pages: [...links.keys()],
    dead,
    plain,
    note(page: string, exchange: Exchange): void {
      const verdict = judge({...exchange, url: page})
      if (verdict.kind === 'dead') dead.set(page, {exchange, seenMs: Date.now()})
      else if (httpsTwins && plain.size < mostTwins(links.size) && httpsTwinOf({...exchange, url: page}) !== undefined)
        plain.set(page, exchange)
      else for (const url of links.get(page) ?? []) settle(url, url === page ? verdict : judge({...exchange, url}), exchange)
    },
    /** What further looks have shown: what counts of pages that were seen dead, and which pages show the same over `https:`. */
    amend(seen: ReadonlyMap<string, Exchange>, same: ReadonlySet<string>): void {
      counts = seen
      secure = same
    },
    needsBelief: (): boolean => [...counts.values()].some(({failure}) => failure?.kind === 'no such domain'),
    /** `revise` makes of what was seen what counts in the end. */
    finish(revise: (exchange: Exchange) => Exchange): ReadonlyMap<string, Verdict> {
      for (const [page, own] of links) {
        const exchange = counts.get(page) ?? plain.get(page)
        const seen = exchange === undefined ? unasked(page) : revise(exchange)
        for (const url of own) {
          const verdict = judge({...seen, url})
          settle(url, secure.has(page) ? withTwin(url, verdict) : verdict, seen)
        }
      }
      return verdicts
    },
  }
}

const seenOf = ({title, validators, isUnchanged = false}: Exchange): SeenPage => ({
  ...(title === undefined ? {} : {title}),
  ...(validators === undefined ? {} : {validators}),
  isUnchanged,
})

const unasked = (url: string): Exchange => ({url, hops: [], title: undefined, failure: {kind: 'deadline', detail: ''}})
