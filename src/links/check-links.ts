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
