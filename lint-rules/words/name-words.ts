import type {Entry} from '../../src/list/list.ts'
import {type Word, wordsOf} from '../../src/list/words.ts'

const known = new WeakMap<Entry, readonly Word[]>()

/** The words of an entry's name, read once for all rules; offsets are from where the name begins. None where it has no place. */
export function wordsOfName(entry: Entry, text: string): readonly Word[] {
  const {namePlace} = entry
  const words =
    known.get(entry) ?? (namePlace === undefined ? [] : wordsOf(text.slice(namePlace.start.offset, namePlace.end.offset)))
  known.set(entry, words)
  return words
}
