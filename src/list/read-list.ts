import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import {contentsOf} from './contents.ts'
import {conventionsOf} from './conventions.ts'
import {entriesOf} from './entries.ts'
import {linksOf} from './links.ts'
import type {Conventions, List} from './list.ts'
import {marksOf} from './marks.ts'
import {outlineOf} from './sections.ts'
import {fileSource, type Source} from './source.ts'
import {tablesOf} from './tables.ts'
import {vocabularyOf} from './vocabulary.ts'

declare module 'vfile' {
  interface DataMap {
    /** What whoever lints a change knows more than its text tells. */
    listkeeper: {
      /** Of the list before the change: a change can't vote itself in. */
      readonly conventions?: Conventions | undefined
      /** Did the change add this line? Without a change, no line is new. */
      readonly isNew?: ((line: number) => boolean) | undefined
    }
  }
}

/** A document as a list, and what the list does itself. */
export interface ReadList {
  readonly list: List
  readonly conventions: Conventions
}

const known = new WeakMap<Root, ReadList>()

/**
 * Reads a document as a list, once for all rules (the tree must not change in between).
 *
 * Conventions are those in `file.data.listkeeper`, else the document's own. A tree without positions is an empty list.
 */
export function readList(tree: Root, file: VFile): ReadList {
  const own = known.get(tree) ?? readAlone(tree, file)
  known.set(tree, own)
  return {list: own.list, conventions: file.data.listkeeper?.conventions ?? own.conventions}
}

function readAlone(tree: Root, file: VFile): ReadList {
  const list = listOf(tree, fileSource(file))
  return {list, conventions: {...conventionsOf(list), vocabulary: () => vocabularyOf(tree, file)}}
}

function listOf(tree: Root, source: Source): List {
  const links = linksOf(tree, source)
  const outline = outlineOf(tree, source)
  const {contents, lists} = contentsOf(tree, outline, source, links)
  const {entries, items} = entriesOf(tree, {source, outline, links, notEntries: lists})
  const tables = tablesOf(tree, {source, outline}, entries)
  const marks = marksOf(tree, {source, outline, notMarked: lists})
  const {sections, anchors} = outline
  return {sections, entries, contents, tables, links: links.links, images: links.images, anchors, items, marks}
}
