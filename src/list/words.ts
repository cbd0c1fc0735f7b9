import type {Prose} from './prose.ts'

/** A word of a text: letters, with an apostrophe inside at most. */
export interface Word {
  readonly text: string
  /** Offset in the text. */
  readonly start: number
  /** The masked text, so that what stands around the word is looked at only when somebody asks. */
  readonly within: string
  /** Does nothing stand before it in its stretch without blanks, but for quotes and brackets? Then that begins here. */
  readonly isFirst: boolean
}

/** Does a sentence begin with it, or could one? */
export const opensSentence = ({within, start, isFirst}: Word): boolean =>
  isFirst &&
  /(?:^|[.!?:;…–—|\uE001-\uE008]["'”’)\]]{0,12}|\s-)[\s"'“‘(*]{0,12}$/u.test(within.slice(Math.max(0, start - 12), start))

/** Does a word with a capital stand before or behind it, with nothing between? */
export const isBesideCapital = ({within, start, text}: Word): boolean =>
  /\p{Lu}[\p{L}.]{0,30} $/u.test(within.slice(Math.max(0, start - 30), start)) ||
  /^ \p{Lu}/u.test(within.slice(start + text.length, start + text.length + 2))

/** Is it among the words with capitals behind a `by`: a person's name? */
export const isAfterBy = ({text, within, start, isFirst}: Word): boolean =>
  isFirst && /^\p{Lu}/u.test(text) && byPerson.test(within.slice(Math.max(0, start - 60), start))

/**
 * The words of a masked text that are words and nothing else: parts of addresses, paths, code, handles and versions are none, nor is
 * what adjoins something masked. Hyphens and slashes part words (`OS-independent`, `and/or`).
 */
export function wordsOf(masked: string): readonly Word[] {
  const words: Word[] = []
  for (const {0: chunk, index} of masked.matchAll(chunks)) {
    if (adjoins(masked, index - 1, -1) || adjoins(masked, index + chunk.length, 1)) continue
    // Nine of ten are plain words, with a stop or a comma at most: these need no closer look.
    if (plainWord.test(chunk)) {
      const text = /[.,]$/.test(chunk) ? chunk.slice(0, -1) : chunk
      words.push({text, start: index, within: masked, isFirst: true})
      continue
    }
    const bare = chunk.replace(/^["'“”‘’„«»()[\]{},.;:!?¿¡…*–—-]+/, '')
    const start = index + chunk.length - bare.length
    const core = bare.replace(/(?:['’]s)?["'“”‘’„«»()[\]{},.;:!?…*™®–—-]{1,20}$|['’]s$/, '')
    if (!parts.test(core) || bare.startsWith('()', core.length)) continue
    for (const {0: text, index: at} of core.matchAll(letters)) {
      words.push({text, start: start + at, within: masked, isFirst: at === 0})
    }
  }
  return words
}

/** The words of a piece of prose. Read anew each time: those of a large list take more memory, and time to keep it, than reading takes. */
export const wordsOfProse = (prose: Prose): readonly Word[] => wordsOf(prose.masked)

const plainWord = /^[A-Za-z]{1,60}[.,]?$/
const chunks = /[^\s\uE001-\uE008]+/g

/** Part of something masked, or of a word whose other letters are in another emphasis (`**M**arkdown`). */
function adjoins(masked: string, at: number, step: 1 | -1): boolean {
  const code = masked.charCodeAt(at)
  // Also where there is nothing at all, which is no number.
  if (!(code >= 0xe001 && code <= 0xe008)) return false
  if (/[\uE001-\uE004\uE008]/.test(masked.charAt(at))) return true
  let beyond = at
  while (masked.charAt(beyond) === '\uE005') beyond += step
  return beyond !== at && /\p{L}/u.test(masked.charAt(beyond))
}

/** `by Ann Bee, Cy D. ` */
const byPerson = /(?:^|[\s(])[Bb]y (?:[\p{Lu}&][\p{L}.'’-]{0,30}(?:,? | and )){0,6}$/u

const parts = /^\p{L}[\p{L}\p{M}]{0,60}(?:['’]\p{L}{1,3})?(?:[-/]\p{L}[\p{L}\p{M}]{0,60}){0,5}$/u

const letters = /[\p{L}\p{M}]+(?:['’]\p{L}{1,3})?/gu
