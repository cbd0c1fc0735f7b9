import type {Verdict} from '../verdict/verdict.ts'

/** How links are asked for. Who calls owns the defaults (`links` in the settings). */
export interface LinkOptions {
  readonly timeoutMs: number
  readonly deadlineMs: number
  readonly concurrency: number
  readonly perSite: number
  readonly retries: number
}

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
