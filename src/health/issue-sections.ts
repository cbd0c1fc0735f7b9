import type {PhrasingContent} from 'mdast'
import {ago} from '../findings/repository-findings.ts'
import {address, isAddress} from '../markdown/address.ts'
import {folded} from '../markdown/folded.ts'
import {bytesOf} from '../markdown/limit.ts'
import {link} from '../markdown/link.ts'
import {readMessage} from '../markdown/message.ts'
import {type Own, own} from '../markdown/own.ts'
import {quote} from '../markdown/quote.ts'
import {say} from '../markdown/say.ts'
import {type Block, codeBlock, heading, type Point, paragraph, pointsWithTasks, write} from '../markdown/write.ts'
import type {Settings} from '../settings/settings.ts'
import {parseHttp} from '../url/page.ts'
import {withoutSecrets} from '../url/secret.ts'
import {reasonOf} from '../verdict/reasons.ts'
import {type EnoughStrikes, enoughStrikes} from './enough-strikes.ts'
import {inState, type Told} from './health-groups.ts'
import {ignoreList, ignoreYaml} from './ignore-list.ts'
import type {ListRepository} from './issue-situation.ts'
import type {Section} from './kept-within.ts'
import type {LinkHealth, LinkState, ListHealth} from './link-health.ts'
import {day, joined, listedAs, where} from './own-words.ts'
import {tick} from './tick.ts'

/** An address that is to be copied is shown whole, unless nobody would list it. */
const wholeAddress = 2000

/** Longer addresses are shown, but not linked to. */
const longestLink = 500

/** An address that others wrote, which can be copied, and opened by a click. */
function openable(url: string, most?: number): PhrasingContent[] {
  const parsed = url.length <= longestLink && isAddress(url) ? parseHttp(url) : undefined
  const shown = address(url, most)
  return [parsed === undefined ? shown : link([shown], parsed.href)]
}

/** A part that is a list of points, each with what can be ticked below it. */
function section<Thing>(
  things: readonly Thing[],
  pointOf: (thing: Thing) => Point,
  frame: (count: number, ...inside: readonly Block[]) => readonly Block[],
): Section {
  const points = things.map(pointOf)
  return {
    count: points.length,
    sizeOf: index => bytesOf(write(pointsWithTasks(things.slice(index, index + 1).map(pointOf)))) + 1,
    blocks: (kept, more) => frame(points.length, ...(kept === 0 ? [] : [pointsWithTasks(points.slice(0, kept))]), ...more),
  }
}

const open =
  (title: readonly PhrasingContent[], intro: readonly PhrasingContent[]) =>
  (_count: number, ...inside: readonly Block[]): readonly Block[] => [
    heading(title),
    ...(intro.length === 0 ? [] : [paragraph(intro)]),
    ...inside,
  ]

const closed =
  (title: (count: number) => Own, intro: readonly PhrasingContent[] = []) =>
  (count: number, ...inside: readonly Block[]): readonly Block[] => [
    folded(title(count), ...(intro.length === 0 ? [] : [paragraph(intro)]), ...inside),
  ]

/** `Army in Ants, readme.md line 12` */
const what = ({places}: LinkHealth, repository: ListRepository | undefined): PhrasingContent[] =>
  joined(say` · `, listedAs(places), where(places, repository))

const both = (key: string) => [tick('ignore', key), tick('snooze', key)]

/** What rides along is rarely put off. */
const one = (key: string) => [tick('ignore', key)]

/** Longest dead first: what nobody minded for months can go; what died on one day in the order of the list. `settings`: of an issue, which tells what dead means and what to do. */
export const deadSection = (health: ListHealth, repository: ListRepository | undefined, settings?: Settings): Section =>
  section(
    inState(health, 'dead').toSorted((one, other) => dayOf(one.state.sinceMs) - dayOf(other.state.sinceMs)),
    link => ({
      lines: [what(link, repository), openable(link.url), deadWords(link.state)],
      tasks: both(link.key),
    }),
    open(say`Dead`, settings === undefined ? [] : deadIntro(enoughStrikes(settings))),
  )

const dayOf = (atMs: number): number => Math.floor(atMs / 86_400_000)

const deadIntro = ({scans, days}: EnoughStrikes): PhrasingContent[] => {
  const proof = joined(
    say` `,
    scans === 1 ? [] : say`in at least ${scans} scans`,
    days === 0 ? [] : days === 1 ? say`over at least ${1} day` : say`over at least ${days} days`,
  )
  const gone = proof.length === 0 ? [] : say`Gone ${proof}.`
  return joined(say` `, gone, say`Replace or remove them, or tick what is to be left alone.`)
}

