import type {Heading, ListItem, List as ListNode, Paragraph, Root, Table} from 'mdast'
import type {Point, Position} from 'unist'
import {type Defined, parseBare} from './parse-bare.ts'
import {type Distance, movedBy} from './parse-move.ts'
import {cutTable, isTableAt, readTable} from './parse-table.ts'
import {between, inline, type Line, linesOf} from './plain-line.ts'

/** A section in the plain form of lists, as `parseBare` would give it; `odd`: its lines that labels of other sections may change. */
interface PlainSection {
  readonly tree: Root
  readonly odd: string
}

/**
 * Parses a section, at its place in its document, as nearly all of a list's are: a heading, paragraphs of one line, items of one line each without blank lines between, tables.
 * Undefined where anything is otherwise.
 *
 * What such a line is depends on no other line, so each is read by itself: links and plain words here, all else by `parseBare`, which takes a
 * multiple of the time. The tree is the very same; tests compare both.
 */
export function parsePlain(
  {text, at: place}: {readonly text: string; readonly at: Distance},
  elsewhere: Defined,
): PlainSection | undefined {
  if (/[\r\t\0]/.test(text)) return undefined
  const lines: Read[] = []
  let before: Read | undefined
  const tables: string[] = []
  const all = linesOf(text, place)
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at]
    if (line === undefined) break
    if (before?.kind !== 'item' && before?.kind !== 'paragraph' && isTableAt(all, at)) {
      const cut = cutTable(all, at)
      const read = cut && readTable(cut, elsewhere)
      if (cut === undefined || read === undefined) return undefined
      before = {line, kind: 'table', block: read.table}
      lines.push(before)
      tables.push(read.odd)
      at += cut.height - 1
      continue
    }
    const kind = line.text === '' ? 'blank' : kindOf(line.text)
    // Lines that go on with what stands before them, and a list that goes on over a blank line.
    if (kind === undefined || goesOn(kind, line, before, lines.at(-1))) return undefined
    before = {line, kind, block: kind === 'blank' ? undefined : readPlain(line, kind)}
    if (kind !== 'blank') lines.push(before)
  }
  const odd = lines.filter(({block}) => block === undefined)
  const blocks = readOdd(odd, elsewhere)
  return (
    blocks && {
      tree: assembled(lines, blocks, {start: {line: place.lines + 1, column: 1, offset: place.characters}, end: endOf(all)}),
      odd: [...odd.map(({line}) => line.text), ...tables].join('\n'),
    }
  )
}

type Kind = 'heading' | 'item' | 'paragraph' | 'table' | 'blank'

interface Read {
  readonly line: Line
  readonly kind: Kind
  /** Undefined where the line holds more than words and links. */
  readonly block: Block | undefined
}

/** `before` is the line above, `last` the last one above that is not blank. */
function goesOn(kind: Kind, {text}: Line, before: Read | undefined, last: Read | undefined): boolean {
  if (kind === 'paragraph') return before?.kind === 'paragraph' || before?.kind === 'item'
  if (kind !== 'item' || last === undefined || last.kind === 'heading' || last.kind === 'table') return false
  if (last.kind === 'paragraph') return before?.kind === 'paragraph'
  return before?.kind !== 'item' || last.line.text[0] !== text[0]
}

function assembled(lines: readonly Read[], odd: ReadonlyMap<Line, Block>, position: Position): Root {
  const children: Root['children'] = []
  let list: ListNode | undefined
  for (const {line, block: plain} of lines) {
    const block = plain ?? odd.get(line)
    if (block?.type === 'listItem') list = list === undefined ? listWith(block, children) : grown(list, block)
    else if (block !== undefined) {
      children.push(block)
      list = undefined
    }
  }
  return {type: 'root', children, position}
}

