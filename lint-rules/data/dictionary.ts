import {lineOf} from './line-of.ts'
import {readData} from './read-data.ts'

/** Read once, when the first word is looked up. */
const known: {english?: string; misspellings?: string} = {}

/** Is it an English word, a term of software or a company's name? In lower case. */
export function isKnownWord(word: string): boolean {
  known.english ??= readData('english.txt')
  return (
    hasLine(word, known.english) ||
    (/[^s]s$/.test(word) && hasLine(word.slice(0, -1), known.english)) ||
    isGerund(word, known.english)
  )
}

/** `parameterizing` of `parameterize`: the list lacks such forms of some verbs, which are known by their past (`parameterized`). */
function isGerund(word: string, english: string): boolean {
  if (word.length < 6 || !word.endsWith('ing')) return false
  const stem = word.slice(0, -3)
  return [stem, `${stem}e`].some(verb => hasLine(verb, english) && hasLine(`${stem}ed`, english))
}

const hasLine = (word: string, text: string): boolean => lineOf(word, text) !== undefined

/** What people mean who write this, likeliest first; none if it is no known misspelling. In lower case but for proper names. */
export function correctionsOf(word: string): readonly string[] {
  known.misspellings ??= readData('misspellings.txt')
  return lineOf(word, known.misspellings)?.split(',') ?? []
}
