import type {CheckLinks, LinkOptions} from '../links/check-links.ts'
import type {Settings} from '../settings/settings.ts'
import {pageOf} from '../url/page.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {isIgnored} from './ignored-links.ts'

/** What asking for links touches. `now` is only for settings that end on a day. */
export interface Asking {
  readonly checkLinks: CheckLinks
  readonly now?: () => number
}

/** How links are asked for where the settings say nothing. */
interface Defaults extends LinkOptions {
  readonly most: number
  /** No setting makes it longer: a list must not hold up the others that the app works for. */
  readonly longestDeadlineMs: number
}

/** A pull request is in a hurry and has few links: it takes two in flight of a site, since a scan may be asking there too. */
export const onPullRequest: Defaults = {
  timeoutMs: 10_000,
  deadlineMs: 60_000,
  concurrency: 128,
  perSite: 2,
  retries: 2,
  most: 300,
  longestDeadlineMs: 300_000,
}

/** Whoever types a command waits for all of it. */
export const onCommandLine: Defaults = {
  ...onPullRequest,
  deadlineMs: 90_000,
  perSite: 16,
  most: Number.POSITIVE_INFINITY,
  longestDeadlineMs: Number.POSITIVE_INFINITY,
}

/** What addresses prove, those that the settings leave out included; those that were too many to ask for, and a sentence about them. */
export interface Answers {
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly unasked: readonly string[]
  readonly notes: readonly string[]
}

/** Asks for each of the addresses, as the settings want it. An address that is beyond the limit has no verdict. */
export async function askLinks(
  {checkLinks, now = Date.now}: Asking,
  urls: readonly string[],
  settings: Settings['links'],
  defaults: Defaults,
  signal: AbortSignal,
): Promise<Answers> {
  const distinct = [...new Set(urls)]
  const ignored = new Set(distinct.filter(url => isIgnored(url, settings?.ignore ?? [], now())))
  const wanted = distinct.filter(url => !ignored.has(url))
  // What is no web address costs nobody anything.
  const pages = wanted.filter(url => pageOf(url) !== undefined)
  const most = defaults.most === Number.POSITIVE_INFINITY ? defaults.most : (settings?.maxPerPullRequest ?? defaults.most)
  const beyond = new Set(pages.slice(most))

  const asked = wanted.filter(url => !beyond.has(url))
  const verdicts =
    asked.length === 0 ? new Map<string, Verdict>() : await checkLinks(asked, optionsOf(settings, defaults), signal)
  return {
    verdicts: new Map([...verdicts, ...[...ignored].map(url => [url, bySettings] as const)]),
    unasked: [...beyond],
    notes: beyond.size === 0 ? [] : [`Only the first ${most} of ${pages.length} new links were checked.`],
  }
}

const bySettings: Verdict = {kind: 'ignored', reason: 'by-settings'}

const optionsOf = (
  settings: Settings['links'],
  {timeoutMs, deadlineMs, longestDeadlineMs, concurrency, perSite, retries}: Defaults,
): LinkOptions => ({
  timeoutMs: milliseconds(settings?.timeoutSeconds) ?? timeoutMs,
  deadlineMs: Math.min(milliseconds(settings?.deadlineSeconds) ?? deadlineMs, longestDeadlineMs),
  concurrency: settings?.concurrency ?? concurrency,
  perSite: settings?.perSite ?? perSite,
  retries: settings?.retries ?? retries,
})

const milliseconds = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1000)
