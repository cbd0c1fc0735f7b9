import type {VFile} from 'vfile'
import {entryAt} from '../src/list/entry-at.ts'
import type {Entry} from '../src/list/list.ts'
import {proseOf} from '../src/list/prose.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import type {Use, Vocabulary} from '../src/list/vocabulary.ts'
import {type Word, wordsOfProse} from '../src/list/words.ts'
import {code} from '../src/markdown/message.ts'
import {properNames} from './data/proper-names.ts'
import {rule, tell, type Zod} from './rule.ts'
import {wordsOfName} from './words/name-words.ts'

const options = (z: Zod) =>
  z.strictObject({
    names: z
      .record(z.string(), z.string())
      .optional()
      .describe('More names: how they are often written, and how they are. They go before the known ones.'),
    ignore: z.array(z.string()).optional().describe('Forms that are right as they are, in this letter case.'),
  })

/**
 * Names of products, languages and sites are written as they call themselves: GitHub, JavaScript, macOS.
 *
 * Why: `Github` beside `GitHub` looks careless, and maintainers correct it by hand. A few names are known (`names` adds more); besides, a
 * name with capitals inside that the list writes again and again (`JUnit`) is expected where it is written otherwise once.
 *
 * Left alone: a form that the list itself writes more often than the right one; code, addresses, packages in lower case (`mysql-connector`), what
 * the entry's own name has; names that mean something else in lower case or that many write in another way (Git, Go, Swift, Postgres, scikit-learn). Of
 * entries' names only titles are judged, where the list writes the right form in other places and the address does not have the wrong one.
 *
 * @example {"name": "known names"}
 *   - [Ant](https://ant.example) - Uploads Github issues to Linkedin.
 *                                          ~~~~~~ → `GitHub`
 *   Unexpected `Github`, expected `GitHub`
 *                                                           ~~~~~~~~ → `LinkedIn`
 *   Unexpected `Linkedin`, expected `LinkedIn`
 *
 * @example {"name": "names in lower case", "conventions": {"text": "Python and Python and Python on Kubernetes."}}
 *   - [Ant](https://ant.example) - A numpy-like library for python on kubernetes clusters.
 *                                    ~~~~~ → `NumPy`
 *   Unexpected `numpy`, expected `NumPy`
 *                                                           ~~~~~~ → `Python`
 *   Unexpected `python`, expected `Python` as elsewhere in the list
 *                                                                     ~~~~~~~~~~ → `Kubernetes`
 *   Unexpected `kubernetes`, expected `Kubernetes`
 *
 * @example {"name": "a name that the list itself writes otherwise", "conventions": {"text": "JUnit JUnit. JUnit and JUnit, JUnit with JUnit."}}
 *   - [Ant](https://ant.example) - As simple as a Junit test.
 *                                                 ~~~~~ → `JUnit`
 *   Unexpected `Junit`, expected `JUnit` as elsewhere in the list
 *
 * @example {"name": "titles", "conventions": {"text": "TensorFlow TensorFlow. TensorFlow and TensorFlow, TensorFlow."}}
 *   - [Tensorflow Serving](https://ant.example/serving) - Serves models.
 *      ~~~~~~~~~~ → `TensorFlow`
 *   Unexpected `Tensorflow`, expected `TensorFlow` as elsewhere in the list
 *
 * @example {"name": "a heading that the contents repeat has no fix"}
 *   ## Contents
 *
 *   - [Javascript](#javascript)
 *
 *   ## Javascript
 *      ~~~~~~~~~~
 *   Unexpected `Javascript`, expected `JavaScript`
 *
 * @example {"name": "a name that is set", "options": {"names": {"Antdb": "AntDB"}}}
 *   - [Ant](https://ant.example) - Stores tunnels in Antdb.
 *                                                    ~~~~~ → `AntDB`
 *   Unexpected `Antdb`, expected `AntDB`
 *
 * @example {"name": "names as they are, and such as have several forms"}
 *   - [Ant](https://ant.example) - A git client for GitHub, written in Go or go, with Postgres and scikit-learn.
 *
 * @example {"name": "a form that the list itself prefers", "conventions": {"text": "Javascript here, Javascript there, Javascript all over, JavaScript once."}}
 *   - [Ant](https://ant.example) - A Javascript library.
 *
 * @example {"name": "code, addresses, packages and handles"}
 *   - [Ant](https://ant.example) - Runs `javascript` of github.com with mysql-connector by @youtube, see https://github.com/x and python3.
 *
 * @example {"name": "as the entry calls itself"}
 *   - [Github Ant](https://ant.example) - The Github Ant desktop.
 *   - [python](https://bee.example) - A bee named python.
 *
 * @example {"name": "a title that its own address writes so", "conventions": {"text": "JavaScript JavaScript. JavaScript and JavaScript, JavaScript."}}
 *   - [Javascript Garden](https://ant.example/Javascript-Garden) - Quirks.
 *
 * @example {"name": "a form that is meant so", "options": {"ignore": ["Youtube"]}}
 *   - [Ant](https://ant.example) - Plays Youtube.
 */
