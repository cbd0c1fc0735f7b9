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

const pair = /(?<![\p{L}\p{N}\p{M}_'’.@/&+#-])([A-Za-z]{1,30})(\s{1,4})([A-Za-z]{1,30})(?![\p{L}\p{N}\p{M}_'’@/&+#-]|\.\w)/gu

/** Finds words that were typed twice. Names, figures of speech, and what stands in other languages are not meant. */
export function repeatedWords(text: string): readonly RepeatedWord[] {
  const found: RepeatedWord[] = []
  pair.lastIndex = 0
  for (let match = pair.exec(text); match !== null; match = pair.exec(text)) {
    const [, first = '', blank = '', second = ''] = match
    const start = match.index + first.length
    const end = start + blank.length + second.length
    // The second word may be the first of the next pair.
    pair.lastIndex = start + blank.length
    if (first.toLowerCase() !== second.toLowerCase()) continue
    if (isSlip(first, second, text, match.index, end)) found.push({word: first, start, end})
  }
  return found
}

function isSlip(first: string, second: string, text: string, start: number, end: number): boolean {
  const word = first.toLowerCase()
  if (meant.has(word)) return false
  if (small.has(word)) return isEnglish(text, word) && (second === word || (first === second && first.length > 3))
  // A third one near by is a figure of speech or a tune.
  const nearby = text.slice(Math.max(0, start - 100), end + 100).toLowerCase()
  if (word.length < 3 || first !== second || nearby.split(new RegExp(`\\b${word}\\b`)).length > 3 || !english.test(text))
    return false
  if (first === word) return true
  // A name is within a sentence, or it is somebody's whole name.
  return (
    /^[A-Z][a-z]{3,}$/.test(first) &&
    /['’]s\s$|\bthe\s$/.test(text.slice(Math.max(0, start - 6), start)) &&
    /^\s+[\p{L}]/u.test(text.slice(end, end + 4))
  )
}

/** `in in`, `is is` and their like may be another language; `the the` is none. */
const isEnglish = (text: string, word: string): boolean =>
  /^(?:the|and|with|from|this|your|which|using|these|their|to|of|a|for|by)$/.test(word) || english.test(text)
