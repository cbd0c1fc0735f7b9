import {joinedDescription} from './joined-description.ts'
import type {Convention, Entry, List, Piece} from './list.ts'
import {majority} from './majority.ts'

/** A clear share, since names in lower case (`macOS`, `npm`) blur it. */
const clearShare = 0.85

/** With which letters a list's descriptions begin, and the words that it begins them with in upper case: those are no names in lower case. */
export interface Openings {
  readonly capital: Convention<'upper' | 'lower'> | undefined
  /** In lower case. */
  readonly openers: ReadonlySet<string>
}

export function openingsOf(list: List): Openings {
  const words = list.entries.flatMap(entry => openingWord(entry) ?? [])
  return {
    capital: majority(
      words.map(word => (isLower(word) ? 'lower' : 'upper')),
      undefined,
      clearShare,
    ),
    openers: new Set(list.entries.flatMap(entry => opener(entry) ?? [])),
  }
}

/** The first word of a description behind a separator; undefined where it begins with anything that has no case, or holds more than letters. */
export function openingWord(entry: Pick<Entry, 'form' | 'separator' | 'description'>): string | undefined {
  const description = joinedDescription(entry)
  return description && firstWord(description)
}

function firstWord({masked}: Piece): string | undefined {
  const word = /^\p{L}[\p{L}\p{M}'’-]{0,40}(?=[\s,;:.!?]|$)(?!\.[\p{L}\d])/u.exec(masked.slice(0, 60))?.[0]
  return word !== undefined && /^[\p{Lu}\p{Ll}]/u.test(word) ? word : undefined
}

/** A capitalised word before one in lower case, which so is the beginning of a sentence and no name; in lower case. */
function opener(entry: Entry): string | undefined {
  const text = joinedDescription(entry)?.masked.slice(0, 90) ?? ''
  const word = /^(\p{Lu}\p{Ll}{0,40})(?:-\p{L}{1,40})?\s\p{Ll}{2}/u.exec(text)?.[1]
  return word?.toLowerCase()
}

/** `model-driven` begins with `model`. */
export const firstPart = (word: string): string => word.split('-', 1)[0] ?? word

/** All in lower case; `iOS` and `jQuery` are not. */
export const isLower = (word: string): boolean => word === word.toLowerCase() && word !== word.toUpperCase()
