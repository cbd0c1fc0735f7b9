import type {PhrasingContent} from 'mdast'
import {link} from '../markdown/link.ts'
import {quote} from '../markdown/quote.ts'
import {say} from '../markdown/say.ts'
import type {HeldPlace} from './held-link.ts'
import type {ListRepository} from './issue-situation.ts'

const days = new Intl.DateTimeFormat('en-GB', {timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric'})
const times = new Intl.DateTimeFormat('en-GB', {timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'})
const numbers = new Intl.NumberFormat('en-US')

/** `3 November 2026` (UTC). Words that stay true: no "yesterday". */
export const day = (atMs: number): PhrasingContent => ({type: 'text', value: days.format(atMs)})

/** `3 November 2026, 04:12 UTC` */
export const moment = (atMs: number): PhrasingContent => ({
  type: 'text',
  value: `${days.format(atMs)}, ${times.format(atMs)} UTC`,
})

/** `1,951` */
export const number = (count: number): PhrasingContent => ({type: 'text', value: numbers.format(count)})

/** Places that are named; of the rest the number. */
const mostPlaces = 3

/** Where a link stands: each place with a link to its line, in the commit in which it was found. `repository` undefined: the files are at hand. */
export function where(places: readonly HeldPlace[], repository: ListRepository | undefined): PhrasingContent[] {
  const rest = places.length - mostPlaces
  return [
    ...places.slice(0, mostPlaces).flatMap((place, index) => [...(index === 0 ? [] : say`, `), ...lineOf(place, repository)]),
    ...(rest > 0 ? (rest === 1 ? say` and ${1} more place` : say` and ${number(rest)} more places`) : []),
  ]
}

function lineOf({path, line}: HeldPlace, repository: ListRepository | undefined): PhrasingContent[] {
  const words = say`${quote(path, 60)} line ${line}`
  if (repository === undefined) return words
  const {webUrl, headSha} = repository
  // `plain=1`: GitHub shows lines of a Markdown file as it is written alone.
  const file = path.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return [link(words, `${webUrl}/blob/${headSha}/${file}?plain=1#L${line}`)]
}

/** What a link is listed as: the entry's name and its section, as far as it has them. */
export function listedAs([first]: readonly HeldPlace[]): PhrasingContent[] {
  if (first === undefined) return []
  const {entry, section, isImage} = first
  return [
    ...(entry === undefined || entry.trim() === '' ? [] : say`${quote(entry, 60)}`),
    ...(isImage === true ? say` (image)` : []),
    ...(section === undefined || section.trim() === '' ? [] : say` in ${quote(section, 40)}`),
  ]
}

/** Pieces that are there, one after the other. */
export const joined = (between: PhrasingContent[], ...pieces: readonly (readonly PhrasingContent[])[]): PhrasingContent[] =>
  pieces.filter(piece => piece.length > 0).flatMap((piece, index) => (index === 0 ? [...piece] : [...between, ...piece]))
