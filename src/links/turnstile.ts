import type {Failure} from '../verdict/exchange.ts'
import {failing} from './failure.ts'
import {afterAnswer, afterAsking, type SiteAnswer, turnAt} from './politeness.ts'
import type {Seats} from './seats.ts'
import type {SiteBook} from './site-book.ts'

/** What a turnstile goes by; the clock and the pause are arguments, so that tests need no time. */
export interface House {
  readonly sites: SiteBook
  /** Those of all runs together. */
  readonly seats: Seats
  /** Nobody waits for this run, so others go first. */
  readonly isPatient: boolean
  readonly now: () => number
  /** Resolves after so many ms, or as soon as the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** Requests at once, in all and to one site. */
  readonly concurrency: number
  readonly perSite: number
}

/** What becomes of a page that was not asked for so far. */
export interface Reception {
  /** Its site may be asked now, once; `leave` has to follow. */
  readonly admit: (page: string, site: string) => void
  /** Its site is not to be asked. */
  readonly refuse: (page: string, failure: Failure) => void
  /** Told once: nobody waits any more, and half of all places are free. */
  readonly thinned?: () => void
}

export interface Turnstile {
  /** Lets in all that there is room for: the start. */
  readonly turn: () => void
  /**
   * Resolves as soon as this site may be asked once more, and then `leave` has to follow; rejects with a failure where it is not to be asked.
   * `soon` is before the pages that were not asked for so far, `late` after them.
   */
  readonly enter: (site: string, when: 'soon' | 'late') => Promise<void>
  /** A request has ended. */
  readonly leave: (site: string, answer: SiteAnswer) => void
  /** Nobody is let in any more; who waits in `enter` is refused. */
  readonly close: () => void
}

interface Waiter {
  readonly admit: () => void
  readonly refuse: (failure: Failure) => void
}

/** Who waits for one site. */
interface Line {
  readonly site: string
  readonly soon: Waiter[]
  /** The last one first. */
  readonly pages: string[]
  readonly late: Waiter[]
}

const lengthOf = ({soon, pages, late}: Line): number => soon.length + pages.length + late.length

/**
 * Decides who asks next: of all sites that may be asked now, the one with the most left to ask, since it takes longest. Who waits for a site takes no
 * room from the others.
 *
 * `queues` are in the order in which sites are begun. One is begun when none of those that are begun may be asked, so what has to be looked at for a
 * decision stays little, however many sites there are.
 */
export function openTurnstile(
  {sites, seats, isPatient, now, pause, concurrency, perSite}: House,
  queues: readonly (readonly [site: string, pages: readonly string[]])[],
  reception: Reception,
): Turnstile {
  const unbegun = queues.values()
  /** Those in which somebody waits. */
  const lines = new Map<string, Line>()
  const inFlight = new Map<string, number>()
  let all = 0
  let sleep: {readonly untilMs: number; readonly end: AbortController} | undefined
  let closed = false
  let allBegun = false
  let hasThinned = false
  const ours = sites.join(turn, isPatient)
  const seat = seats.join(isPatient, turn)

  function turn(): void {
    for (let line = chosen(); line !== undefined; line = chosen()) admit(line)
    if (hasThinned || closed || !allBegun || lines.size > 0 || all > concurrency / 2) return
    hasThinned = true
    reception.thinned?.()
  }

  function chosen(): Line | undefined {
    while (all < concurrency && !closed) {
      const {line, waitMs} = bestLine()
      if (line !== undefined) return seat.take() ? line : undefined
      if (!begin()) {
        wakeIn(waitMs)
        return undefined
      }
    }
    return undefined
  }

  /** The longest of the lines that may move; else how long it takes until one may. */
  function bestLine(): {readonly line: Line | undefined; readonly waitMs: number} {
    const nowMs = now()
    let best: Line | undefined
    let waitMs = Number.POSITIVE_INFINITY
    for (const line of lines.values()) {
      const next = turnAt(sites.read(line.site), nowMs)
      if ('kind' in next) refuse(line, next)
      else if ((inFlight.get(line.site) ?? 0) >= perSite) continue
      else if (next.waitMs > 0) waitMs = Math.min(waitMs, next.waitMs)
      else if (best === undefined || lengthOf(line) > lengthOf(best)) best = line
    }
    return {line: best, waitMs}
  }

  function begin(): boolean {
    const next = unbegun.next()
    allBegun = next.done === true
    if (next.done === true) return false
    const [site, pages] = next.value
    const line = lineOf(site)
    for (const page of pages.toReversed()) line.pages.push(page)
    return true
  }

  function lineOf(site: string): Line {
    const line = lines.get(site) ?? {site, soon: [], pages: [], late: []}
    lines.set(site, line)
    return line
  }

  function admit(line: Line): void {
    const {site} = line
    all += 1
    inFlight.set(site, (inFlight.get(site) ?? 0) + 1)
    sites.change(site, state => afterAsking(state, now()))
    const page = line.soon.length === 0 ? line.pages.pop() : undefined
    const waiter = page === undefined ? (line.soon.shift() ?? line.late.shift()) : undefined
    if (lengthOf(line) === 0) lines.delete(site)
    if (page === undefined) waiter?.admit()
    else reception.admit(page, site)
  }

  function refuse(line: Line, failure: Failure): void {
    lines.delete(line.site)
    for (const waiter of [...line.soon, ...line.late]) waiter.refuse(failure)
    for (const page of line.pages.toReversed()) reception.refuse(page, failure)
  }

  /** One pause at a time, the shortest that is of use: whatever else happens turns the turnstile anyway. */
  function wakeIn(ms: number): void {
    const untilMs = now() + ms
    if (ms === Number.POSITIVE_INFINITY || (sleep !== undefined && sleep.untilMs <= untilMs)) return
    sleep?.end.abort()
    const begun = {untilMs, end: new AbortController()}
    sleep = begun
    void pause(ms, begun.end.signal).then(() => {
      if (sleep !== begun) return
      sleep = undefined
      turn()
    })
  }

  return {
    turn,
    enter: (site, when) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(failing('deadline', ''))
        lineOf(site)[when].push({admit: resolve, refuse: ({kind, detail}) => reject(failing(kind, detail))})
        turn()
      }),
    leave(site, answer) {
      all -= 1
      const left = (inFlight.get(site) ?? 1) - 1
      if (left > 0) inFlight.set(site, left)
      else inFlight.delete(site)
      sites.change(site, state => afterAnswer(state, answer, now()))
      seat.give()
      ours.tellOthers()
      turn()
    },
    close() {
      closed = true
      ours.leave()
      seat.leave()
      const begun = sleep
      sleep = undefined
      begun?.end.abort()
      for (const {soon, late} of lines.values())
        for (const waiter of [...soon, ...late]) waiter.refuse({kind: 'deadline', detail: ''})
      lines.clear()
    },
  }
}
