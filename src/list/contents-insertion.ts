import type {Place} from '../markdown/place.ts'
import type {MatchedContents} from './contents-match.ts'
import type {Contents, ContentsForm, ContentsItem, List, Section} from './list.ts'

/** Where a line goes into the contents, and the line with its ending. */
export interface Insertion {
  readonly place: Place
  readonly text: string
}

/** The line that a section (an index into `list.sections`) lacks in the contents; undefined where no item shows how to write it. */
export function insertionOf(
  index: number,
  {
    list,
    contents,
    form,
    matched,
    text,
  }: {list: List; contents: Contents; form: ContentsForm; matched: MatchedContents; text: string},
): Insertion | undefined {
  const section = list.sections[index]
  const {items} = contents
  if (section === undefined) return undefined
  const pairs = matched.pairs.map(pair => ({...pair, depth: list.sections[pair.section]?.depth ?? 0}))
  const like = pairs.find(({depth}) => depth === section.depth)?.item
  const before = pairs
    .filter(pair => pair.section < index && pair.depth <= section.depth)
    .toSorted((a, b) => a.section - b.section)
    .at(-1)
  const after = pairs
    .filter(pair => pair.section > index && pair.depth === section.depth)
    .toSorted((a, b) => a.section - b.section)[0]
  if (like === undefined) return undefined
  const line = lineFor(section, like, form, text)
  if (line === undefined) return undefined
  if (before === undefined) return after && beforeItem(after.item, line, text)
  const last = before.depth === section.depth ? lastBelow(items, items.indexOf(before.item)) : before.item
  return last && afterItem(last, line, text)
}

/** The last of the items below an item, or itself. */
function lastBelow(items: readonly ContentsItem[], index: number): ContentsItem | undefined {
  const item = items[index]
  const rest = items.slice(index + 1)
  const end = rest.findIndex(({depth}) => depth <= (item?.depth ?? 0))
  return (end === -1 ? rest.at(-1) : rest[end - 1]) ?? item
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
