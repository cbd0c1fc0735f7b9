import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import {entryAt} from '../src/list/entry-at.ts'
import type {Entry, List} from '../src/list/list.ts'
import {proseOf} from '../src/list/prose.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {vocabularyOf} from '../src/list/vocabulary.ts'
import {type Word, wordsOfProse} from '../src/list/words.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'
import {type Correct, type Correction, correctWith} from './words/correct.ts'
import {isEnglishList, isEnglishText} from './words/english.ts'
import {disagreement} from './words/name-and-address.ts'
import {wordsOfName} from './words/name-words.ts'

const options = (z: Zod) =>
  z.strictObject({
    words: z
      .record(z.string(), z.string())
      .optional()
      .describe('More misspellings: what is wrong, and what is right. They go before the known ones.'),
    ignore: z.array(z.string()).optional().describe('Words that are right as they are, in any letter case.'),
  })

/**
 * Words are spelt right.
 *
 * Why: a misspelt word is what maintainers correct by hand after a merge, and what readers of a well-kept list stumble over.
 *
 * A word is misspelt if it is a known misspelling; if no dictionary knows it and it is one slip away from a word or name that the list uses
 * elsewhere, or, deep inside a long word, from an English one; or if a name's word is one slip away from a word of its own address. Where the
 * name or the address may be the wrong one there is no fix. Left alone: code, addresses, texts of links that are no names of entries, what the
 * entry's own name or address has, what the list itself writes more often than the correction, names of people, texts in other languages.
 * Dictionaries are asked only whether a word exists: a word that none of them knows is no mistake for that. British and American spellings are right.
 *
 * @example {"name": "known misspellings"}
 *   - [Ant](https://ant.example) - A fast library for the retreival of files.
 *                                                         ~~~~~~~~~ → `retrieval`
 *   Unexpected `retreival`, expected `retrieval`
 *   - [Bee](https://bee.example) - Lighwieght and OS-indipendent tools.
 *                                                    ~~~~~~~~~~~ → `independent`
 *   Unexpected `indipendent`, expected `independent`
 *
 * @example {"name": "more than one correction is no fix"}
 *   - [Ant](https://ant.example) - Requires the assests of the game.
 *                                               ~~~~~~~
 *   Unexpected `assests`, expected `assets` or `assess`
 *
 * @example {"name": "one slip away from a name that the list uses", "conventions": {"text": "TensorFlow Python. TensorFlow Python. TensorFlow models."}}
 *   - [Ant](https://ant.example) - Serves Tensofrlow models and the execution of any Pyhton function.
 *                                         ~~~~~~~~~~ → `TensorFlow`
 *   Unexpected `Tensofrlow`, expected `TensorFlow` as elsewhere in the list
 *                                                                                    ~~~~~~ → `Python`
 *   Unexpected `Pyhton`, expected `Python`
 *
 * @example {"name": "one slip away from a word that the list uses", "conventions": {"text": "A framework. Another framework."}}
 *   - [Ant](https://ant.example) - A frmework for automated tests.
 *                                    ~~~~~~~~ → `framework`
 *   Unexpected `frmework`, expected `framework` as elsewhere in the list
 *
 * @example {"name": "one slip deep inside a long word"}
 *   - [Ant](https://ant.example) - Lookup of timezones by georgraphic coordinates.
 *                                                         ~~~~~~~~~~~ → `geographic`
 *   Unexpected `georgraphic`, expected `geographic`
 *
 * @example {"name": "a name and its own address"}
 *   - [Colombus](https://ants.example/hazy/columbus/) - A framework for the selection of features.
 *      ~~~~~~~~
 *   This name has `Colombus` where its address has `columbus`: one of them is misspelt
 *   - [PMLL](https://bees.example/pmml/structure.html) - A standard for models in one language.
 *      ~~~~
 *   This name has `PMLL` where its address has `pmml`: one of them is misspelt
 *
 * @example {"name": "titles"}
 *   - [Cat: a simple and powerfull library](https://cat.example) - Purrs at people.
 *                        ~~~~~~~~~ → `powerful`
 *   Unexpected `powerfull`, expected `powerful`
 *
 * @example {"name": "headings, which contents repeat, have no fix"}
 *   ## Libaries for ants
 *      ~~~~~~~~
 *   Unexpected `Libaries`, expected `Libraries`
 *
 * @example {"name": "a misspelling that is set", "options": {"words": {"webapp": "web app"}}}
 *   - [Ant](https://ant.example) - A webapp for ants.
 *                                    ~~~~~~ → `web app`
 *   Unexpected `webapp`, expected `web app`
 *
 * @example {"name": "names and what their own address spells"}
 *   - [Packt](https://packt.example) - Books by Packt, a publisher.
 *   - [Gost](https://gost.example) - Ciphers of gost and others.
 *   - [Docs](https://retreival.example/docs) - The retreival of documents.
 *
 * @example {"name": "words that no dictionary knows"}
 *   - [Ant](https://ant.example) - Bindings of epoll, hiredis and xmonad for the toml parser.
 *   - [Bee](https://bee.example) - A brokerless, templatized microframework.
 *
 * @example {"name": "British and American spellings"}
 *   - [Ant](https://ant.example) - Optimises the colour of the centre.
 *   - [Bee](https://bee.example) - Optimizes the color of the center.
 *
 * @example {"name": "code, addresses, handles and paths"}
 *   - [Ant](https://ant.example) - Runs `retreival` at retreival.example/recieve as @retreival, see ./retreival.
 *
 * @example {"name": "another language"}
 *   - [Ant](https://ant.example) - Una biblioteca para la programacion funcional con referencia completa.
 *   - [Bee](https://bee.example) - Herramienta de linea de comandos para desarrollo.
 *
 * @example {"name": "names of people", "conventions": {"text": "By Christian and Christian. A loader, a loader."}}
 *   - [Ant](https://ant.example) - Concepts of the language by Wolfgang Loder and Cristian Herrera.
 *
 * @example {"name": "a word that the list uses itself", "conventions": {"text": "A retreival of files. The retreival of words."}}
 *   - [Ant](https://ant.example) - A retreival of more.
 *
 * @example {"name": "what is meant so", "options": {"ignore": ["Retreival"]}}
 *   - [Ant](https://ant.example) - A retreival of files.
 */
