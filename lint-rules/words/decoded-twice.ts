/** Letters that are bytes of UTF-8 read as Windows-1252. */
export interface DecodedTwice {
  readonly start: number
  readonly end: number
  /** What they were. */
  readonly meant: string
}

/** Windows-1252 from 0x80 to 0x9F; the bytes it leaves out are controls. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

const bytes: ReadonlyMap<string, number> = new Map([
  ...[...upper].map((letter, index) => [letter, 0x80 + index] as const),
  ...Array.from({length: 0x80}, (_, index) => [String.fromCharCode(0x80 + index), 0x80 + index] as const),
])

const follow = `[\u0080-\u00BF${[...upper].filter(letter => letter > '\u00FF').join('')}]`
const sequence = `(?:[\u00C2-\u00DF]${follow}|[\u00E0-\u00EF]${follow}{2}|[\u00F0-\u00F4]${follow}{3})`
const run = new RegExp(`${sequence}{1,400}`, 'gu')
const any = /[\u00C2-\u00F4][\u0080-\u00BF\u0152-\u02DC\u2013-\u2122]/

/** Finds letters that are UTF-8 once more, if what comes out is what people write. */
export function decodedTwice(text: string): readonly DecodedTwice[] {
  if (!any.test(text)) return []
  return [...text.matchAll(run)].flatMap(({index, 0: letters}) => {
    const meant = decoded(letters)
    const next = text.slice(index + letters.length, index + letters.length + 1)
    if (meant === undefined || !isLikely(letters, meant, text.slice(Math.max(0, index - 1), index), next)) return []
    // Some texts went through it twice.
    const again = decoded(meant)
    return [{start: index, end: index + letters.length, meant: again ?? meant}]
  })
}

const utf8 = new TextDecoder('utf-8', {fatal: true})

function decoded(letters: string): string | undefined {
  const codes = [...letters].map(letter => bytes.get(letter))
  if (codes.some(code => code === undefined)) return undefined
  try {
    return utf8.decode(Uint8Array.from(codes.map(code => code ?? 0)))
  } catch {
    return undefined
  }
}

/** A letter before a quotation mark (`CAFÉ”`, `Spaß“`) reads as UTF-8, too, and as something that nobody writes. */
function isLikely(letters: string, meant: string, before: string, next: string): boolean {
  if (/\p{Cn}|\p{Cc}/u.test(meant)) return false
  const characters = [...meant]
  if (characters.length === 1 && letters.length === 2) {
    // `Ã©` and `Â®`, but no `AMANHÃ”` at the end of what is in capitals.
    if (!/^[\u00C2\u00C3\u00C5]/.test(letters)) return false
    return (
      !(/\p{Lu}/u.test(before) && !/\p{Ll}/u.test(next)) &&
      !(/[»”“›]$/.test(letters) && !/\p{L}/u.test(next) && /\p{L}/u.test(before))
    )
  }
  if (characters.length === 1) return /^[\u2000-\u2BFF\uFEFF\uFF00-\uFF65\u{1F000}-\u{1FAFF}\u3000-\u303F]$/u.test(meant)
  return characters.every(character => /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]|\uFEFF|\u200D/u.test(character))
}
