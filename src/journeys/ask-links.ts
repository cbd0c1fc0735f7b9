import type {HeaderValue} from '../environment.ts'
import type {AskRepositories, RepositoryAnswers} from '../github/repository-answers.ts'
import type {CheckLinks, LinkOptions} from '../links/check-links.ts'
import {accepted, isAccepted} from '../settings/accepted-links.ts'
import {isIgnored} from '../settings/ignored-links.ts'
import type {Settings} from '../settings/settings.ts'
import {siteOf} from '../url/site.ts'
import {factsIn} from '../verdict/repository-facts.ts'
import {judgeRepository, withRepository} from '../verdict/repository-verdict.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {type Kept, keepMost} from './keep-most.ts'
import {linkHeaders} from './link-headers.ts'
import {crowdedSites, notesOn} from './link-notes.ts'

/** What asking for links touches. `now` is only for settings that end on a day, and for how long ago something was. */
export interface Asking {
  readonly checkLinks: CheckLinks
  /** Where GitHub's interface may be asked about repositories. Without it their pages are asked for, like all others. */
  readonly askRepositories?: AskRepositories
  /** What the operator lets lists have sent to some hosts (`links.headers`). */
  readonly headerValues?: readonly HeaderValue[]
  readonly now?: () => number
}

/** How links are asked for where the settings say nothing. */
export interface Defaults extends LinkOptions {
  /** Pages. */
  readonly most: number
  /** Pages that their sites are asked for, one site alone. */
  readonly mostPerSite: number
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
  mostPerSite: 60,
  longestDeadlineMs: 300_000,
}

/** Whoever types a command waits for all of it. */
export const onCommandLine: Defaults = {
  ...onPullRequest,
  deadlineMs: 90_000,
  perSite: 16,
  most: Number.POSITIVE_INFINITY,
  mostPerSite: Number.POSITIVE_INFINITY,
  longestDeadlineMs: Number.POSITIVE_INFINITY,
}

/** What addresses prove, those included that were not asked for; and sentences about what could not be found out. */
export interface Answers extends RepositoryAnswers {
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/**
 * Asks for each of the addresses, as the settings want it: GitHub about repositories first, then the web for what that left open.
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
  const most = defaults.most === Number.POSITIVE_INFINITY ? defaults.most : (settings?.maxPerPullRequest ?? defaults.most)
  const {within, beyond} = keepMost(wanted, most, () => 'all')

  const {verdicts, repositories, notes} = await askBoth(asking, within, settings, defaults, signal)
  return {
    verdicts: new Map([
      ...verdicts,
      ...allOf(beyond).map(url => [url, overLimit] as const),
      ...[...ignored].map(url => [url, bySettings] as const),
    ]),
    repositories,
    notes: [...notes, ...[...beyond.values()].map(({of}) => `Only the first ${most} of ${of} new links were checked.`)],
  }
}

/** GitHub's word that a repository exists counts at once; all else, above all that there is none, is for its page to prove. */
async function askBoth(
  asking: Asking,
  urls: readonly string[],
  settings: Settings['links'],
  defaults: Defaults,
  signal: AbortSignal,
): Promise<Answers> {
  const {repositories, notes} = await askGithub(asking, urls, signal)
  const factsOf = factsIn(repositories)
  const proven = new Map<string, Verdict>()
  for (const url of urls) {
    const facts = factsOf(url)
    const verdict = facts && judgeRepository(url, facts, settings?.fragments === true)
    if (verdict !== undefined) proven.set(url, verdict)
  }

  const open = urls.filter(url => !proven.has(url))
  const {within, beyond} = keepMost(open, defaults.mostPerSite, page => siteOf(page) ?? '')
  const {headers, notes: headerNotes} = linkHeaders(settings, asking.headerValues ?? [])
  const options = {...optionsOf(settings, defaults), ...(headers.size === 0 ? {} : {headers})}
  const seen = within.length === 0 ? new Map<string, Verdict>() : await asking.checkLinks(within, options, signal)
  for (const [url, verdict] of seen) {
    const facts = factsOf(url)
    const whole = facts === undefined ? verdict : withRepository(url, verdict, facts)
    proven.set(url, isAccepted(whole, settings?.accept ?? []) ? accepted(url, whole) : whole)
  }
  for (const url of allOf(beyond)) proven.set(url, overLimit)
  return {
    verdicts: new Map(
      urls.flatMap(url => {
        const verdict = proven.get(url)
        return verdict === undefined ? [] : [[url, verdict] as const]
      }),
    ),
    repositories,
    notes: [
      ...notes,
      ...headerNotes,
      ...crowdedSites(beyond, defaults.mostPerSite),
      ...notesOn([...seen.values()], options, signal),
    ],
  }
}

const allOf = (beyond: Kept['beyond']): string[] => [...beyond.values()].flatMap(({urls}) => urls)

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
const overLimit: Verdict = {kind: 'unverified', reason: 'over-limit', status: undefined, detail: ''}

const optionsOf = (
  settings: Settings['links'],
  {timeoutMs, deadlineMs, longestDeadlineMs, concurrency, perSite, retries, httpsTwins}: Defaults,
): LinkOptions => ({
  timeoutMs: milliseconds(settings?.timeoutSeconds) ?? timeoutMs,
  deadlineMs: Math.min(milliseconds(settings?.deadlineSeconds) ?? deadlineMs, longestDeadlineMs),
  concurrency: settings?.concurrency ?? concurrency,
  perSite: settings?.perSite ?? perSite,
  retries: settings?.retries ?? retries,
  ...(settings?.fragments === true ? {fragments: true} : {}),
  ...(httpsTwins === undefined ? {} : {httpsTwins}),
})

const milliseconds = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1000)
