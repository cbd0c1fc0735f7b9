import type {AskRepositories, RepositoryAnswers} from '../github/ask-repositories.ts'
import type {CheckLinks, LinkOptions} from '../links/check-links.ts'
import type {Settings} from '../settings/settings.ts'
import {pageOf} from '../url/page.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import {judgeRepository, withRepository} from '../verdict/repository-verdict.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {isIgnored} from './ignored-links.ts'

/** What asking for links touches. `now` is only for settings that end on a day, and for how long ago something was. */
export interface Asking {
  readonly checkLinks: CheckLinks
  /** Where GitHub's interface may be asked about repositories. Without it their pages are asked for, like all others. */
  readonly askRepositories?: AskRepositories
  readonly now?: () => number
}

/** How links are asked for where the settings say nothing. */
export interface Defaults extends LinkOptions {
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
export interface Answers extends RepositoryAnswers {
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly unasked: readonly string[]
}

/**
 * Asks for each of the addresses, as the settings want it: GitHub about repositories first, then the web for what that left open. An address
 * that is beyond the limit has no verdict.
 */
export async function askLinks(
  asking: Asking,
  urls: readonly string[],
  settings: Settings['links'],
  defaults: Defaults,
  signal: AbortSignal,
): Promise<Answers> {
  const {now = Date.now} = asking
  const distinct = [...new Set(urls)]
  const ignored = new Set(distinct.filter(url => isIgnored(url, settings?.ignore ?? [], now())))
  const wanted = distinct.filter(url => !ignored.has(url))
  // What is no web address costs nobody anything.
  const pages = wanted.filter(url => pageOf(url) !== undefined)
  const most = defaults.most === Number.POSITIVE_INFINITY ? defaults.most : (settings?.maxPerPullRequest ?? defaults.most)
  const beyond = new Set(pages.slice(most))

  const asked = wanted.filter(url => !beyond.has(url))
  const {verdicts, repositories, notes} = await askBoth(asking, asked, settings, defaults, signal)
  return {
    verdicts: new Map([...verdicts, ...[...ignored].map(url => [url, bySettings] as const)]),
    repositories,
    unasked: [...beyond],
    notes: [...notes, ...(beyond.size === 0 ? [] : [`Only the first ${most} of ${pages.length} new links were checked.`])],
  }
}

/** GitHub's word that a repository exists counts at once; all else, above all that there is none, is for its page to prove. */
async function askBoth(
  asking: Asking,
  urls: readonly string[],
  settings: Settings['links'],
  defaults: Defaults,
  signal: AbortSignal,
): Promise<Omit<Answers, 'unasked'>> {
  const {repositories, notes} = await askGithub(asking, urls, signal)
  const factsOf = (url: string): RepositoryFacts | undefined => {
    const facts = repositories.get(url)
    return facts === 'unknown' ? undefined : facts
  }
  const proven = new Map<string, Verdict>()
  for (const url of urls) {
    const facts = factsOf(url)
    const verdict = facts && judgeRepository(url, facts, settings?.fragments === true)
    if (verdict !== undefined) proven.set(url, verdict)
  }

  const open = urls.filter(url => !proven.has(url))
  const seen = open.length === 0 ? [] : await asking.checkLinks(open, optionsOf(settings, defaults), signal)
  for (const [url, verdict] of seen) {
    const facts = factsOf(url)
    proven.set(url, facts === undefined ? verdict : withRepository(url, verdict, facts))
  }
  return {
    verdicts: new Map(
      urls.flatMap(url => {
        const verdict = proven.get(url)
        return verdict === undefined ? [] : [[url, verdict] as const]
      }),
    ),
    repositories,
    notes,
  }
}

async function askGithub({askRepositories}: Asking, urls: readonly string[], signal: AbortSignal): Promise<RepositoryAnswers> {
  if (askRepositories === undefined || urls.length === 0) return {repositories: new Map(), notes: []}
  try {
    return await askRepositories(urls, signal)
  } catch (error) {
    // Whoever stops us may still want what is known so far, which the link engine knows how to say.
    if (!signal.aborted) throw error
    return {repositories: new Map(), notes: []}
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