export default rule(
  {id: 'proper-names', severity: 'warning', options, followsHabit: true, aliases: ['awesome-spell-check']},
  (tree, file, {names = {}, ignore = []}) => {
    const {list, conventions} = readList(tree, file)
    const prose = proseOf(tree, file)
    if (prose.length === 0) return
    const rightForm = formsOf(conventions.vocabulary(), new Map(Object.entries(names)), new Set(ignore))
    const entryOf = entryAt(list.entries)
    for (const piece of prose) {
      const {masked, start} = piece
      for (const word of wordsOfProse(piece)) {
        const form = rightForm(word.text)
        if (form === undefined || isPackage(masked, word) || isOfEntry(word.text, entryOf(start + word.start))) continue
        tellOf(file, word, start, form, piece.kind !== 'heading' || (list.contents === undefined && isSameSlug(word.text, form)))
      }
    }
    for (const entry of list.entries) tellOfName(file, entry, rightForm)
  },
)

/** How a list should write a word that it writes otherwise, and how often it does. */
interface Form {
  readonly right: string
  readonly count: number
}

/** A list must write a name so often to have a say in how. */
const fewestUses = 3

/** A form with capitals inside that a list writes at least so often, and in nearly no other, is its own. */
const ownUses = 5

function formsOf({uses}: Vocabulary, set: ReadonlyMap<string, string>, ignore: ReadonlySet<string>) {
  const known = new Map<string, Form | undefined>()

  function formOf(word: string): Form | undefined {
    if (ignore.has(word)) return undefined
    const use = uses.get(word.toLowerCase())
    const given = set.get(word)
    if (given !== undefined) return {right: given, count: 0}
    const name = properNames().get(word)
    const right = name?.right ?? ownForm(word, use)
    if (right === undefined) return undefined
    const count = timesOf(uses.get(right.toLowerCase()), right)
    if (name?.isDisputed === true && count < fewestUses) return undefined
    const wrong = timesOf(use, word)
    return isHabit(wrong, count) ? undefined : {right, count}
  }

  return (word: string): Form | undefined => {
    if (!known.has(word)) known.set(word, formOf(word))
    return known.get(word)
  }
}

/** A wrong form that a list writes more often than the right one, or again and again, is no slip. */
const isHabit = (wrong: number, right: number): boolean =>
  (wrong >= fewestUses && wrong > right) || (wrong >= 2 * fewestUses && wrong > 0.25 * right)

const timesOf = (use: Use | undefined, form: string): number => use?.forms.get(form) ?? 0

/** `JUnit`, where a list writes that again and again and `Junit` once. */
function ownForm(word: string, use: Use | undefined): string | undefined {
  if (use === undefined || !/^[A-Z][a-z]{3,}$/.test(word)) return undefined
  const [top] = [...use.forms].toSorted(([, a], [, b]) => b - a)
  if (top === undefined || top[0] === word || !/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(top[0])) return undefined
  const all = use.prose + use.names
  return top[1] >= ownUses && timesOf(use, word) <= 1 && top[1] >= 0.8 * all ? top[0] : undefined
}

/** Names of packages and commands are in lower case: `mysql-connector`, but not `numpy-like`. */
function isPackage(masked: string, {text, start}: Word): boolean {
  if (text !== text.toLowerCase()) return false
  const after = masked.slice(start + text.length, start + text.length + 12)
  return (
    masked.charAt(start - 1) === '-' ||
    (after.startsWith('-') && !/^-(?:like|based|compatible|style|powered|native|friendly|ready|inspired|first)\b/.test(after))
  )
}

/** How an entry's own name and addresses write it is how it is called. */
const isOfEntry = (word: string, entry: Entry | undefined): boolean => entry?.name.includes(word) === true

/** Of names only titles are judged, and only where the list itself writes it otherwise. */
function tellOfName(file: VFile, entry: Entry, rightForm: (word: string) => Form | undefined): void {
  const {namePlace, links} = entry
  if (namePlace === undefined) return
  const start = namePlace.start.offset
  const words = wordsOfName(entry, fileSource(file).text)
  if (words.length < 2) return
  for (const word of words) {
    const form = rightForm(word.text)
    if (form === undefined || form.count < ownUses || word.text === word.text.toLowerCase()) continue
    if (/[-/]/.test(fileSource(file).text.charAt(start + word.start - 1))) continue
    if (!links.some(({url}) => url.includes(word.text))) tellOf(file, word, start, form, true)
  }
}

/** Contents repeat a heading's words, and links lead to it by its letters. */
const isSameSlug = (word: string, {right}: Form): boolean => word.toLowerCase() === right.toLowerCase()

function tellOf(file: VFile, {text, start}: Word, offset: number, {right, count}: Form, isFixable: boolean): void {
  tell(file, {
    message: `Unexpected ${code(text)}, expected ${code(right)}${count >= fewestUses ? ' as elsewhere in the list' : ''}`,
    place: fileSource(file).place(offset + start, offset + start + text.length),
    actual: text,
    expected: isFixable ? [right] : [],
  })
}