const deadWords = ({sinceMs, copyUrl, ...seen}: Extract<LinkState, {kind: 'dead'}>): PhrasingContent[] => {
  const copy = copyUrl === undefined ? undefined : parseHttp(copyUrl)
  return [
    ...say`since ${day(sinceMs)}: ${readMessage(reasonOf(seen))}`,
    ...(copy === undefined ? [] : say` · ${link(say`copy in the Wayback Machine`, copy.href)}`),
  ]
}

/** With the exact address to put there. A new name of a repository is told with the repositories. */
export const movedSection = (health: ListHealth, repository: ListRepository | undefined): Section =>
  section(
    inState(health, 'moved').filter(({state}) => state.reason !== 'renamed'),
    link => ({lines: [what(link, repository), movedWords(link)], tasks: one(link.key)}),
    open(say`Moved`, say`The servers say so themselves. Put the second address in place of the first.`),
  )

const movedWords = ({url, state: {finalUrl}}: Told<'moved'>): PhrasingContent[] =>
  say`${address(url, wholeAddress)} → ${openable(finalUrl, wholeAddress)}`

/** A warning, and no replacement. */
export const handedSection = (health: ListHealth, repository: ListRepository | undefined): Section =>
  section(
    inState(health, 'handed').toSorted(
      (one, other) =>
        surest.indexOf(one.state.why) - surest.indexOf(other.state.why) || dayOf(one.state.sinceMs) - dayOf(other.state.sinceMs),
    ),
    link => ({
      lines: [what(link, repository), openable(link.url), handedWords(link.state)],
      tasks: both(link.key),
    }),
    open(
      say`May have changed hands`,
      say`These answer, but maybe no longer for the people whose work was listed. Have a look before you trust them.`,
    ),
  )

type Handed = Extract<LinkState, {kind: 'handed'}>

const surest: readonly Handed['why'][] = ['other repository', 'domain for sale', 'other title', 'other site']

function handedWords({why, sinceMs, leadsTo}: Handed): PhrasingContent[] {
  const since = say`since ${day(sinceMs)}`
  switch (why) {
    case 'other repository':
      return say`${since}: another repository stands under this name`
    case 'domain for sale':
      return say`${since}: its domain is for sale`
    case 'other title':
      return say`${since}: its title has no word left of those that it had before`
    case 'other site':
      return leadsTo === undefined
        ? say`${since}: it leads to another site`
        : say`${since}: it leads to another site, ${address(leadsTo)}, and nothing proves that it is the same thing there`
  }
}

/** Archived and stale ones, and those that have another name now: a repository once, however many addresses lead to it. */
export function repositorySection(health: ListHealth, repository: ListRepository | undefined): Section {
  const renamed = inState(health, 'moved').filter(({state}) => state.reason === 'renamed')
  const seen = new Set<string>()
  const others = health.links.filter(link => {
    if (link.repository === undefined || (link.state.kind === 'moved' && link.state.reason === 'renamed')) return false
    const isFirst = !seen.has(link.repository.id)
    seen.add(link.repository.id)
    return isFirst
  })
  return section(
    [...renamed, ...others],
    link => ({lines: [what(link, repository), repositoryWords(link)], tasks: one(link.key)}),
    open(say`Archived, renamed or stale repositories`, []),
  )
}

function repositoryWords({url, state, repository}: LinkHealth): PhrasingContent[] {
  const renamed =
    state.kind === 'moved' && state.reason === 'renamed'
      ? say`${address(url, wholeAddress)} → ${openable(state.finalUrl, wholeAddress)} (renamed)`
      : []
  const {isArchived, staleMonths} = repository ?? {}
  const about =
    isArchived === true
      ? say`archived: it is no longer worked on`
      : staleMonths === undefined
        ? []
        : say`its last commit is ${{type: 'text', value: ago(staleMonths)}} old`
  return joined(say` · `, renamed.length === 0 ? openable(url) : renamed, about)
}

/** What stands in the list as an address and can be none. */
export const invalidSection = (health: ListHealth, repository: ListRepository | undefined): Section =>
  section(
    inState(health, 'invalid'),
    link => ({
      lines: [joined(say` · `, what(link, repository), [address(link.url)]), readMessage(reasonOf({reason: link.state.reason}))],
      tasks: one(link.key),
    }),
    open(say`Not web addresses`, []),
  )