/** What begins an item or a paragraph and can begin nothing else. */
const firstCharacter = /^(?:[\p{L}\p{Extended_Pictographic}"“(]|\[(?!\^)|!\[|`(?!``)|[*_]{1,3}[\p{L}[])/u

function kindOf(line: string): Kind | undefined {
  if (line.endsWith(' ')) return undefined
  if (/^#{1,6} [^ #]/.test(line)) return line.endsWith('#') ? undefined : 'heading'
  // A line that defines a label, or that may belong to a table.
  if (line.includes(']:')) return undefined
  if (/^[-*+] /.test(line)) return firstCharacter.test(line.slice(2)) ? 'item' : undefined
  return firstCharacter.test(line) && !line.includes('|') ? 'paragraph' : undefined
}

type Block = Heading | Paragraph | ListItem | Table

/** A line of words and links; undefined where there is more in it. */
function readPlain(line: Line, kind: Kind): Block | undefined {
  const start = kind === 'heading' ? line.text.indexOf(' ') + 1 : kind === 'item' ? 2 : 0
  const children = inline(line, start)
  if (children === undefined) return undefined
  const position = between(line, 0, line.text.length)
  if (kind === 'heading') return {type: 'heading', depth: depthOf(start - 1), children, position}
  const paragraph: Paragraph = {type: 'paragraph', children, position: between(line, start, line.text.length)}
  return kind === 'paragraph' ? paragraph : {type: 'listItem', spread: false, checked: null, children: [paragraph], position}
}

const depthOf = (hashes: number): Heading['depth'] => ([1, 2, 3, 4, 5, 6] as const)[hashes - 1] ?? 6

/** Lines with more than words and links, all at once by the parser proper; undefined if one of them turns out to be something else. */
function readOdd(odd: readonly Read[], elsewhere: Defined): ReadonlyMap<Line, Block> | undefined {
  const blocks = new Map<Line, Block>()
  if (odd.length === 0) return blocks
  // Items of another bullet are another list; a blank line ends none of them.
  const items = [
    ...Map.groupBy(
      odd.filter(({kind}) => kind === 'item'),
      ({line}) => line.text[0],
    ).values(),
  ]
  const others = odd.filter(({kind}) => kind !== 'item').map(one => [one])
  const groups = [...items, ...others]
  const text = groups.map(group => group.map(({line}) => line.text).join('\n')).join('\n\n')
  const {children} = parseBare(text, elsewhere).tree
  if (children.length !== groups.length) return undefined
  let at = {lines: 0, characters: 0}
  for (const [index, group] of groups.entries()) {
    const node = children[index]
    const parts = node?.type === 'list' ? node.children : [node]
    if (parts.length !== group.length) return undefined
    for (const [part, {line, kind}] of group.entries()) {
      const block = parts[part]
      if (!isBlock(block, kind)) return undefined
      blocks.set(line, movedBy(block, {lines: line.index - at.lines, characters: line.offset - at.characters}))
      at = {lines: at.lines + 1, characters: at.characters + line.text.length + 1}
    }
    at = {lines: at.lines + 1, characters: at.characters + 1}
  }
  return blocks
}

function isBlock(node: Root['children'][number] | ListItem | undefined, kind: Kind): node is Block {
  if (node?.type !== 'listItem') return node !== undefined && node.type === kind
  const [content, ...others] = node.children
  return kind === 'item' && content?.type === 'paragraph' && others.length === 0
}

function listWith(item: ListItem, children: Root['children']): ListNode {
  const list: ListNode = {type: 'list', ordered: false, start: null, spread: false, children: [item]}
  if (item.position !== undefined) list.position = {start: {...item.position.start}, end: {...item.position.end}}
  children.push(list)
  return list
}

function grown(list: ListNode, item: ListItem): ListNode {
  list.children.push(item)
  if (list.position !== undefined && item.position !== undefined) list.position.end = {...item.position.end}
  return list
}

function endOf(lines: readonly Line[]): Point {
  const {index, offset, text} = lines.at(-1) ?? {index: 0, offset: 0, text: ''}
  return {line: index + 1, column: text.length + 1, offset: offset + text.length}
}
