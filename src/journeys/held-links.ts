import type {HeldLink, HeldPlace} from '../health/held-link.ts'
import {entryAt} from '../list/entry-at.ts'
import {linksAndImages} from '../list/links-and-images.ts'
import type {Link, List} from '../list/list.ts'
import {readText} from '../list/read-text.ts'
import {lastAtMost} from '../list/source.ts'
import {isIgnored} from '../settings/ignored-links.ts'
import type {Settings} from '../settings/settings.ts'
import {isBadge} from '../url/badge.ts'
import {pageOf} from '../url/page.ts'
import {holdsSecret, withoutSecrets} from '../url/secret.ts'
import {judgeText} from '../verdict/judge-text.ts'

/** A file, read as a list. */
export interface ListFile {
  readonly path: string
  readonly list: List
}

/** What lists hold, in their order, and what of it is left out, as whole sentences. */
export interface Held {
  readonly links: readonly HeldLink[]
  readonly notes: readonly string[]
}

/** Longer addresses are nobody's (characters). */
const longestUrl = 4000
/** More than any list has that people read. */
const mostLinks = 50_000
/** Of an address that stands all over, the first ones are enough to find the others. */
const mostPlaces = 50
/** Names and titles that are longer are cut (characters). */
const longestName = 200

/** Reads a text as a list, whatever it is. */
export const listOf = (path: string, text: string): ListFile => ({path, list: readText(text, path)})

/**
 * The addresses that files hold, each once, with everywhere it stands. Links within a document (`#…`) lead nowhere else.
 *
 * Without a page, hence never asked for: what the text alone judges (`judgeText`), badges, what the settings leave out at `nowMs`, and what holds
 * a secret, which is blotted out (`withoutSecrets`).
 */
export const heldLinks = (
  files: readonly {readonly path: string; readonly text: string}[],
  settings: Settings,
  nowMs: number,
): Held =>
  linksHeldBy(
    files.map(({path, text}) => listOf(path, text)),
    settings,
    nowMs,
  )

/** The same of lists that are read already. */
export function linksHeldBy(lists: readonly ListFile[], settings: Settings, nowMs: number): Held {
  const held = new Map<string, {readonly isSecret: boolean; readonly places: HeldPlace[]}>()
  let long = 0
  let beyond = 0
  for (const {path, list} of lists) {
    const placed = placeIn(path, list)
    for (const {link, isImage} of inOrder(list)) {
      if (link.url.startsWith('#') || link.url.trim() === '') continue
      if (link.url.length > longestUrl) {
        long += 1
        continue
      }
      const url = withoutSecrets(link.url)
      const known = held.get(url)
      if (known === undefined && held.size >= mostLinks) beyond += 1
      else if (known === undefined) held.set(url, {isSecret: holdsSecret(link.url), places: [placed(link, isImage)]})
      else if (known.places.length < mostPlaces) known.places.push(placed(link, isImage))
    }
  }
  const links = [...held].map(([url, {isSecret, places}]) => {
    const page = isSecret || isLeftOut(url, places, settings, nowMs) ? undefined : pageOf(url)
    return {url, ...(page === undefined ? {} : {page}), places}
  })
  return {links, notes: notesOn(long, beyond)}
}

const isLeftOut = (url: string, places: readonly HeldPlace[], {links}: Settings, nowMs: number): boolean =>
  judgeText(url) !== undefined ||
  (isBadge(url) && places.every(({isImage}) => isImage)) ||
  isIgnored(url, links?.ignore ?? [], nowMs)

const inOrder = (list: List) => linksAndImages(list).toSorted((a, b) => a.link.place.start.offset - b.link.place.start.offset)

/** Where a link stands: its line, and the entry and the section that hold it. */
function placeIn(path: string, {entries, sections}: List): (link: Link, isImage: boolean) => HeldPlace {
  const entryOf = entryAt(entries)
  const starts = sections.map(section => section.place.start.offset)
  return ({place: {start}}, isImage) => {
    const entry = short(entryOf(start.offset)?.name)
    // Sections are in order and leave no gaps.
    const section = short(sections[lastAtMost(starts, start.offset)]?.title)
    return {
      path,
      line: start.line,
      ...(entry === undefined ? {} : {entry}),
      ...(section === undefined ? {} : {section}),
      ...(isImage ? {isImage} : {}),
    }
  }
}

function short(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return undefined
  return trimmed.length <= longestName ? trimmed : `${trimmed.slice(0, longestName - 1)}…`
}

const notesOn = (long: number, beyond: number): string[] => [
  ...(long === 0 ? [] : [`${links(long)} longer than ${longestUrl} characters, and not looked at.`]),
  ...(beyond === 0 ? [] : [`${links(beyond)} beyond the first ${mostLinks} addresses, and not looked at.`]),
]

const links = (count: number): string => (count === 1 ? '1 link is' : `${count} links are`)
