import {lineOf} from './line-of.ts'
import {readData} from './read-data.ts'

/** Read once, when the first word is looked up. */
const known: {english?: string; misspellings?: string} = {}

/** Is it an English word, a term of software or a company's name? In lower case. */
export function isKnownWord(word: string): boolean {
  known.english ??= readData('english.txt')
  return hasLine(word, known.english) || (/[^s]s$/.test(word) && hasLine(word.slice(0, -1), known.english))
}

const hasLine = (word: string, text: string): boolean => lineOf(word, text) !== undefined

/** What people mean who write this, likeliest first; none if it is no known misspelling. In lower case but for proper names. */
export function correctionsOf(word: string): readonly string[] {
  known.misspellings ??= readData('misspellings.txt')
  return lineOf(word, known.misspellings)?.split(',') ?? []
}
