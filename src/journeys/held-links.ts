import {VFile} from 'vfile'
import type {HeldLink, HeldPlace} from '../health/held-link.ts'
import {entryAt} from '../list/entry-at.ts'
import type {Link, List, Section} from '../list/list.ts'
import {readList} from '../list/read-list.ts'
import {parseMarkdown} from '../markdown/parse.ts'
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
export function listOf(path: string, text: string): ListFile {
  const plain = text.replace(/^\uFEFF/, '')
  return {path, list: readList(parseMarkdown(plain), new VFile({path, value: plain})).list}
}

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
    for (const {link, isImage} of linksAndImages(list)) {
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

/** In the order of the text. A definition that only images refer to is one of them. */
function linksAndImages({links, images}: List): readonly {readonly link: Link; readonly isImage: boolean}[] {
  const shown = new Set(images)
  return [
    ...links.filter(link => !shown.has(link)).map(link => ({link, isImage: false})),
    ...images.map(link => ({link, isImage: true})),
  ].toSorted((a, b) => a.link.place.start.offset - b.link.place.start.offset)
}

/** Where a link stands: its line, and the entry and the section that hold it. */
function placeIn(path: string, {entries, sections}: List): (link: Link, isImage: boolean) => HeldPlace {
  const entryOf = entryAt(entries)
  const sectionOf = sectionAt(sections)
  return ({place: {start}}, isImage) => {
    const entry = short(entryOf(start.offset)?.name)
    const section = short(sectionOf(start.offset)?.title)
    return {
      path,
      line: start.line,
      ...(entry === undefined ? {} : {entry}),
      ...(section === undefined ? {} : {section}),
      ...(isImage ? {isImage} : {}),
    }
  }
}

/** Finds the section that an offset lies in: sections are in order and leave no gaps. */
function sectionAt(sections: readonly Section[]): (offset: number) => Section | undefined {
  return offset => {
    let [from, to] = [0, sections.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((sections[middle]?.place.start.offset ?? 0) <= offset) from = middle + 1
      else to = middle
    }
    return sections[from - 1]
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
