import {brokenLinks} from '../src/list/broken-links.ts'
import {type Prose, proseOf} from '../src/list/prose.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'
import {repeatedWords} from './words/repeated-words.ts'
import {strayBrackets} from './words/stray-brackets.ts'

const options = (z: Zod) =>
  z.strictObject({
    words: z.boolean().exactOptional().describe('`false`: repeated words are not told.'),
    ignore: z.array(z.string().min(1).max(50)).max(500).exactOptional().describe('Words that may stand twice in a row.'),
  })

/** A mark that should not be there. Offsets are into the prose. */
interface Stray {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly expected?: readonly string[]
}

/** A list that writes a blank before its stops so often means it. */
const meantBlanks = 5

/**
 * No mark and no word is left over: repeated words, doubled punctuation, a blank before a comma, a bracket or a mark without its partner.
 *
 * Why: they are what an edit left behind, and hardly seen by whoever made it.
 *
 * Links, code, pictures, HTML and what Markdown understood are not looked at. Words are told twice in a row where English has no such use: names (`Tuomo Tuomo`),
 * lines like `Run Paint Run Run` and other languages are left alone, so are `...`, `../`, `:)`, `1)`, `5"` and ranges.
 *
 * @example {"name": "names and uses"}
 *   - [Ant](https://ant.example) - Tuomo Tuomo (PDF)
 *   - [Bee](https://bee.example) - Run Paint Run Run.
 *   - [Wasp](https://wasp.example) - For linked-data data types and master slave, master master setups.
 *   - [Moth](https://moth.example) - That that is, is. It had had a very very long flight.
 *
 * @example {"name": "other languages"}
 *   - [Ant](https://ant.example) - Vous vous souvenez des fourmis ?
 *   - [Bee](https://bee.example) - Pole pole, haraka haraka.
 *
 * @example {"name": "stops that are meant"}
 *   - [Ant](https://ant.example) - Builds... and uses `..`, ../hill, 1..10 and std::cout.
 *   - [Bee](https://bee.example) - Hums, e.g. on .NET, etc., too.
 *
 * @example {"name": "brackets that are meant"}
 *   - [Ant](https://ant.example) - Builds :) in two ways: 1) up, b) down (in C), with (edX).
 *   - [Bee](https://bee.example) - For numbers of [0, 1) and screens of 5".
 *   - [Wasp](https://wasp.example) - Stings ([twice](https://twice.example)) [MIT]
 *
 * @example {"name": "marks that are meant"}
 *   - [Ant](https://ant.example) - *Builds* snake_case_ names, C\*, A* search and `__init__`.
 *   - [Bee](https://bee.example)* - Hums 2 ** 3 times.
 *
 * @example {"name": "names may be told to stay", "options": {"ignore": ["link"]}}
 *   - [Ant](https://ant.example) - A link link to the hill.
 *
 * @example {"name": "words"}
 *   - [Ant](https://ant.example) - Goes to to the hill.
 *                                         ~~~ → ``
 *   Unexpected word twice in a row, expected `to` once
 *   - [Bee](https://bee.example) - A a small one for the link link.
 *                                   ~~ → ``
 *   Unexpected word twice in a row, expected `A` once
 *                                                            ~~~~~ → ``
 *   Unexpected word twice in a row, expected `link` once
 *   - [Wasp](https://wasp.example) - Of Berkeley's Rise Rise Lab which stings.
 *                                                      ~~~~~ → ``
 *   Unexpected word twice in a row, expected `Rise` once
 *
 * @example {"name": "doubled punctuation"}
 *   - [Ant](https://ant.example) - Builds hills..
 *                                              ~~ → `.`
 *   Unexpected `..`, expected `.`
 *   - [Bee](https://bee.example) - Hums,, too,. Well.
 *                                      ~~ → `,`
 *   Unexpected `,,`, expected `,`
 *                                            ~~ → `.`
 *   Unexpected `,.`, expected `.`
 *
 * @example {"name": "a blank before a stop or a comma"}
 *   - [Ant](https://ant.example) - Builds , hums .
 *                                        ~ → ``
 *   Unexpected blank before `,`, expected none
 *                                               ~ → ``
 *   Unexpected blank before `.`, expected none
 *
 * @example {"name": "brackets without a partner"}
 *   - [Ant](https://ant.example)) - Builds.
 *                               ~ → ``
 *   Unexpected `)` without a `(`
 *   - [Bee](https://bee.example) - Hums (all day.
 *                                       ~
 *   Unexpected `(` without a `)`
 *   - [Wasp](https://wasp.example) - Stings ([Source](https://src.example)
 *                                                                         ^ → `)`
 *   Unexpected `(` without a `)`, expected one at the end
 *
 * @example {"name": "a mark left over"}
 *   - [Ant](https://ant.example) - ([Video](https://video.example))_
 *                                                                  ~ → ``
 *   Unexpected `_` without a partner
 *   - [Bee](https://bee.example) - Hums **all day.
 *                                       ~~
 *   Unexpected `**` without a partner
 */
