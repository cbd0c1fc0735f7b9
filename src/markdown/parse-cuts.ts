/** What may still be open at a line's start, at the top of the document. Containers don't matter: a heading at column 0 ends them. */
type Open =
  | {readonly kind: 'nothing'}
  /** A fence of code. `indent` above 0: it may as well stand in a list item, so a line further left is doubt. */
  | {readonly kind: 'fence'; readonly mark: string; readonly indent: number}
  /** HTML that ends with a text (a comment, a script), wherever that stands. */
  | {readonly kind: 'until text'; readonly end: RegExp; readonly indent: number}
  /** HTML that ends with a blank line. `certain`: whatever stands in it is HTML; else it may be a paragraph. */
  | {readonly kind: 'until blank'; readonly certain: boolean}

const nothing: Open = {kind: 'nothing'}
const doubt = 'doubt'

/**
 * Offsets at which a text can be cut so that its pieces, parsed alone, are what they are in the whole, ascending.
 *
 * Each is the start of a line with an ATX heading at column 0, which ends every paragraph, table, list and quote before it, but neither code
 * nor HTML nor front matter. Where it is not certain that none of these is open, nothing is cut any more: that costs time, never truth.
 */
export function cutsOf(text: string): number[] {
  const cuts: number[] = []
  let open: Open | typeof doubt = nothing
  const contentStart = frontMatterEnd(text)
  if (contentStart === undefined) return cuts
  for (const {start, line} of linesFrom(text, contentStart)) {
    open = open.kind === 'nothing' ? opened(line) : continued(open, line)
    if (open === doubt) return cuts
    if (start > 0 && open.kind === 'nothing' && isHeading(line)) cuts.push(start)
  }
  return cuts
}

const isHeading = (line: string): boolean => /^#{1,6}(?:[ \t]|$)/.test(line)

function* linesFrom(text: string, first: number): Generator<{readonly start: number; readonly line: string}> {
  let start = first
  const ending = /\r\n|\n|\r/g
  while (start < text.length) {
    ending.lastIndex = start
    const match = ending.exec(text)
    yield {start, line: text.slice(start, match?.index ?? text.length)}
    start = match === null ? text.length : ending.lastIndex
  }
}

/** Front matter is that of the first line alone. Undefined: it is never closed, so it is none, but micromark half takes it for some. */
function frontMatterEnd(text: string): number | undefined {
  if (!/^---[ \t]*(?:\r\n|\n|\r)/.test(text)) return 0
  const close = /(?:\r\n|\n|\r)---[ \t]*(?=\r\n|\n|\r|$)/g
  close.lastIndex = 3
  return close.exec(text) === null ? undefined : close.lastIndex
}

/** What a line opens where nothing is open. An indent of four (or a tab) opens nothing at the top. */
function opened(line: string): Open | typeof doubt {
  const indent = indentOf(line)
  const rest = line.slice(indent)
  if (indent > 3) return nothing
  const fence = openingFence(rest)
  if (fence !== undefined) return {kind: 'fence', mark: fence, indent}
  if (!rest.startsWith('<')) return nothing
  const raw = rawHtml.find(({start}) => start.test(rest))
  if (raw === undefined) return {kind: 'until blank', certain: indent === 0 && isBlockTag(rest)}
  if (raw.oddEnd?.test(rest)) return doubt
  return raw.end.test(rest) ? nothing : {kind: 'until text', end: raw.end, indent}
}

function continued(open: Exclude<Open, {kind: 'nothing'}>, line: string): Open | typeof doubt {
  const blank = /^[ \t]*$/.test(line)
  const indent = indentOf(line)
  switch (open.kind) {
    case 'until blank':
      if (blank) return nothing
      return open.certain || harmless(line) ? open : doubt
    case 'until text':
      if (!blank && indent < open.indent) return doubt
      return open.end.test(line) ? nothing : open
    case 'fence':
      if (!blank && indent < open.indent) return doubt
      return indent <= 3 && closes(line.slice(indent), open.mark) ? nothing : open
  }
}

/** Would this line, in what may be a paragraph and may be HTML, leave something open in one of the two only? */
function harmless(line: string): boolean {
  const state = opened(line)
  return state !== doubt && (state.kind === 'nothing' || state.kind === 'until blank')
}

/** Blanks before the text; a tab reaches column four, which is beyond all that opens anything. */
const indentOf = (line: string): number => {
  const blanks = /^ */.exec(line)?.[0].length ?? 0
  return line[blanks] === '\t' ? 4 : blanks
}

/** The run of marks that opens fenced code. What follows backticks holds none of them, else it is code in a paragraph. */
function openingFence(rest: string): string | undefined {
  const mark = /^(?:`{3,}|~{3,})/.exec(rest)?.[0]
  return mark?.startsWith('`') && rest.includes('`', mark.length) ? undefined : mark
}

function closes(rest: string, mark: string): boolean {
  const run = /^(?:`{3,}|~{3,})/.exec(rest)?.[0]
  return run !== undefined && run[0] === mark[0] && run.length >= mark.length && /^[ \t]*$/.test(rest.slice(run.length))
}

/** The five kinds of HTML blocks that go on over blank lines (CommonMark 4.6), and starts of which readers differ on the end. */
const rawHtml: readonly {readonly start: RegExp; readonly end: RegExp; readonly oddEnd?: RegExp}[] = [
  {start: /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, end: /<\/(?:script|pre|style|textarea)>/i},
  {start: /^<!--/, end: /-->/, oddEnd: /^<!--(?:-?>|--)/},
  {start: /^<\?/, end: /\?>/, oddEnd: /^<\?>/},
  {start: /^<![a-z]/i, end: />/},
  {start: /^<!\[CDATA\[/, end: /\]\]>/},
]

const blockTags = new Set(
  `address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
  footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p
  param search section summary table tbody td tfoot th thead title tr track ul`.split(/\s+/),
)

/** HTML that begins even inside a paragraph, and ends with a blank line (CommonMark 4.6, kind 6). */
function isBlockTag(rest: string): boolean {
  const tag = /^<\/?([a-z][a-z0-9]*)(?:[ \t>]|\/>|$)/i.exec(rest)?.[1]
  return tag !== undefined && blockTags.has(tag.toLowerCase())
}
