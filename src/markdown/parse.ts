import {LRUCache} from 'lru-cache'
import type {Root} from 'mdast'
import {type Defined, parseBare} from './parse-bare.ts'
import {isTooCostly} from './parse-cost.ts'
import {cutsOf} from './parse-cuts.ts'
import {labelsIn} from './parse-labels.ts'
import {type Distance, movedBy} from './parse-move.ts'
import {parsePlain} from './parse-plain.ts'

/** A section, as it is in the document that had it first. */
interface Parsed {
  readonly tree: Root
  /** How far down the tree's places are. */
  readonly at: Distance
  readonly defined: Defined
  /** What the section may refer to. */
  readonly labels: ReadonlySet<string>
}

/** Texts kept, in characters. A tree takes some fifty bytes a character. */
const cacheSize = 1_500_000

const cache = new LRUCache<string, Parsed>({maxSize: cacheSize, sizeCalculation: (_, key) => key.length + 1})

/**
 * A Markdown text as a tree: CommonMark with GitHub's extensions and YAML front matter. Nobody may change it: trees of other documents share nodes
 * with it, those of sections that stand at the same place in both.
 *
 * It is the very tree that `fromMarkdown` gives, positions included, but parsed section by section, since micromark's time grows faster than
 * a text's length and since two versions of a list have most of their sections in common. A section that is made to keep a parser busy for
 * minutes is a block of code.
 */
export function parseMarkdown(text: string): Root {
  // As micromark does it: the mark is not part of the text, so that offsets are those of the text behind it.
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const pieces = piecesOf(source)
  if (pieces.length === 1) return isTooCostly(source) ? opaque(source).tree : parseBare(text, nowhere).tree
  const parsed = pieces.map(piece => ({piece, alone: parsePiece(piece, nowhere)}))
  const definitions = new Set(parsed.flatMap(({alone}) => alone.defined.definitions))
  const footnotes = new Set(parsed.flatMap(({alone}) => alone.defined.footnotes))
  return join(
    pieces,
    parsed.map(({piece, alone}) => parseAmong(piece, alone, {definitions, footnotes})),
  )
}

const nowhere: Defined = {definitions: [], footnotes: []}

/** A section's text, and where it stands; `closed`: a heading follows it, which ends what is open. */
interface Piece {
  readonly text: string
  readonly at: Distance
  readonly closed: boolean
}

function piecesOf(source: string): Piece[] {
  const cuts = cutsOf(source)
  let lines = 0
  return [0, ...cuts].map((start, index) => {
    const text = source.slice(start, cuts[index])
    const piece = {text, at: {lines, characters: start}, closed: index < cuts.length}
    lines += text.match(/\r\n|\n|\r/g)?.length ?? 0
    return piece
  })
}

/** A section as it is in a document with these labels: parsed again only if it may refer to one that stands elsewhere. */
function parseAmong(
  piece: Piece,
  alone: Parsed,
  everywhere: {readonly definitions: ReadonlySet<string>; readonly footnotes: ReadonlySet<string>},
): Parsed {
  if (alone.labels.size === 0) return alone
  const own = {definitions: new Set(alone.defined.definitions), footnotes: new Set(alone.defined.footnotes)}
  const definitions = [...alone.labels].filter(label => everywhere.definitions.has(label) && !own.definitions.has(label))
  const footnotes = [...alone.labels]
    .filter(label => label.startsWith('^'))
    .map(label => label.slice(1))
    .filter(label => everywhere.footnotes.has(label) && !own.footnotes.has(label))
  return definitions.length + footnotes.length === 0 ? alone : parsePiece(piece, {definitions, footnotes})
}

function parsePiece(piece: Piece, elsewhere: Defined): Parsed {
  const key = JSON.stringify([piece.closed, elsewhere.definitions, elsewhere.footnotes]) + piece.text
  const known = cache.get(key)
  if (known !== undefined) return known
  const parsed = isTooCostly(piece.text) ? opaque(piece.text) : parseAlone(piece, elsewhere)
  cache.set(key, parsed)
  return parsed
}

function parseAlone(piece: Piece, elsewhere: Defined): Parsed {
  const plain = parsePlain(piece, elsewhere)
  if (plain !== undefined) return {tree: plain.tree, at: piece.at, defined: elsewhere, labels: labelsIn(plain.odd)}
  // The heading that follows is left in place by an empty one, so that all ends where it ends in the whole.
  const {tree, defined} = parseBare(piece.closed ? `${piece.text}#` : piece.text, elsewhere)
  if (piece.closed) tree.children.pop()
  return {tree, at: top, defined, labels: labelsIn(piece.text)}
}

const top: Distance = {lines: 0, characters: 0}

/** A text that nobody could parse in time, as one block of code: nothing stands in it, so nothing is said of it. */
function opaque(text: string): Parsed {
  const lines = text.split(/\r\n|\n|\r/)
  const end = {line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset: text.length}
  const position = {start: {line: 1, column: 1, offset: 0}, end}
  const tree: Root = {type: 'root', children: [{type: 'code', lang: null, meta: null, value: text, position}], position}
  return {tree, at: top, defined: nowhere, labels: new Set()}
}

function join(pieces: readonly Piece[], parsed: readonly Parsed[]): Root {
  const root: Root = {type: 'root', children: []}
  for (const [index, {tree, at}] of parsed.entries()) {
    const {lines, characters} = pieces[index]?.at ?? at
    const moved = movedBy(tree, {lines: lines - at.lines, characters: characters - at.characters})
    for (const child of moved.children) root.children.push(child)
    if (moved.position !== undefined)
      root.position = {start: root.position?.start ?? moved.position.start, end: moved.position.end}
  }
  return root
}
