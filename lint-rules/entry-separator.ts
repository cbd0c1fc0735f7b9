import type {Conventions, Piece} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', ' - ', ' – ', ' — ', ': ', 'off'])
      .exactOptional()
      .describe('What joins link and description, blanks included. `detect` (the default): what the list itself does.'),
  })

/** A description that follows the link at once is a mistake where so few do it, and so many have the separator. */
const rareGlued = 0.08
const clearShare = 0.85

/** Fewer words after the link may be anything: `[Docs](…) Wiki`. */
const fewestWords = 3

/**
 * An entry's link is joined to its description the way the list joins them.
 *
 * Why: one odd dash among four hundred is what maintainers correct by hand after every merge.
 *
 * What belongs to the link may stand between: badges, tags, `(a note)`, `by @somebody`, more links. Told are another dash or a colon, a missing,
 * second or unbreakable blank, and a description that follows the link at once (only if it begins with a capital, and few do so). Silent
 * where the list has no way of its own, and about anything else, which may be prose.
 *
 * @example {"name": "as the list does it", "conventions": {"separator": " - "}}
 *   - [Ant](https://ant.example) - Builds.
 *   - **[Bee](https://bee.example)** - Hums - all day.
 *   - 🐝 [Wasp](https://wasp.example) - Stings: it hurts.
 *
 * @example {"name": "what belongs to the link", "conventions": {"separator": " - "}}
 *   - [ant/ant](https://ant.example) [[ant](https://crates.example/ant)] - Builds.
 *   - [[bee](https://bee.example)] - Hums.
 *   - [Wasp](https://wasp.example) ![stars](https://badge.example/w.svg) `⚠` - Stings.
 *   - [Moth](https://moth.example) (grey) :zap: - Flies at night.
 *   - [Fly](https://fly.example), [Flea](https://flea.example) and [Bug](https://bug.example) - Small.
 *   - [Mite](https://mite.example) <!--stars:1--> - Smaller.
 *
 * @example {"name": "authors and languages", "conventions": {"separator": " – "}}
 *   - [Ants](https://ants.example) by @ada – All of them.
 *   - [Bees](https://bees.example) _In Chinese_ – Those of the south.
 *
 * @example {"name": "prose, groups, and links without descriptions", "conventions": {"separator": " - "}}
 *   - [Ant](https://ant.example) is small.
 *   - [Bee](https://bee.example)
 *   - [Wasps](https://wasps.example):
 *     - [Hornet](https://hornet.example) - Big.
 *   - [Moth](https://moth.example) [(Video)](https://video.example)
 *   - [Fly](https://fly.example) Wiki
 *
 * @example {"name": "a list without a convention"}
 *   - [Ant](https://ant.example): Builds.
 *   - [Bee](https://bee.example) – Hums.
 *   - [Wasp](https://wasp.example) - Stings.
 *
 * @example {"name": "another dash, a colon", "conventions": {"separator": " - "}}
 *   - [Ant](https://ant.example) – Builds.
 *                               ~~~ → ` - `
 *   Unexpected ` – ` after the link, expected ` - ` as in the rest of the list
 *   - [Bee](https://bee.example): Hums.
 *                               ~~ → ` - `
 *   Unexpected `: ` after the link, expected ` - ` as in the rest of the list
 *
 * @example {"name": "blanks", "conventions": {"separator": " - "}}
 *   - [Ant](https://ant.example) -Builds.
 *                               ~~ → ` - `
 *   Unexpected ` -` with a blank missing, expected ` - ` as in the rest of the list
 *   - [Bee](https://bee.example) -  Hums.
 *                               ~~~~ → ` - `
 *   Unexpected ` -  ` with a blank too many, expected ` - ` as in the rest of the list
 *   - [Wasp](https://wasp.example) - Stings.
 *                                 ~~~ → ` - `
 *   Unexpected `U+00A0- ` with a blank of another kind, expected ` - ` as in the rest of the list
 *
 * @example {"name": "no separator at all", "conventions": {"separator": " - "}}
 *   - [Ant](https://ant.example) Builds hills of needles.
 *                               ~ → ` - `
 *   Unexpected description straight after the link, expected ` - ` as in the rest of the list
 *   - [Bee](https://bee.example)Hums all day long.
 *                               ^ → ` - `
 *   Unexpected description straight after the link, expected ` - ` as in the rest of the list
 *
 * @example {"name": "one that is set", "options": {"style": ": "}}
 *   - [Ant](https://ant.example) - Builds.
 *                               ~~~ → `: `
 *   Unexpected ` - ` after the link, expected `: `
 */
export default rule(
  {id: 'entry-separator', severity: 'warning', options, followsHabit: true, aliases: ['awesome-list-item']},
  (tree, file, given) => {
    const {list, conventions} = readList(tree, file)
    const {style = 'detect'} = given
    const expected = style === 'detect' ? conventions.separator?.value : style
    if (expected === undefined || expected === 'off') return
    const tellsGlued = style !== 'detect' || gluedIsRare(conventions)
    for (const {form, separator, description} of list.entries) {
      if (form !== 'item' || separator === undefined || description === undefined || separator.text === expected) continue
      if (/[\n\r]/.test(separator.text)) continue
      if (isGlued(separator) && (!tellsGlued || wordCount(description.text) < fewestWords)) continue
      tell(file, {
        message: `Unexpected ${wrong(separator.text, expected)}, expected ${code(expected)}${style === 'detect' ? ' as in the rest of the list' : ''}`,
        place: separator.place,
        actual: separator.text,
        expected: [expected],
      })
    }
  },
)

const isGlued = ({text}: Piece): boolean => text.trim() === ''

function gluedIsRare({separator, glued}: Conventions): boolean {
  return separator !== undefined && separator.count >= clearShare * separator.of && glued.count < rareGlued * glued.of
}

const wordCount = (text: string): number => text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length

/** What is wrong with a separator, in words where it looks right. */
function wrong(actual: string, expected: string): string {
  if (actual.trim() === '') return 'description straight after the link'
  if (actual.trim() !== expected.trim()) return `${code(actual)} after the link`
  if (/[^\S ]/.test(actual)) return `${code(actual)} with a blank of another kind`
  return /^\S|\S$/.test(actual) === /^\S|\S$/.test(expected) || actual.length > expected.length
    ? `${code(actual)} with a blank too many`
    : `${code(actual)} with a blank missing`
}
