/**
 * Beyond these no list goes, and micromark takes minutes, since its time grows with the square of them. At each limit alone it takes
 * well under a second.
 */
const most = {
  /** Closing brackets in one paragraph. */
  brackets: 5_000,
  /** Runs of `*`, `_` and `~` in one paragraph: each may be one more level of emphasis. */
  emphasis: 2_000,
  /** Lines that may underline a heading, in one section. */
  underlines: 500,
  /** Marks of items and quotes at the start of one line: each is one more level. */
  marks: 60,
  /** Blanks before an item: every two may be one more level. */
  indent: 200,
}

/** Is this text made to keep a parser busy? Decided by counting, in one pass. */
export function isTooCostly(text: string): boolean {
  let brackets = 0
  let emphasis = 0
  let underlines = 0
  let inParagraph = false
  for (const line of text.split(/\r\n|\n|\r/)) {
    const isBlank = line.trim() === ''
    // An item or a heading always begins something new; any other line may go on with a paragraph.
    if (isBlank || /^(?:[-*+] |#)/.test(line)) brackets = emphasis = 0
    brackets += count(line, /\]/g)
    emphasis += count(line, /[*_~]+/g)
    if (inParagraph && /^[ \t>]*(?:=+|-+)[ \t]*$/.test(line)) underlines += 1
    inParagraph = !isBlank
    if (brackets > most.brackets || emphasis > most.emphasis || underlines > most.underlines) return true
    if (levels(line) > most.marks || indentOfItem(line) > most.indent) return true
  }
  return false
}

const count = (line: string, pattern: RegExp): number => line.match(pattern)?.length ?? 0

/** How many marks of containers a line begins with. */
function levels(line: string): number {
  const mark = /[ \t]*(?:[-*+>]|\d{1,9}[.)])/y
  let found = 0
  while (found <= most.marks && mark.test(line)) found += 1
  return found
}

const indentOfItem = (line: string): number => /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]/.exec(line)?.[1]?.length ?? 0
