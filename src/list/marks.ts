import type {ListItem, List as ListNode, Root} from 'mdast'
import {sectionsAside} from './aside.ts'
import type {Mark} from './list.ts'
import type {Outline} from './sections.ts'
import type {Source} from './source.ts'
import {type Span, spanOf} from './span.ts'

/** The marks of all bulleted items that may be entries, in order: those of contents and of sections about the list itself are left out. */
export function marksOf(
  tree: Root,
  {source, outline, notMarked}: {readonly source: Source; readonly outline: Outline; readonly notMarked: ReadonlySet<ListNode>},
): readonly Mark[] {
  const {text} = source
  const marks: Mark[] = []
  const aside = sectionsAside(outline.sections)
  let section = 0
  let lists = 0
  for (const node of tree.children) {
    if (node.type === 'heading') section = outline.ofHeading.get(node) ?? section
    if (node.type === 'list' && !aside.has(section) && !notMarked.has(node)) read(node, 0, 0)
  }
  return marks

  function read(list: ListNode, depth: number, within: number): void {
    const siblings = lists
    lists += 1
    let before: Span | undefined
    for (const item of list.children) {
      const span = spanOf(item)
      const mark = span && markOf(item, span, {text, depth, siblings, within, before})
      if (mark !== undefined && list.ordered !== true) marks.push(mark)
      const inside = span === undefined ? 0 : columnOf(text, span.start) + markWidth(text, span.start)
      for (const child of item.children) if (child.type === 'list') read(child, depth + 1, inside)
      before = span
    }
  }
}

function markOf(
  item: ListItem,
  span: Span,
  around: Pick<Mark, 'depth' | 'siblings' | 'within'> & {readonly text: string; readonly before: Span | undefined},
): Mark | undefined {
  const {text, before, depth, siblings, within} = around
  const indent = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start)
  const bullet = text[span.start] ?? ''
  const contentStart = span.start + 1 + (/^[ \t]{0,200}/.exec(text.slice(span.start + 1, span.start + 201))?.[0].length ?? 0)
  // An item that begins in the line of another one, and an empty one.
  if (
    !/^[ \t]{0,200}$/.test(indent) ||
    !/[-*+]/.test(bullet) ||
    contentStart >= span.end ||
    /[\n\r]/.test(text[contentStart] ?? '')
  )
    return undefined
  const ownEnd = spanOf(item.children.findLast(child => child.type !== 'list'))?.end ?? span.end
  return {
    bullet,
    depth,
    siblings,
    indent,
    padding: text.slice(span.start + 1, contentStart),
    at: span.start,
    trailing: blanksAround(text, ownEnd, contentStart),
    isOneLine: !/[\n\r]/.test(text.slice(span.start, span.end).trimEnd()),
    within,
    gap: before && gapBetween(text, before.end, span.start - indent.length),
  }
}

function blanksAround(text: string, at: number, least: number): Span {
  let start = at
  let end = at
  while (start > least && isBlank(text[start - 1])) start -= 1
  while (isBlank(text[end])) end += 1
  return {start, end}
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t'

/** The empty lines before the line that begins at `lineStart`, after whatever ends at `end`. */
function gapBetween(text: string, end: number, lineStart: number): Span | undefined {
  const between = text.slice(end, lineStart)
  const ending = /^[ \t]*(?:\r\n|\n|\r)/.exec(between.slice(0, 1_000))
  return ending === null || between.trim() !== '' ? undefined : {start: end + ending[0].length, end: lineStart}
}

/** The column from 0 at which an offset stands, tabs counted as Markdown does. */
function columnOf(text: string, at: number): number {
  return widthOf(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))
}

/** How many columns blanks take, beginning at a column. */
export function widthOf(text: string, from = 0): number {
  let column = from
  for (const character of text) column += character === '\t' ? 4 - (column % 4) : 1
  return column - from
}

/** Columns from an item's mark to its text; more than four blanks are code behind one. */
function markWidth(text: string, at: number): number {
  const mark = /^(?:[-*+]|\d{1,9}[.)])/.exec(text.slice(at, at + 10))?.[0] ?? '-'
  const blanks = /^[ \t]*/.exec(text.slice(at + mark.length, at + mark.length + 8))?.[0] ?? ''
  const width = widthOf(blanks, columnOf(text, at) + mark.length)
  return mark.length + (width > 4 || width === 0 ? 1 : width)
}
