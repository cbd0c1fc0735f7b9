/** What stands behind a word in the text of sorted lines that start with a word each, or undefined where no line does. A search by halves. */
export function lineOf(word: string, text: string): string | undefined {
  let from = 0
  let to = text.length
  while (from < to) {
    const start = text.lastIndexOf('\n', ((from + to) >> 1) - 1) + 1
    const end = text.indexOf('\n', start)
    const order = compare(word, text, start, end)
    if (order === 0) return text.slice(start + word.length + 1, end)
    if (order < 0) to = start
    else from = end + 1
  }
  return undefined
}

/** Below, above or equal to the first word of a line; what ends a word sorts before every letter. */
function compare(word: string, text: string, start: number, end: number): number {
  for (let at = 0; at <= word.length; at += 1) {
    const theirs = start + at < end ? text.charCodeAt(start + at) : blank
    const ours = at < word.length ? word.charCodeAt(at) : blank
    if (ours !== theirs) return ours - theirs
  }
  return 0
}

const blank = 0x20
