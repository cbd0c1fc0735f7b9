import type {Validators} from '../verdict/exchange.ts'
import type {Verdict} from '../verdict/verdict.ts'

/** Headers that are sent to a host alone (`wiki.example`, `wiki.example:8443`), by `https:`, never along a redirect to another one. Secrets. */
export type HostHeaders = ReadonlyMap<string, Readonly<Record<string, string>>>

/** How links are asked for. Who calls owns the defaults (`links` in the settings). */
export interface LinkOptions {
  readonly timeoutMs: number
  readonly deadlineMs: number
  readonly concurrency: number
  readonly perSite: number
  readonly retries: number
  /** By default none. */
  readonly headers?: HostHeaders
  /** Whether places in pages that links name (`#usage`) are looked for, and a missing one is told (`missingFragment`). By default not. */
  readonly fragments?: boolean
  /** Whether pages that are listed as `http:` and alive are asked for over `https:` too (`better`). By default not. */
  readonly httpsTwins?: boolean
  /**
   * Asked right before each request, those for redirects and repeats included: false where it would be one too many. It is not made then, and its
   * links are `unverified` (`over-limit`).
   */
  readonly mayAsk?: (url: string) => boolean
  /**
   * Told of each address once, as soon as its verdict is certain, which is in no order: for showing progress. What is answered in the end is
   * the same. A dead link is told of last, since it is looked at twice. Must not throw.
   */
  readonly onSettled?: (url: string, verdict: Verdict) => void
  /** Told beside the verdict of an address that lives (alive or moved) what was seen of its page: what is worth remembering of it. Must not throw. */
  readonly onSeen?: (url: string, seen: SeenPage) => void
  /**
   * By page (`pageOf`): what its server gave when it was last seen (`SeenPage.validators`). It is asked then only whether something has changed, and
   * "no" proves the page alive (`unchanged`). By default none; without effect where `fragments` are asked about, and, of `http:` pages, where `httpsTwins` are.
   *
   * What a server says of itself may be wrong, so nobody should go by it for long: leave a page out at every fourth check (that a page of a site that says
   * "no" to everything is gone is then found out a month later than it could be, of a page that is asked weekly), and once something else than `alive` was seen.
   */
  readonly validators?: ReadonlyMap<string, Validators>
  /** Nobody is waiting for it: requests of other runs of the engine go first. By default somebody is. */
  readonly isPatient?: boolean
}

/** What a living page showed. Plain data. */
export interface SeenPage {
  /** Of the last page. Absent where it has none, and where it was not read: what is no HTML, or has not changed. */
  readonly title?: string
  /** To ask the server later whether the page has changed. Absent where it gives none that can be trusted, and where redirects led to the page. */
  readonly validators?: Validators
  /** The server says that it has not changed since `LinkOptions.validators`. */
  readonly isUnchanged: boolean
}

/**
 * What a signal is aborted with by somebody who wants to have what is known so far (`controller.abort(enough)`): the run then ends at once
 * and is answered, with the rest `unverified` (`not-reached`). Aborted with anything else, a run is rejected with that reason.
 */
export const enough: unique symbol = Symbol('what is known so far is enough')

/**
 * Asks for each page once, and says what each address proves.
 *
 * Every url of `urls` has a verdict in the answer, also after the deadline (`unverified`, reason `not-reached`).
 */
export type CheckLinks = (
  urls: readonly string[],
  options: LinkOptions,
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, Verdict>>
