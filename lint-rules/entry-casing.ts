import {firstPart, isLower, openingWord} from '../src/list/capital.ts'
import type {Conventions, Entry} from '../src/list/list.ts'
import {placeWithin} from '../src/list/place-within.ts'
import {readList} from '../src/list/read-list.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'upper', 'off'])
      .exactOptional()
      .describe('`upper`: descriptions begin with a capital letter. `detect` (the default): where they do in the list itself.'),
    ignore: z
      .array(z.string().min(1).max(100))
      .max(1000)
      .exactOptional()
      .describe('Names that are written in lower case, also at the beginning.'),
  })

/**
 * Descriptions begin with a capital letter, where the rest of the list's do.
 *
 * Why: it is the smallest of all corrections, and maintainers make it by hand again and again.
 *
 * Only told of a word that is no name: one that the list itself begins other descriptions with, in upper case. Left alone are names (`npm`, `iOS`,
 * `jQuery`, what the list lists), the entry's own name, code, links, digits, quotes, and scripts without letter case.
 *
 * @example {"name": "capitals", "conventions": {"capital": "upper", "openers": ["builds", "hums"]}}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "names that are written in lower case", "conventions": {"capital": "upper", "openers": ["git", "ants"]}}
 *   - [Ant](https://ant.example) - iOS client.
 *   - [Bee](https://bee.example) - npm for bees.
 *   - [Wasp](https://wasp.example) - macOS and jQuery.
 *   - [Moth](https://moth.example) - git wrapper.
 *   - [git](https://git.example) - Version control.
 *
 * @example {"name": "the entry's own name", "conventions": {"capital": "upper", "openers": ["ants"]}}
 *   - [Ants](https://ants.example) - ants builds hills.
 *   - [Bee](https://github.com/o/ants) - ants for bees.
 *
 * @example {"name": "no letters, or letters without case", "conventions": {"capital": "upper", "openers": ["builds"]}}
 *   - [Ant](https://ant.example) - `builds` hills.
 *   - [Bee](https://bee.example) - [builds](https://builds.example) hives.
 *   - [Wasp](https://wasp.example) - 3 stings.
 *   - [Moth](https://moth.example) - (builds nothing).
 *   - [Fly](https://fly.example) - 建造。
 *   - [Mite](https://mite.example) - by Ada Lovelace.
 *
 * @example {"name": "a list with small beginnings"}
 *   - [Ant](https://ant.example) - builds.
 *   - [Bee](https://bee.example) - Hums.
 *   - [Wasp](https://wasp.example) - stings.
 *
 * @example {"name": "a small beginning", "conventions": {"capital": "upper", "openers": ["builds"]}}
 *   - [Ant](https://ant.example) - builds hills.
 *                                  ~~~~~~ → `Builds`
 *   Unexpected small letter at the beginning of the description, expected `Builds`
 *
 * @example {"name": "a word with a dash", "conventions": {"capital": "upper", "openers": ["cross"]}}
 *   - [Ant](https://ant.example) - cross-country hills.
 *                                  ~~~~~~~~~~~~~ → `Cross-country`
 *   Unexpected small letter at the beginning of the description, expected `Cross-country`
 *   - [Bee](https://bee.example) - model-driven hives.
 *                                  ~~~~~~~~~~~~ → `Model-driven`
 *   Unexpected small letter at the beginning of the description, expected `Model-driven`
 *
 * @example {"name": "where it is set", "options": {"style": "upper", "ignore": ["npm"]}}
 *   - [Ant](https://ant.example) - the hills.
 *                                  ~~~ → `The`
 *   Unexpected small letter at the beginning of the description, expected `The`
 *   - [Bee](https://bee.example) - npm for bees.
 */
export default rule(
  {id: 'entry-casing', severity: 'warning', options, followsHabit: true, aliases: ['awesome-list-item']},
  (tree, file, {style = 'detect', ignore = []}) => {
    const {list, conventions} = readList(tree, file)
    if (style === 'off' || (style === 'detect' && conventions.capital?.value !== 'upper')) return
    const names = new Set([...ignore, ...list.entries.map(({name}) => name)].filter(isLower))
    for (const entry of list.entries) {
      const {description} = entry
      const word = openingWord(entry)
      if (description === undefined || word === undefined || !isLower(word)) continue
      if (word === 'by' || names.has(word) || isOwn(word, entry) || !isOrdinary(word, conventions)) continue
      const capital = word[0]?.toUpperCase() + word.slice(1)
      tell(file, {
        message: `Unexpected small letter at the beginning of the description, expected ${code(capital)}`,
        place: placeWithin(description, 0, word.length),
        actual: word,
        expected: [capital],
      })
    }
  },
)

/** Does the entry's name or address hold the word? Then it is what the entry is called. */
function isOwn(word: string, {name, link}: Entry): boolean {
  const held = (text: string) =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .includes(word)
  return held(name) || held(link.url)
}

/** Words that begin a sentence and are nobody's name. */
const plainest: ReadonlySet<string> = new Set(
  'a an the this these that your our all some for from with without to in on of and how what when why is are it its easy simple small fast free open another'.split(
    ' ',
  ),
)

/** What follows a dash in an adjective: `model-driven`. */
const adjective =
  /^\p{Ll}{2,30}-(?:agnostic|aware|based|centric|class|compatible|driven|end|focused|free|friendly|grained|grade|hosted|level|like|native|oriented|performance|platform|powered|purpose|quality|ready|safe|scale|side|source|style|time|to|tolerant|weight)(?:-\p{Ll}{1,30}){0,3}$/u

const isOrdinary = (word: string, {openers}: Conventions): boolean =>
  plainest.has(word) || openers.has(firstPart(word)) || adjective.test(word)
