import type {Place} from '../markdown/place.ts'
import type {MatchedContents} from './contents-match.ts'
import type {Contents, ContentsForm, ContentsItem, List, Section} from './list.ts'

/** Where a line goes into the contents, and the line with its ending. */
export interface Insertion {
  readonly place: Place
  readonly text: string
}

/** Contents with all that tells where and how a line goes into them. */
export interface Written {
  readonly list: List
  readonly contents: Contents
  readonly form: ContentsForm
  readonly matched: MatchedContents
  readonly text: string
}

/** Finds the line that a section (an index into `list.sections`) lacks in the contents; undefined where no item shows how to write it. */
export function insertions({list, contents, form, matched, text}: Written): (index: number) => Insertion | undefined {
  const pairs = matched.pairs
    .map(({item, section}) => ({item, section, depth: list.sections[section]?.depth ?? 0}))
    .toSorted((a, b) => a.section - b.section)
  const positions = new Map(contents.items.map((item, index) => [item, index]))
  return index => {
    const section = list.sections[index]
    const like = pairs.find(({depth}) => depth === section?.depth)
    const line = section && like && lineFor(section, like.item, form, text)
    if (section === undefined || line === undefined) return undefined
    const before = pairs.findLast(pair => pair.section < index && pair.depth <= section.depth)
    if (before === undefined) {
      const after = pairs.find(pair => pair.section > index && pair.depth === section.depth)
      return after && beforeItem(after.item, line, text)
    }
    const position = positions.get(before.item) ?? 0
    return afterItem(before.depth === section.depth ? lastBelow(contents.items, position, before.item) : before.item, line, text)
  }
}

/** The last of the items below an item, or itself. */
function lastBelow(items: readonly ContentsItem[], position: number, item: ContentsItem): ContentsItem {
  let last = item
  for (let at = position + 1; at < items.length; at += 1) {
    const next = items[at]
    if (next === undefined || next.depth <= item.depth) break
    last = next
  }
  return last
}

/** The new line, with the indent and mark of an item of the same depth. */
function lineFor({title, slug}: Section, like: ContentsItem, form: ContentsForm, text: string): string | undefined {
  const {start} = like.place
  const prefix = text.slice(start.offset - (start.column - 1), start.offset)
  // A number would have to be counted, and what is not a mark alone is somebody's own way.
  if (!/^[ \t]*[-*+][ \t]+$/.test(prefix) || /[\n\r]/.test(title)) return undefined
  const words = title.replaceAll(/[\\[\]]/g, '\\$&')
  return prefix + (form.linked?.value === true ? `[${words}](#${slug})` : words)
}

function beforeItem({place}: ContentsItem, line: string, text: string): Insertion {
  const point = {line: place.start.line, column: 1, offset: place.start.offset - (place.start.column - 1)}
  return {place: {start: point, end: point}, text: line + endingAfter(text, place.end.offset)}
}

function afterItem({place}: ContentsItem, line: string, text: string): Insertion | undefined {
  const ending = endingAfter(text, place.end.offset)
  const end = text.indexOf(ending, place.end.offset)
  if (end === -1) return {place: {start: place.end, end: place.end}, text: ending + line}
  if (text.slice(place.end.offset, end).trim() !== '') return undefined
  const point = {line: place.end.line + 1, column: 1, offset: end + ending.length}
  return {place: {start: point, end: point}, text: line + ending}
}

/** How the next line ends, hence how this file ends its lines. */
const endingAfter = (text: string, offset: number): string => {
  const at = text.slice(offset).search(/[\n\r]/)
  return at === -1 ? '\n' : text.startsWith('\r\n', offset + at) ? '\r\n' : (text[offset + at] ?? '\n')
}
