/**
 * Packs the words that `spelling` needs into lint-rules/data/, from dictionaries that others keep; `--check` only says whether they are up to date.
 *
 * `node scripts/word-data.ts`, after a newer version of one of the packages is installed. Their licences are written beside the words.
 */
import {readFile, writeFile} from 'node:fs/promises'
import {gunzipSync} from 'node:zlib'
import {importTrie, iteratorTrieWords} from 'cspell-trie-lib'

const data = new URL('../lint-rules/data/', import.meta.url)

/** A file at the top of each package, which is all that most of them export. */
const packages: ReadonlyMap<string, string> = new Map([
  ['@cspell/dict-companies', import.meta.resolve('@cspell/dict-companies')],
  ['@cspell/dict-en_us', import.meta.resolve('@cspell/dict-en_us')],
  ['@cspell/dict-en-common-misspellings', import.meta.resolve('@cspell/dict-en-common-misspellings')],
  ['@cspell/dict-en-gb-mit', import.meta.resolve('@cspell/dict-en-gb-mit')],
  ['@cspell/dict-software-terms', import.meta.resolve('@cspell/dict-software-terms')],
])

/** Where a package's file is installed: `@scope/name/path`. */
function installed(path: string): URL {
  const [scope, name, ...rest] = path.split('/')
  return new URL(rest.join('/'), packages.get(`${scope}/${name}`))
}

const textOf = async (path: string): Promise<string> => {
  const bytes = await readFile(installed(path))
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

const englishPackages = ['@cspell/dict-en_us', '@cspell/dict-en-gb-mit', '@cspell/dict-software-terms', '@cspell/dict-companies']

/** Packed as tries: `~word` is a form without its accents or capitals, `+` and `*` join compounds. */
const tries = ['@cspell/dict-en_us/en_US.trie.gz', '@cspell/dict-en-gb-mit/en_GB.trie.gz']

const plainLists = [
  '@cspell/dict-software-terms/dict/softwareTerms.txt.gz',
  '@cspell/dict-software-terms/dict/software-tools.txt',
  '@cspell/dict-software-terms/dict/coding-compound-terms.txt',
  '@cspell/dict-software-terms/dict/computing-acronyms.txt',
  '@cspell/dict-software-terms/dict/networkingTerms.txt',
  '@cspell/dict-software-terms/dict/webServices.txt',
  '@cspell/dict-companies/dict/companies.txt',
]

const misspellingsPackage = '@cspell/dict-en-common-misspellings'

/** American and British words, terms of software and names of companies: lower case, letters only. */
async function englishWords(): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const add = (word: string) => {
    const plain = word.replace(/'s$/, '').toLowerCase()
    if (/^[a-z]{2,40}$/.test(plain)) found.add(plain)
  }
  for (const path of tries) {
    for (const word of iteratorTrieWords(importTrie((await textOf(path)).split('\n')))) {
      if (!word.startsWith('~')) add(word.replaceAll(/[+*]/g, ''))
    }
  }
  for (const path of plainLists) {
    for (const line of (await textOf(path)).split('\n'))
      for (const word of line.replace(/#.*/, '').split(/[^A-Za-z']+/)) add(word)
  }
  return found
}

/** Words that are right somewhere: a league of football, a way to say it, a verb's other form. */
const rightAfterAll: ReadonlySet<string> = new Set([
  'serie',
  'countrywise',
  'containered',
  'expressability',
  'parameterizing',
  'parameterising',
])

/** What is often written for something else: `wrong right,or this`, sorted. What is an English word is no misspelling. */
async function misspellings(english: ReadonlySet<string>): Promise<readonly string[]> {
  const corrections = new Map<string, string>()
  for (const name of ['dict-en', 'dict-en-us', 'dict-en-gb']) {
    const {dictionaryDefinitions}: Definitions = JSON.parse(await textOf(`${misspellingsPackage}/dict/${name}.json`))
    for (const line of dictionaryDefinitions.flatMap(({flagWords = [], suggestWords = []}) => [...flagWords, ...suggestWords])) {
      const [wrong = '', right = ''] = line.split('->')
      const plain = wrong.toLowerCase()
      if (!/^[a-z]{4,40}$/.test(plain) || english.has(plain) || rightAfterAll.has(plain) || corrections.has(plain)) continue
      corrections.set(plain, right.split(', ').join(','))
    }
  }
  return [...corrections].map(([wrong, right]) => `${wrong} ${right}`).toSorted()
}

interface Definitions {
  readonly dictionaryDefinitions: readonly {readonly flagWords?: readonly string[]; readonly suggestWords?: readonly string[]}[]
}

const versionOf = async (name: string): Promise<string> => {
  const {version}: {version: string} = JSON.parse(await textOf(`${name}/package.json`))
  return version
}

/** Which packages a file is made of, and the licence of each in full. */
async function licenceOf(
  file: string,
  packages: readonly string[],
  more: readonly {title: string; text: string}[],
): Promise<string> {
  const parts = [`${file} is made by scripts/word-data.ts from the packages named here, and is under their licences.`]
  for (const name of packages) {
    parts.push(`${name} ${await versionOf(name)}`, (await textOf(`${name}/LICENSE`)).trim())
  }
  for (const {title, text} of more) parts.push(title, text.trim())
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

/** The American words are SCOWL's, whose notice goes where they go. */
async function scowlNotice(): Promise<string> {
  const readme = await textOf('@cspell/dict-en_us/src/hunspell/README_en_US-large.txt')
  return readme.slice(readme.indexOf('COPYRIGHT, SOURCES, and CREDITS'))
}

/** Nothing has to be unpacked and no table to be built before the first word is looked up: a search by halves reads the text as it is. */
const sorted = (lines: readonly string[]): string => `${lines.join('\n')}\n`

/** A plural with `s` needs no line of its own: whoever looks it up takes the `s` away. */
const withoutPlurals = (words: ReadonlySet<string>): readonly string[] =>
  [...words].filter(word => !/[^s]s$/.test(word) || !words.has(word.slice(0, -1))).toSorted()

async function wanted(): Promise<ReadonlyMap<string, string>> {
  const english = await englishWords()
  return new Map([
    ['english.txt', sorted(withoutPlurals(english))],
    ['english.LICENSE', await licenceOf('english.txt', englishPackages, [{title: 'SCOWL', text: await scowlNotice()}])],
    ['misspellings.txt', sorted(await misspellings(english))],
    ['misspellings.LICENSE', await licenceOf('misspellings.txt', [misspellingsPackage], [whatWasChanged])],
  ])
}

const whatWasChanged = {
  title: 'What was changed',
  text: 'Words with other characters than letters, words of three letters and words that an English dictionary knows were left out; the rest was sorted.',
}

for (const [name, content] of await wanted()) {
  const file = new URL(name, data)
  if ((await readFile(file, 'utf8').catch(() => '')) === content) continue
  if (!process.argv.includes('--check')) await writeFile(file, content)
  else {
    console.error(`lint-rules/data/${name} is out of date: node scripts/word-data.ts`)
    process.exitCode = 1
  }
}