/** Never counted against anyone: suspects among them, of which more will be known in a few days. */
export const unverifiedSection = (health: ListHealth, repository: ListRepository | undefined): Section =>
  section(
    inState(health, 'suspect', 'unverified'),
    link => ({lines: [joined(say` · `, [address(link.url)], what(link, repository)), unsureWords(link.state)]}),
    closed(
      count => (count === 1 ? own`1 link could not be verified` : own`${count} links could not be verified`),
      say`Nothing is proven about these: a browser may well open them. Nothing needs to be done.`,
    ),
  )

function unsureWords(state: Extract<LinkState, {kind: 'suspect' | 'unverified'}>): PhrasingContent[] {
  const words = readMessage(reasonOf(state))
  if (state.kind === 'unverified') return say`since ${day(state.sinceMs)}: ${words}`
  return state.strikes === 1
    ? say`once, on ${day(state.sinceMs)}: ${words}; it is looked at again before anything is said`
    : say`${state.strikes} times since ${day(state.sinceMs)}: ${words}; it is looked at again before anything is said`
}

/** Links that were told as dead, and are so no more; `gone`: how many of those are in no list any more. */
export function fixedSection(health: ListHealth, fixed: readonly string[], repository: ListRepository | undefined): Section {
  const byKey = new Map(health.links.map(link => [link.key, link]))
  const known = fixed.flatMap(key => byKey.get(key) ?? [])
  const gone = fixed.length - known.length
  const things: readonly (LinkHealth | number)[] = [...known, ...(gone === 0 ? [] : [gone])]
  return {
    ...section(
      things,
      thing =>
        typeof thing === 'number'
          ? {lines: [thing === 1 ? say`${1} dead link is in no list any more` : say`${thing} dead links are in no list any more`]}
          : {lines: [joined(say` · `, [address(thing.url)], what(thing, repository))]},
      closed(() => (fixed.length === 1 ? own`1 link fixed since last time` : own`${fixed.length} links fixed since last time`)),
    ),
  }
}

/** What is left alone, why and until when. */
export const ignoredSection = (health: ListHealth, repository: ListRepository | undefined): Section =>
  section(
    inState(health, 'ignored by people', 'ignored by settings', 'secret'),
    link => ({
      lines: [joined(say` · `, [address(withoutSecrets(link.url))], what(link, repository)), ignoredWords(link.state)],
      ...(link.state.kind === 'ignored by people' ? {tasks: [tick('watch', link.key)]} : {}),
    }),
    closed(count => (count === 1 ? own`1 link is left alone` : own`${count} links are left alone`)),
  )

function ignoredWords(
  state: Extract<LinkState, {kind: 'ignored by people' | 'ignored by settings' | 'secret'}>,
): PhrasingContent[] {
  switch (state.kind) {
    case 'secret':
      return say`never asked for, since its address holds a password or a token. If it works, change it: whoever reads the list can use it.`
    case 'ignored by settings':
      return joined(
        say`, `,
        say`by the settings`,
        state.why === undefined ? [] : [quote(state.why, 200)],
        state.until === undefined ? [] : say`until ${quote(state.until)}`,
      )
    case 'ignored by people': {
      const {kind, by, atMs, untilMs} = state.decision
      const what = kind === 'ignore' ? say`ignored` : say`snoozed`
      return [
        ...what,
        ...(by === undefined ? [] : say` by ${quote(by, 40)}`),
        ...say` on ${day(atMs)}`,
        ...(untilMs === undefined ? [] : say`, until ${day(untilMs)}`),
      ]
    }
  }
}

/** The settings that leave out the same, to be copied; only where people decided something that they do not hold yet. */
export function copySection(health: ListHealth, settings: Settings, settingsPath: string): Section {
  const all = ignoreList(health, settings)
  const isNew = all.length > (settings.links?.ignore ?? []).length
  const things = isNew ? all : []
  return {
    count: things.length,
    sizeOf: index => bytesOf(ignoreYaml(things.slice(index, index + 1))),
    blocks: (kept, more) => [
      folded(
        own`As settings, ready to be copied`,
        paragraph(say`In ${quote(settingsPath)} this keeps what was ignored here, whatever becomes of this issue:`),
        ...(kept === 0 ? [] : [codeBlock('yaml', ignoreYaml(things.slice(0, kept)))]),
        ...more,
      ),
    ],
  }
}
