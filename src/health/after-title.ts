import type {PageRecord} from './page-record.ts'
import {isAkin, titleWords} from './title-words.ts'

/** What a record knows of titles. */
export type KnownTitles = Pick<PageRecord, 'titleWords' | 'titles'>

/** In so many checks a page must have shown some of its words, before it can lose them. */
const knownChecks = 2

/** In so many checks in a row it must have shown none of them, before it is said that it lost them. */
const strangeChecks = 2

/** Words of the first checks that are never forgotten, and words of the last one beside them. */
const most = {first: 24, last: 24} as const

/** Titles with fewer words than this prove nothing, whichever side they are on. */
const fewest = 2

/** What is known of a page's titles after one more of them. A title that tells nothing changes nothing. `page`: its address. */
export function afterTitle(before: KnownTitles, title: string | undefined, page: string): KnownTitles {
  const words = titleWords(title)
  if (title === undefined || words.length === 0) return before
  const {titleWords: known = [], titles = {known: 0, strange: 0}} = before
  if (known.length === 0) return {titleWords: words, titles: {known: 1, strange: 0}}

  if (isAkin(title, words, known, page)) {
    const fresh = words.filter(word => !known.includes(word))
    const kept = known.slice(0, known.length > most.first ? most.first : known.length)
    return {
      titleWords: [...kept, ...fresh].slice(0, most.first + most.last),
      titles: {known: Math.min(titles.known + 1, knownChecks), strange: 0},
    }
  }
  // Seen once, it may have been the title of a wall; and a page whose titles have nothing in common has nothing to lose.
  if (titles.known < knownChecks) return {titleWords: words, titles: {known: 1, strange: 0}}
  if (known.length < fewest || words.length < fewest) return before
  return {titleWords: known, titles: {known: titles.known, strange: Math.min(titles.strange + 1, strangeChecks)}}
}

/** Whether it has lost every word that its titles had. */
export const hasLostItsTitle = ({titles}: KnownTitles): boolean => titles !== undefined && titles.strange >= strangeChecks
