/** A word of a text: letters, with an apostrophe inside at most. */
export interface Word {
  readonly text: string
  /** Offset in the text. */
  readonly start: number
  /** Does a sentence begin with it, or could one? */
  readonly opens: boolean
  /** Does a word with a capital stand before or behind it, with nothing between? */
  readonly besideCapital: boolean
  /** Is it among the words with capitals behind a `by`: a person's name? */
  readonly afterBy: boolean
}

/**
 * The words of a masked text that are words and nothing else: parts of addresses, paths, code, handles and versions are none, nor is
 * what adjoins something masked. Hyphens and slashes part words (`OS-independent`, `and/or`).
 */
export function wordsOf(masked: string): readonly Word[] {
  const words: Word[] = []
  for (const {0: chunk, index} of masked.matchAll(chunks)) {
    if (adjoins(masked, index - 1, -1) || adjoins(masked, index + chunk.length, 1)) continue
    const bare = chunk.replace(/^["'“”‘’„«»()[\]{},.;:!?¿¡…*–—-]+/, '')
    const start = index + chunk.length - bare.length
    const core = bare.replace(/(?:['’]s)?["'“”‘’„«»()[\]{},.;:!?…*™®–—-]{1,20}$|['’]s$/, '')
    if (!parts.test(core)) continue
    for (const {0: text, index: at} of core.matchAll(letters)) {
      const begin = start + at
      words.push({
        text,
        start: begin,
        opens: at === 0 && opensSentence(masked, start),
        besideCapital:
          /\p{Lu}[\p{L}.]{0,30} $/u.test(masked.slice(Math.max(0, begin - 30), begin)) ||
          /^ \p{Lu}/u.test(masked.slice(begin + text.length, begin + text.length + 2)),
        afterBy: at === 0 && byPerson.test(masked.slice(Math.max(0, start - 60), start)),
      })
    }
  }
  return words
}

const chunks = /[^\s\uE001-\uE008]+/g

/** Part of something masked, or of a word whose other letters are in another emphasis (`**M**arkdown`). */
function adjoins(masked: string, at: number, step: 1 | -1): boolean {
  if (/[\uE001-\uE004\uE008]/.test(masked.charAt(at))) return true
  let beyond = at
  while (masked.charAt(beyond) === '\uE005') beyond += step
  return beyond !== at && /\p{L}/u.test(masked.charAt(beyond))
}

/** `by Ann Bee, Cy D. ` */
const byPerson = /(?:^|[\s(])[Bb]y (?:[\p{Lu}&][\p{L}.'’-]{0,30}(?:,? | and )){0,6}$/u

const parts = /^\p{L}[\p{L}\p{M}]{0,60}(?:['’]\p{L}{1,3})?(?:[-/]\p{L}[\p{L}\p{M}]{0,60}){0,5}$/u

const letters = /[\p{L}\p{M}]+(?:['’]\p{L}{1,3})?/gu

/** At the start, after a stop, a dash, a colon or something masked. */
const opensSentence = (masked: string, start: number): boolean =>
  /(?:^|[.!?:;…–—|\uE001-\uE008]["'”’)\]]{0,12}|\s-)[\s"'“‘(*]{0,12}$/u.test(masked.slice(Math.max(0, start - 12), start))
