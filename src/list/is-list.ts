import type {List} from './list.ts'
import {readText} from './read-text.ts'

/** Fewer entries are no list, except in the readme at the root, where a list may be young. */
const fewest = {anywhere: 5, rootReadme: 3}

/** Is a document a curated list? It has some entries, and of its items and rows at least half are entries. */
export function isList(list: List, path: string): boolean {
  const enough = /^readme\.(?:md|markdown|mdown|mkd)$/i.test(path) ? fewest.rootReadme : fewest.anywhere
  return list.entries.length >= enough && list.entries.length * 2 >= list.items
}

/** Is a text a curated list? For those who want to know nothing else of it. */
export const looksLikeList = (text: string, path: string): boolean => isList(readText(text, path), path)
