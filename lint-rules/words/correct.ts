import {oneEdit} from '../../src/list/one-edit.ts'
import type {Use, Vocabulary} from '../../src/list/vocabulary.ts'
import {isAfterBy, isBesideCapital, opensSentence, type Word} from '../../src/list/words.ts'
import {correctionsOf, isKnownWord} from '../data/dictionary.ts'
import {englishNeighbour, type OwnWords, ownNeighbour, ownWordsOf} from './neighbours.ts'

/** What a misspelt word was meant for. */
export interface Correction {
  /** Likeliest first, in the word's letter case. */
  readonly expected: readonly string[]
  /** Is it a word that the list uses elsewhere? */
  readonly isOwn: boolean
}

/** What is known beside the dictionaries. */
export interface Knowledge {
  /** Of the text that is judged. */
  readonly own: Vocabulary
  /** Of the list before a change, or the same. */
  readonly base: Vocabulary
  /** What somebody set: misspelt in lower case, and correction. */
  readonly words: ReadonlyMap<string, string>
  /** Never misspelt, in lower case. */
  readonly ignore: ReadonlySet<string>
}

/** Finds what a word was meant for. */
export type Correct = (word: Word, inName: boolean) => Correction | undefined

/** Corrects words of a list by a map of known misspellings, then by the list's own words, then by a dictionary. */
export function correctWith({own, base, words, ignore}: Knowledge): Correct {
  let ownWords: OwnWords | undefined

  /** Dictionaries are asked once for each word, most of which come again and again. */
  const asked = new Map<string, readonly string[]>()
  function fromMap(lower: string): readonly string[] {
    const set = words.get(lower)
    const corrections = asked.get(lower) ?? (set === undefined ? correctionsOf(lower) : [set])
    asked.set(lower, corrections)
    return corrections
  }

  /** Unknown words that the list uses once: a list's second use of a word is its right to it. */
  function fromNeighbours(word: Word, lower: string): Correction | undefined {
    const {text} = word
    if (usesOf(base, lower) + usesOf(own, lower) > (base === own ? 2 : 1)) return undefined
    const doubled = ownDoubled(word, base)
    if (doubled !== undefined) return {expected: [doubled], isOwn: true}
    if (isKnownWord(lower)) return undefined
    ownWords ??= ownWordsOf(base)
    const isCapital = text !== lower
    const meant = ownNeighbour(lower, ownWords, innerCapitals(text).length > 1)
    const use = meant === undefined ? undefined : base.uses.get(meant)
    if (meant !== undefined && use !== undefined) {
      const form = usualForm(use)
      if (!isCapital) return {expected: [use.forms.has(meant) ? meant : form], isOwn: true}
      if (innerCapitals(text).length > 1 && innerCapitals(text) !== innerCapitals(form)) return undefined
      if (innerCapitals(form).length < 2 && meant.length < 6 && !use.forms.has(meant) && isBesideCapital(word)) return undefined
      if (!use.forms.has(meant) && isPersonal(lower, meant) && isBesideCapital(word)) return undefined
      return {expected: [inCaseOf(text, form)], isOwn: true}
    }
    const english = isCapital ? undefined : englishNeighbour(lower)
    return english === undefined ? undefined : {expected: [english], isOwn: false}
  }

  return (word, inName) => {
    const {text} = word
    const lower = text.toLowerCase()
    if (!/^(?:[A-Z]?[a-z]{3,}|[A-Z][a-z]+[A-Z][a-z]+)$/.test(text) || ignore.has(lower)) return undefined
    if (text !== lower && isAfterBy(word)) return undefined
    if (own.addresses.has(lower)) return undefined
    const isCapital = text !== lower
    const corrections = fromMap(lower)
    if (corrections.length === 0) return inName ? undefined : fromNeighbours(word, lower)
    const right = corrections.filter(correction => usesOf(base, correction.toLowerCase()) > 0)
    if (isCapital && (inName || !opensSentence(word)) && right.length === 0) return undefined
    if (usesOf(base, lower) > 1 && usesOf(base, lower) > Math.max(0, ...right.map(one => usesOf(base, one.toLowerCase())))) {
      return undefined
    }
    const ranked = [...new Set([...right, ...corrections])]
    return {expected: ranked.map(correction => inCaseOf(text, correction)), isOwn: false}
  }
}

/** `Caffe`, where a list writes that name twice and `Cafe`, a word of its own right, once within a sentence. */
function ownDoubled(word: Word, {uses}: Vocabulary): string | undefined {
  const {text} = word
  if (text === text.toLowerCase() || text.length < 4 || opensSentence(word) || isBesideCapital(word)) return undefined
  return Array.from(text, (letter, at) => text.slice(0, at) + letter + text.slice(at)).find((name, at) => {
    const use = at === 0 ? undefined : uses.get(name.toLowerCase())
    return use !== undefined && (use.forms.get(name) ?? 0) >= 2 && !use.forms.has(name.toLowerCase())
  })
}

function usesOf({uses}: Vocabulary, lower: string): number {
  const use = uses.get(lower)
  return use === undefined ? 0 : use.prose + use.names
}

/** First names and family names have variants that are no slips (`Cristian`, `Christian`): only swapped letters show one. */
const isPersonal = (word: string, meant: string): boolean => oneEdit(word, meant)?.kind !== 'swap'

const innerCapitals = (text: string): string => text.replaceAll(/[^A-Z]/g, '')

/** As a list writes a word most often. */
function usualForm(use: Use | undefined): string {
  const [top] = [...(use?.forms ?? [])].toSorted(([, a], [, b]) => b - a)
  return top?.[0] ?? ''
}

const inCaseOf = (text: string, correction: string): string =>
  /^[A-Z]/.test(text) ? `${correction.charAt(0).toUpperCase()}${correction.slice(1)}` : correction
