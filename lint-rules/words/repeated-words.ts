/** A word that stands twice in a row: the second one, with the blanks before it. */
export interface RepeatedWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Words that English never repeats. */
const small: ReadonlySet<string> = new Set(
  'a an the to of in on for and or is are was be with by from as at it its this these your you our we they their will not which into using has have if than then also when where what how any all each between about over can'.split(
    ' ',
  ),
)

/** Words that are right twice, in English or in another language. */
const meant: ReadonlySet<string> = new Set(
  `had that very so no bye blah knock ha haha pew chop cha tom log yum win boo tic go beep ping aye hip many far tut gulp really long night
  choo ding tap click quack woof meow big much more again never ever now please well there hear nous vous die der das sie dat le la mit sich
  que si pour tous baby couscous dodo gogo mini papa mama duran walla bora pago agar new old`.split(/\s+/),
)

/** A word of these shows that the text is English, where content words can be judged. */
const english = /\b(?:the|of|and|for|with|from|that|which|your|is|are|to|using)\b/i

/** Nearly no text has letters twice in a row, which is cheaper to find out than to look at each pair of words. */
const anyTwice = /(?<![A-Za-z])([A-Za-z]{1,30})\s{1,4}\1(?![A-Za-z])/i

const pair = /(?<![\p{L}\p{N}\p{M}_'’.@/&+#-])([A-Za-z]{1,30})(\s{1,4})([A-Za-z]{1,30})(?![\p{L}\p{N}\p{M}_'’@/&+#-]|\.\w)/gu

/** Finds words that were typed twice. Names, figures of speech, and what stands in other languages are not meant. */
export function repeatedWords(text: string): readonly RepeatedWord[] {
  const found: RepeatedWord[] = []
  if (!anyTwice.test(text)) return found
  let inEnglish: boolean | undefined
  const isInEnglish = () => (inEnglish ??= english.test(text))
  pair.lastIndex = 0
  for (let match = pair.exec(text); match !== null; match = pair.exec(text)) {
    const [, first = '', blank = '', second = ''] = match
    const start = match.index + first.length
    const end = start + blank.length + second.length
    // The second word may be the first of the next pair.
    pair.lastIndex = start + blank.length
    if (first.toLowerCase() !== second.toLowerCase()) continue
    if (isSlip({first, second, start: match.index, end}, text, isInEnglish)) found.push({word: first, start, end})
  }
  return found
}

interface Pair {
  readonly first: string
  readonly second: string
  readonly start: number
  readonly end: number
}

function isSlip({first, second, start, end}: Pair, text: string, isInEnglish: () => boolean): boolean {
  const word = first.toLowerCase()
  if (meant.has(word)) return false
  // A third one in a row or near by is a figure of speech or a tune.
  const nearby = text
    .slice(Math.max(0, start - 100), end + 100)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  const times = nearby.filter(other => other === word).length
  if (small.has(word)) {
    if (lastWord(text.slice(Math.max(0, start - 40), start)) === word || firstWord(text.slice(end, end + 40)) === word)
      return false
    return isNowhereElse(word, isInEnglish) && (second === word || (first === second && first.length > 3))
  }
  if (word.length < 3 || first !== second || times > 2 || !isInEnglish()) return false
  if (first === word) return true
  // A name is within a sentence, or it is somebody's whole name.
  const before = text.slice(Math.max(0, start - 6), start)
  return /^[A-Z][a-z]{3,}$/.test(first) && /['’]s\s$|\bthe\s$/.test(before) && /^\s+\p{L}/u.test(text.slice(end, end + 4))
}

/** `in in`, `is is` and their like may be another language; `the the` is none. */
const isNowhereElse = (word: string, isInEnglish: () => boolean): boolean =>
  /^(?:the|and|with|from|this|your|which|using|these|their|to|of|a|for|by)$/.test(word) || isInEnglish()

const lastWord = (text: string): string | undefined => /([a-z]{1,30})\s{1,4}$/i.exec(text)?.[1]?.toLowerCase()

const firstWord = (text: string): string | undefined => /^\s{1,4}([a-z]{1,30})/i.exec(text)?.[1]?.toLowerCase()