export default rule(
  {id: 'no-stray', severity: 'warning', options, aliases: ['balanced-punctuation', 'no-repeat-punctuation']},
  (tree, file, {words = true, ignore = []}) => {
    const ignored = new Set(ignore.map(word => word.toLowerCase()))
    const all = proseOf(tree, file)
    const blanks = all.map(blanksBefore)
    const meant = blanks.flat().length >= Math.max(meantBlanks, all.length / 50)
    for (const [index, prose] of all.entries()) {
      const strays = [
        ...(words ? repeated(prose, ignored) : []),
        ...doubled(prose),
        ...(meant ? [] : (blanks[index] ?? [])),
        ...strayBrackets(prose),
        ...marks(prose),
      ]
      const broken = strays.length === 0 ? [] : brokenLinks(prose)
      for (const {start, end, message, expected} of strays.toSorted((a, b) => a.start - b.start)) {
        // What was to be a link has brackets of its own, of which valid-url speaks.
        if (broken.some(({whole}) => start <= whole.end && end >= whole.start)) continue
        const place = fileSource(file).place(prose.start + start, prose.start + end)
        tell(file, {message, place, ...(expected === undefined ? {} : {expected})})
      }
    }
  },
)

const repeated = (prose: Prose, ignored: ReadonlySet<string>): Stray[] =>
  repeatedWords(prose.masked)
    .filter(({word}) => !ignored.has(word.toLowerCase()))
    .map(({word, start, end}) => ({
      start,
      end,
      message: `Unexpected word twice in a row, expected ${code(word)} once`,
      expected: [''],
    }))

/** `..`, `,,`, `,.`: neither an ellipsis nor a path, a range, code or an abbreviation. */
const doubles =
  /(?<=[\p{L}\p{N})\]"'”’\uE001-\uE005])(?:(?<!\.)\.\.(?![.\w/\\*])|,,(?!,)|;;(?!;)|,\.(?=\s|$)|。。(?!。)|，，(?!，)|、、(?!、))/gu

/** After these two stops may be the short form of three. */
const openEnd = /(?:^|[^\p{L}\p{N}])(?:more|etc|others|on|so|or|and)$|\p{N}$/iu

function doubled({masked}: Prose): Stray[] {
  if (!/[.,;。，、]{2}/.test(masked)) return []
  return [...masked.matchAll(doubles)].map(({index, 0: marks}) => {
    const right = marks.at(-1) ?? ''
    const isOpen =
      marks === '..' &&
      (openEnd.test(masked.slice(Math.max(0, index - 8), index)) || /^\s+\p{L}/u.test(masked.slice(index + 2, index + 6)))
    return {
      start: index,
      end: index + marks.length,
      message: isOpen
        ? `Unexpected ${code(marks)}, expected ${code(right)} or ${code('...')}`
        : `Unexpected ${code(marks)}, expected ${code(right)}`,
      expected: isOpen ? [right, '...'] : [right],
    }
  })
}

const blankBefore = /(?<=[\p{L}\p{N})\]"”’\uE001\uE003\uE005])[ \t]{1,3}(?:(?=,(?:\s|$))|(?=\.(?:\s*$|\s+\p{Lu}\p{Ll})))/gu

const blanksBefore = ({masked}: Prose): Stray[] =>
  (/[ \t][.,]/.test(masked) ? [...masked.matchAll(blankBefore)] : []).map(({index, 0: blank}) => ({
    start: index,
    end: index + blank.length,
    message: `Unexpected blank before ${code(masked[index + blank.length] ?? '')}, expected none`,
    expected: [''],
  }))

/** Marks of emphasis that Markdown did not understand, after punctuation or a link, or in pairs. */
function marks({masked}: Prose): Stray[] {
  if (!/_|\*\*/.test(masked)) return []
  const stray: Stray[] = []
  for (const {index} of masked.matchAll(/(?<=[)\].!?\uE001-\uE003])_(?=\s|[.,;:)]|$)/g)) {
    stray.push({start: index, end: index + 1, message: `Unexpected ${code('_')} without a partner`, expected: ['']})
  }
  const strong = [...masked.matchAll(/(?<![\w/*\\])\*\*(?=[\w[\uE001-\uE003])|(?<=[\p{L}.!?)\uE001-\uE003])\*\*(?![\w/*])/gu)]
  const [only] = strong
  if (strong.length === 1 && only !== undefined && masked.split('**').length === 2) {
    stray.push({start: only.index, end: only.index + 2, message: `Unexpected ${code('**')} without a partner`})
  }
  return stray
}
