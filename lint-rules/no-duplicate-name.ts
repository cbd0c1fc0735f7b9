import {type DoubledName, doubledNames} from '../src/list/doubled-names.ts'
import type {Entry} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {repositoryOf} from '../src/url/repository.ts'
import {siteOf} from '../src/url/site.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    allow: z
      .array(z.string().min(1).max(200))
      .max(1000)
      .exactOptional()
      .describe('Names that may stand twice, in any letter case.'),
  })

/** A list in which so many names stand twice means it. */
const meantShare = 0.02

/** Descriptions are alike if they share so many of their words, and have enough of them. */
const alikeShare = 0.6
const fewestWords = 4

/**
 * No thing is listed twice in a section, under one name and two addresses.
 *
 * Why: a project that has moved, or has a site and a repository, is easily added a second time.
 *
 * Many things share a name, so a name alone is no proof: told is the same name with a like description, or with the project's repository here and
 * its site there. Silent about old ones that stand one after the other, which somebody saw, where authors or other notes tell the two apart, about what stands below different entries, and in
 * lists where 2 % of the names stand twice. Two links to the same place are told by `no-duplicate-url`.
 *
 * @example {"name": "two things of one name"}
 *   - [jwt](https://github.com/ada/jwt) - Signs and verifies tokens.
 *   - [jwt](https://github.com/bob/jwt) - Middleware for routers that need a login.
 *
 * @example {"name": "told apart by their authors"}
 *   - [recipes](https://github.com/ada/recipes) by @ada - Things to cook at home.
 *   - [recipes](https://github.com/bob/recipes) by @bob - Things to cook at home.
 *
 * @example {"name": "one after the other"}
 *   - [Ant](https://ant.example/paper) - Builds hills of needles and of earth.
 *   - [Ant](https://ant.example/video) - Builds hills of needles and of earth.
 *
 * @example {"name": "in two sections"}
 *   # Small
 *   - [Ant](https://github.com/ant/ant) - Builds hills of needles.
 *   # Strong
 *   - [Ant](https://ant.example) - Builds hills of needles.
 *
 * @example {"name": "below different entries"}
 *   - [Ant](https://ant.example) - Builds.
 *     - [Documentation](https://docs.example/ant) - How all of it works.
 *   - [Bee](https://bee.example) - Hums.
 *     - [Documentation](https://docs.example/bee) - How all of it works.
 *
 * @example {"name": "a list that means it", "conventions": {"habits": {"doubledNames": 10}}}
 *   - [Data Structures](https://a.example) - All of the course.
 *   - [Data Structures](https://b.example) - All of the course.
 *
 * @example {"name": "what is allowed", "options": {"allow": ["ant"]}}
 *   - [Ant](https://a.example) - Builds hills of needles.
 *   - [Ant](https://b.example) - Builds hills of needles.
 *
 * @example {"name": "moved to another owner"}
 *   - [rpmalloc](https://github.com/mjansson/rpmalloc) - Lock free thread caching memory allocator.
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [RPMalloc](https://github.com/rampant/rpmalloc) - Public domain lock free memory allocator.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   `RPMalloc` is in this section already, with another address
 *
 * @example {"name": "the repository and the site"}
 *   - [Beehive](https://github.com/hive/beehive) - Keeps bees.
 *   - [Moth](https://moth.example) - Flies.
 *   - [Beehive](https://beehive.example) - For those who love honey.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   `Beehive` is in this section already, with another address
 *
 * @example {"name": "the new one of the two is told", "isNew": [1]}
 *   - [Ant](https://ant.example/hill) - Builds high hills of needles.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   `Ant` is in this section already, with another address
 *   - [Ant](https://ant.example/tree) - Builds high hills of needles and earth.
 */
export default rule({id: 'no-duplicate-name', severity: 'warning', options}, (tree, file, {allow = []}) => {
  const {list, conventions} = readList(tree, file)
  const {habits} = conventions
  // Two of a few show nothing.
  if (habits.doubledNames >= 2 && habits.doubledNames >= meantShare * habits.entries) return
  const allowed = new Set(allow.map(name => name.toLowerCase()))
  const {text} = fileSource(file)
  const isNew = file.data.listkeeper?.isNew ?? (() => false)
  for (const double of doubledNames(list.entries)) {
    if (allowed.has(double.entry.name.toLowerCase()) || !isSameThing(double, text)) continue
    const {entry, first} = double
    if (!isNew(entry.place.start.line) && !isNew(first.place.start.line) && standTogether(double, text)) continue
    const [told, other] = isNew(first.place.start.line) && !isNew(entry.place.start.line) ? [first, entry] : [entry, first]
    tell(file, {
      message: `${code(told.name)} is in this section already, with another address`,
      place: told.place,
      more: {other: other.place},
    })
  }
})

/** Nothing but blanks stands between the two. */
const standTogether = ({entry, first}: DoubledName, text: string): boolean =>
  text.slice(first.whole.end.offset, entry.whole.start.offset).trim() === ''

function isSameThing({entry, first}: DoubledName, text: string): boolean {
  if (noteOf(entry, text) !== noteOf(first, text)) return false
  return areAlike(entry, first) || isSiteOf(entry, first) || isSiteOf(first, entry)
}

/** What stands between a link and the description: `by @ada`, `(fork)`, and whatever else tells it from others. */
function noteOf({link, separator, description}: Entry, text: string): string {
  const end = separator?.place.start.offset ?? description?.place.start.offset
  return end === undefined || end < link.place.end.offset
    ? ''
    : text
        .slice(link.place.end.offset, end)
        .replaceAll(/[\s*_]+/g, ' ')
        .trim()
}

function areAlike(one: Entry, other: Entry): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)]
  if (words.size < fewestWords || others.size < fewestWords) return false
  return words.intersection(others).size >= alikeShare * Math.min(words.size, others.size)
}

const wordsOf = ({description}: Entry): ReadonlySet<string> =>
  new Set(
    (description?.masked ?? '')
      .slice(0, 1000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,40}/gu) ?? [],
  )

/** Is one the project's site, by its host, and the other one its repository, by its name? */
function isSiteOf(site: Entry, other: Entry): boolean {
  const repository = repositoryOf(other.link.url)
  const name = letters(site.name)
  if (repository === undefined || repositoryOf(site.link.url) !== undefined || name.length < 4) return false
  return letters(repository.name) === name && letters(siteOf(site.link.url) ?? '').includes(name)
}

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')
