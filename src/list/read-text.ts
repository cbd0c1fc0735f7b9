import {VFile} from 'vfile'
import {parseMarkdown} from '../markdown/parse.ts'
import type {List} from './list.ts'
import {readList} from './read-list.ts'

/** Reads a text as a list, whatever it is, for those who want to know nothing else of it. */
export function readText(text: string, path: string): List {
  const plain = text.replace(/^\uFEFF/, '')
  return readList(parseMarkdown(plain), new VFile({path, value: plain})).list
}
