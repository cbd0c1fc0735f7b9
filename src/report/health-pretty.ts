import {reasonOf} from '../verdict/reasons.ts'
import type {HealthLink, HealthPlace, HealthReport, HealthState, HealthSummary, RunSummary} from './health-report.ts'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'
import {count} from './tally.ts'

type Colors = Reader['colors']

/** Links that are shown of each reason that is no problem; the rest is counted. */
const shownPerReason = 3

/** A picture may be all in its address. */
const longestUrl = 300

/** The health of links for a person at a terminal. `verbose`: every link that was not verified, or left out, is named. */
export function prettyHealth(report: HealthReport, {colors}: Reader, verbose = false): string {
  const {links, hasHistory} = report
  const of = (state: HealthState): readonly HealthLink[] => links.filter(link => link.state === state)
  return [
    ...told(hasHistory ? 'Dead' : 'Dead today', of('dead'), colors.red, report, colors),
    ...told('Seen dead, but not often and long enough to be called so', of('suspect'), colors.yellow, report, colors),
    ...told('Moved for good', of('moved'), colors.yellow, report, colors),
    ...told('May have changed hands', of('changed-hands'), colors.yellow, report, colors),
    ...told('Not a web address', of('invalid'), colors.red, report, colors),
    ...repositories(links, colors),
    ...folded(of('unverified'), 'could not be verified (not a problem)', colors, verbose),
    ...secrets(of('secret'), colors),
    ...(verbose ? folded([...of('ignored'), ...of('left-out')], 'left out', colors, true) : []),
    summary(report, colors),
  ]
    .map(block => `${block}\n`)
    .join('\n')
}

function told(
  title: string,
  links: readonly HealthLink[],
  color: Colors['red'],
  {hasHistory}: HealthReport,
  colors: Colors,
): readonly string[] {
  if (links.length === 0) return []
  return [
    [
      color(`${title} (${links.length})`),
      ...links.flatMap(link => [
        `  ${colors.bold(where(link.places, false))}  ${shortened(link.url)}`,
        ...[wordsOf(link, hasHistory), ...(link.places[0] === undefined ? [] : entryOf(link.places[0]))].map(
          words => `    ${words}`,
        ),
      ]),
    ].join('\n'),
  ]
}

/** Why a link is told. */
function wordsOf(link: HealthLink, hasHistory: boolean): string {
  const {state, since, strikes, finalUrl, changed} = link
  const day = since === null || !hasHistory ? '' : `, since ${since.slice(0, 10)}`
  if (state === 'moved' && finalUrl !== null) return `now at ${shortened(finalUrl)}`
  if (state === 'changed-hands' && changed !== null) {
    const to = changed.leadsTo === null ? '' : `: ${shortened(changed.leadsTo)}`
    return `${changedWords[changed.why]}${to}${day}`
  }
  const reason = reasonWords(link)
  if (state === 'suspect') return `${reason}${day}${strikes === null ? '' : `, in ${count(strikes, 'run')}`}`
  return state === 'invalid' ? reason : `${reason}${day}`
}

const changedWords = {
  'other title': 'its title has nothing left of what it was',
  'domain for sale': 'its domain is for sale',
  'other site': 'it leads to another site',
  'other repository': 'another repository has this name now',
} as const

const reasonWords = ({reason, status}: HealthLink): string =>
  reason === null ? 'no more is known' : reasonOf({reason, status: status ?? undefined})

function entryOf({entry, section}: HealthPlace): readonly string[] {
  if (entry === null && section === null) return []
  const parts = [entry, section === null ? null : `under ${section}`].filter(part => part !== null)
  return [printable(parts.join(', '))]
}

function repositories(links: readonly HealthLink[], colors: Colors): readonly string[] {
  const lines = links.flatMap(({repository, places, url}) => {
    if (repository === null) return []
    const {isArchived, staleMonths} = repository
    const words = [
      ...(isArchived ? ['archived'] : []),
      ...(staleMonths === null ? [] : [`without a commit for ${count(staleMonths, 'month')}`]),
    ]
    return words.length === 0 ? [] : [`  ${colors.bold(where(places, false))}  ${shortened(url)}`, `    ${words.join(', ')}`]
  })
  return lines.length === 0 ? [] : [[colors.yellow(`Archived or stale repositories (${lines.length / 2})`), ...lines].join('\n')]
}

/** Links that are no problem, by reason: who wonders can read why. */
function folded(links: readonly HealthLink[], words: string, colors: Colors, verbose: boolean): readonly string[] {
  if (links.length === 0) return []
  const groups = [...Map.groupBy(links, reasonWords)].toSorted(([, a], [, b]) => b.length - a.length)
  const lines = groups.flatMap(([reason, group]) => {
    const shown = verbose ? group : group.slice(0, shownPerReason)
    return [
      `  ${reason}`,
      ...shown.map(({url, places}) => `    ${shortened(url)}  ${where(places, verbose)}`),
      ...(group.length > shown.length ? [`    and ${count(group.length - shown.length, 'other')}`] : []),
    ]
  })
  return [colors.dim([`${count(links.length, 'link')} ${words}:`, ...lines].join('\n'))]
}

/** Addresses that nobody should have: told with every place, so that they can be taken away. */
function secrets(links: readonly HealthLink[], colors: Colors): readonly string[] {
  if (links.length === 0) return []
  const title = `${count(links.length, 'link')} not asked for, since a password or a token stands in the address:`
  return [colors.yellow([title, ...links.map(({url, places}) => `  ${shortened(url)}  ${where(places, true)}`)].join('\n'))]
}

function where(places: readonly HealthPlace[], all: boolean): string {
  const names = places.map(({path, line}) => `${printable(path)}:${line}`)
  if (all) return names.join(', ')
  return `${names[0] ?? ''}${names.length > 1 ? ` (${names.length} times)` : ''}`
}

const shortened = (url: string): string => {
  const shown = printable(url)
  return shown.length > longestUrl ? `${shown.slice(0, longestUrl)}…` : shown
}

function summary({links, files, summary: states, runs, notes, hasHistory}: HealthReport, colors: Colors): string {
  return [
    ...notes.map(note => printable(note)),
    ...(hasHistory ? trend(runs) : ['Nothing is remembered without `--history FILE`: this is what was seen today.']),
    files.length === 0
      ? 'No list was looked at'
      : `${count(links.length, 'link')} in ${count(files.length, 'file')}: ${parts(states, colors)}`,
  ].join('\n')
}

function parts(states: HealthSummary, colors: Colors): string {
  const words = [
    part(states.alive, 'alive', colors.green),
    part(states.moved, 'moved', colors.yellow),
    part(states['changed-hands'], 'perhaps in other hands', colors.yellow),
    part(states.suspect, 'suspect', colors.yellow),
    part(states.dead, 'dead', colors.red),
    part(states.invalid, 'no address', colors.red),
    part(states.unverified, 'unverified', String),
    part(states.new, 'not looked at', String),
    part(states.ignored + states.secret + states['left-out'], 'left out', colors.dim),
  ]
  return words.filter(word => word !== '').join(', ') || 'nothing to look at'
}

const part = (number: number, word: string, color: (text: string) => string): string =>
  number === 0 ? '' : color(`${number} ${word}`)

function trend(runs: readonly RunSummary[]): readonly string[] {
  if (runs.length < 2) return []
  const last = runs.slice(-6).map(({at, dead}) => `${at.slice(0, 10)} ${dead}`)
  return [`Dead links in the last runs: ${last.join(', ')}`]
}