export default rule(
  {id: 'spelling', severity: 'warning', options, aliases: ['awesome-spell-check']},
  (tree, file, {words = {}, ignore = []}) => {
    const {list, conventions} = readList(tree, file)
    const own = vocabularyOf(tree, file)
    if (own.uses.size === 0 || !isEnglishList(own)) return
    const correct = correctWith({
      own,
      base: conventions.vocabulary(),
      words: new Map(Object.entries(words).map(([wrong, right]) => [wrong.toLowerCase(), right])),
      ignore: new Set(ignore.map(word => word.toLowerCase())),
    })
    tellOfProse(tree, file, list, correct)
    for (const entry of list.entries) tellOfName(file, entry, correct)
  },
)

function tellOfProse(tree: Root, file: VFile, list: List, correct: Correct): void {
  const entryOf = entryAt(list.entries)
  for (const prose of proseOf(tree, file)) {
    const {start} = prose
    const words = wordsOfProse(prose)
    for (const word of words) {
      const correction = correct(word, false)
      if (correction === undefined || isOfEntry(word, entryOf(start + word.start)) || !isEnglishText(words, word)) continue
      tellOfWord(file, word, start, correction, prose.kind !== 'heading')
    }
  }
}

/** A word of an entry's own name or address is no slip, whatever it looks like. */
function isOfEntry({text}: Word, entry: Entry | undefined): boolean {
  const lower = text.toLowerCase()
  return entry !== undefined && [entry.name, ...entry.links.map(({url}) => url)].some(own => own.toLowerCase().includes(lower))
}

function tellOfName(file: VFile, entry: Entry, correct: Correct): void {
  const {namePlace, link, description} = entry
  if (namePlace === undefined) return
  const start = namePlace.start.offset
  const words = wordsOfName(entry, fileSource(file).text)
  const other = disagreement(words, link.url, description?.text ?? '')
  for (const word of words) {
    const correction = correct(word, true)
    if (correction !== undefined && words.length > 1 && isEnglishText(words, word))
      tellOfWord(file, word, start, correction, true)
    else if (word === other?.word) {
      tell(file, {
        message: `This name has ${code(word.text)} where its address has ${code(other.address)}: one of them is misspelt`,
        place: placeOf(file, word, start),
        actual: word.text,
      })
    }
  }
}

/** Contents and other links lead to a heading by its words: who corrects one has more to change than the word. */
function tellOfWord(file: VFile, word: Word, start: number, {expected, isOwn}: Correction, isFixable: boolean): void {
  const shown = expected.slice(0, 3).map(text => code(text))
  tell(file, {
    message: `Unexpected ${code(word.text)}, expected ${shown.join(' or ')}${isOwn ? ' as elsewhere in the list' : ''}`,
    place: placeOf(file, word, start),
    actual: word.text,
    expected: isFixable ? expected.slice(0, 3) : [],
  })
}

const placeOf = (file: VFile, {text, start}: Word, offset: number) =>
  fileSource(file).place(offset + start, offset + start + text.length)
