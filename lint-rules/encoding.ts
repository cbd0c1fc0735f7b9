import type {Link} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, type Told, tell, type Zod} from './rule.ts'
import {latinFor} from './words/look-alikes.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z.enum(['never', 'off']).exactOptional().describe('`off`: what cannot be seen is not told.'),
  })

/**
 * Nothing stands in the list that can't be seen.
 *
 * Why: what is hidden makes a link lead elsewhere than it says, a search find nothing, and a review miss what it reviews.
 *
 * Told are characters that turn the order of what follows, blanks without width, soft hyphens, byte order marks inside, control characters, and look-alike letters of
 * another script in a host. Left alone is what some scripts need: joiners between letters of theirs and in emoji, marks of direction beside right-to-left
 * text, balanced isolates, variation selectors, and blanks without width in scripts that write no others.
 *
 * @example {"name": "scripts that join their letters"}
 *   - [مورچه](https://ant.example) - می‌سازد.
 *   - [चींटी](https://bee.example) - क्‍ष.
 *
 * @example {"name": "emoji"}
 *   - [Ant](https://ant.example) - 👩‍💻 builds ❤️.
 *
 * @example {"name": "marks of direction beside right-to-left text"}
 *   - [Ant](https://ant.example) - ‏نملة‏ (C++‎).
 *
 * @example {"name": "balanced isolates"}
 *   - [Ant](https://ant.example) - ⁧نملة⁩ builds.
 *
 * @example {"name": "hosts of one script"}
 *   - [Ant](https://пример.рф) - Builds.
 *   - [Bee](https://bücher.example) - Hums.
 *
 * @example {"name": "off", "options": {"style": "off"}}
 *   - [Ant](https://ant.example) - Bui​lds.
 *
 * @example {"name": "a blank without width, a soft hyphen"}
 *   - [Ant](https://ant.example) - Bui​lds.
 *                                     ~ → ``
 *   Unexpected `U+200B`, a blank without width
 *   - [Bee](https://bee.example) - Hu­ms.
 *                                    ~ → ``
 *   Unexpected `U+00AD`, a soft hyphen
 *
 * @example {"name": "an override"}
 *   - [Ant](https://ant.example) - Bui‮lds.
 *                                     ~ → ``
 *   Unexpected `U+202E`, which turns the order of what follows
 *
 * @example {"name": "a mark of direction and a joiner among Latin letters"}
 *   - [Ant](https://ant.example) - Bui‎lds.
 *                                     ~ → ``
 *   Unexpected `U+200E`, a mark of direction where nothing is written from right to left
 *   - [Bee](https://bee.example) - Hu‍ms.
 *                                    ~ → ``
 *   Unexpected `U+200D`, a joiner where nothing is joined
 *
 * @example {"name": "look-alike letters in a host"}
 *   - [Ant](https://gіthub.com/ant) - Builds.
 *                   ~~~~~~~~~~ → `github.com`
 *   Unexpected letters of another script in the host, expected `github.com`
 */
