/** A word of a text: letters, with an apostrophe inside at most. */
export interface Word {
  readonly text: string
  /** Offset in the text. */
  readonly start: number
  /** Does a sentence begin with it, or could one? */
  readonly opens: boolean
}

/**
 * The words of a masked text that are words and nothing else: parts of addresses, paths, code, handles and versions are none, nor is
 * what adjoins something masked. Hyphens and slashes part words (`OS-independent`, `and/or`).
 */
export function wordsOf(masked: string): readonly Word[] {
  const words: Word[] = []
  for (const {0: chunk, index} of masked.matchAll(chunks)) {
    if (isMasked(masked[index - 1]) || isMasked(masked[index + chunk.length])) continue
    const bare = chunk.replace(/^["'“”‘’„«»()[\]{},.;:!?¿¡…*–—-]+/, '')
    const start = index + chunk.length - bare.length
    const core = bare.replace(/(?:['’]s)?["'“”‘’„«»()[\]{},.;:!?…*™®–—-]+$|['’]s$/, '')
    if (!parts.test(core)) continue
    for (const {0: text, index: at} of core.matchAll(letters)) {
      words.push({text, start: start + at, opens: at === 0 && opensSentence(masked, start)})
    }
  }
  return words
}

const chunks = /[^\s\uE001-\uE008]+/g

const isMasked = (character: string | undefined): boolean => character !== undefined && /[\uE001-\uE004\uE008]/.test(character)

const parts = /^\p{L}[\p{L}\p{M}]{0,60}(?:['’]\p{L}{1,3})?(?:[-/]\p{L}[\p{L}\p{M}]{0,60}){0,5}$/u

const letters = /[\p{L}\p{M}]+(?:['’]\p{L}{1,3})?/gu

/** At the start, after a stop, a dash, a colon or something masked. */
const opensSentence = (masked: string, start: number): boolean =>
  /(?:^|[.!?:;…–—|\uE001-\uE008]["'”’)\]]*|\s-)[\s"'“‘(*]*$/u.test(masked.slice(Math.max(0, start - 12), start))
