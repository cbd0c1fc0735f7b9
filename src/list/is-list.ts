import {VFile} from 'vfile'
import {parseMarkdown} from '../markdown/parse.ts'
import type {List} from './list.ts'
import {readList} from './read-list.ts'

/** Fewer entries are no list, except in the readme at the root, where a list may be young. */
const fewest = {anywhere: 5, rootReadme: 3}

/** Is a document a curated list? It has some entries, and of its items and rows at least half are entries. */
export function isList(list: List, path: string): boolean {
  const enough = /^readme\.(?:md|markdown|mdown|mkd)$/i.test(path) ? fewest.rootReadme : fewest.anywhere
  return list.entries.length >= enough && list.entries.length * 2 >= list.items
}

/** Is a text a curated list? For those who want to know nothing else of it. */
export function looksLikeList(text: string, path: string): boolean {
  const plain = text.replace(/^\uFEFF/, '')
  return isList(readList(parseMarkdown(plain), new VFile({path, value: plain})).list, path)
}