export default rule({id: 'encoding', severity: 'error', options}, (tree, file, {style = 'never'}) => {
  if (style === 'off') return
  const {list} = readList(tree, file)
  // Without positions there are no links and no sections but the whole.
  if (tree.children.every(({position}) => position === undefined)) return
  const source = fileSource(file)
  const isBalancedAt = balanceOf(source.text)
  const told = [...source.text.matchAll(hidden)].flatMap(({index, 0: run}) => {
    const what = wrongIn(run, index, source.text, isBalancedAt)
    if (what === undefined) return []
    return [
      {
        message: `Unexpected ${code(String.fromCodePoint(run.codePointAt(0) ?? 0))}, ${what.words}`,
        place: source.place(index, index + run.length),
        ...what.fix,
      },
    ]
  })
  for (const one of [...told, ...list.links.flatMap(lookAlikes)]) tell(file, one)

  function lookAlikes({url, urlPlace}: Link): Told[] {
    const [, before = '', host = ''] = /^(https?:\/\/(?:[^/?#@]{0,200}@)?)([^/?#:]{1,255})/i.exec(url) ?? []
    const latin = latinFor(host)
    if (latin === undefined || urlPlace === undefined) return []
    const at = urlPlace.start.offset + before.length
    return [
      {
        message: `Unexpected letters of another script in the host, expected ${code(latin)}`,
        place: source.place(at, at + host.length),
        actual: host,
        expected: [latin],
      },
    ]
  }
})

/** Runs of one kind that nobody sees. C1 controls are broken letters, which `no-mojibake` knows. */
const hidden =
  /[\u202A-\u202E]+|[\u2066-\u2069]|[\u200B\u2060]+|\u00AD+|\uFEFF+|[\u200C\u200D]+|[\u200E\u200F\u061C]+|[\u2061-\u2064\u206A-\u206F\uFFF9-\uFFFB\u115F\u1160\u3164\uFFA0]+|\u034F+|[^\P{Cc}\t\n\f\r\u0080-\u009F]+|[\u2028\u2029]+/gu

interface Wrong {
  readonly words: string
  readonly fix: {readonly expected?: readonly string[]}
}

const gone = {expected: ['']}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]|&(?:rlm|lrm);/u
/** Scripts whose letters joiners join or keep apart, or that write no blanks between words. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Javanese}\p{Script=Balinese}\p{Script=Thaana}]/u
const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\uFE0F|\u20E3/u

function wrongIn(run: string, at: number, text: string, isBalancedAt: (at: number) => boolean): Wrong | undefined {
  const first = run[0] ?? ''
  const around = text.slice(Math.max(0, at - 2), at) + text.slice(at + run.length, at + run.length + 2)
  if (/[\u202A-\u202E]/.test(first))
    return {words: 'which turns the order of what follows', fix: rightToLeft.test(lineAt(text, at)) ? {} : gone}
  if (/[\u2066-\u2069]/.test(first)) {
    return isBalancedAt(at) ? undefined : {words: 'which turns the order of what follows and has no partner', fix: {}}
  }
  if (/[\u200B\u2060]/.test(first)) return joining.test(around) ? undefined : {words: 'a blank without width', fix: gone}
  if (first === '\u00AD') return {words: 'a soft hyphen', fix: gone}
  if (first === '\uFEFF') return {words: 'a byte order mark inside the text', fix: gone}
  if (/[\u200C\u200D]/.test(first))
    return joining.test(around) || pictograph.test(around) ? undefined : {words: 'a joiner where nothing is joined', fix: gone}
  if (/[\u200E\u200F\u061C]/.test(first))
    return rightToLeft.test(lineAt(text, at)) || rightToLeft.test(text.slice(Math.max(0, at - 300), at + 300))
      ? undefined
      : {words: 'a mark of direction where nothing is written from right to left', fix: gone}
  if (/[\u2028\u2029]/.test(first)) return {words: 'a line separator that Markdown does not know', fix: {}}
  return {words: 'which nobody can see', fix: gone}
}

const lineAt = (text: string, at: number): string =>
  text.slice(Math.max(text.lastIndexOf('\n', at), at - 2000, 0), at) + (text.slice(at, at + 2000).split('\n', 1)[0] ?? '')

/** Tells whether the isolates of the paragraph at an offset have their partners; asked from the text's start to its end, each is read once. */
function balanceOf(text: string): (at: number) => boolean {
  let end = 0
  let balanced = true
  return at => {
    if (at < end) return balanced
    const start = Math.max(0, text.lastIndexOf('\n\n', at), text.lastIndexOf('\n\r\n', at))
    const ends = [text.indexOf('\n\n', at), text.indexOf('\n\r\n', at)].filter(index => index !== -1)
    end = ends.length === 0 ? text.length : Math.min(...ends)
    balanced = isBalanced(text.slice(start, end))
    return balanced
  }
}

function isBalanced(text: string): boolean {
  let open = 0
  for (const character of text) {
    if (/[\u2066-\u2068]/.test(character)) open += 1
    else if (character === '\u2069') open -= 1
    if (open < 0) return false
  }
  return open === 0
}
