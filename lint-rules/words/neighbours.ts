import {type Edit, oneEdit} from '../../src/list/one-edit.ts'
import type {Use, Vocabulary} from '../../src/list/vocabulary.ts'
import {isKnownWord} from '../data/dictionary.ts'

/** Shorter words have neighbours by chance. */
const shortest = 5

/** A list's own word: it wrote it at least so often. */
const fewestUses = 2

/** The words of a list that a slip could have been meant for. */
export type OwnWords = ReadonlyMap<string, readonly string[]>

/** The words that a list uses again and again, by their first letter and length: slips leave the first letter as it is. */
export function ownWordsOf({uses}: Vocabulary): OwnWords {
  const words = [...uses]
    .filter(([word, use]) => word.length >= shortest && /^[a-z]+$/.test(word) && isOwn(word, use))
    .map(([word]) => word)
  return Map.groupBy(words, word => bucket(word, word.length))
}

const isOwn = (word: string, {prose, names}: Use): boolean => prose + names >= (isKnownWord(word) ? fewestUses : 2 * fewestUses)

const bucket = (word: string, length: number): string => `${word.charAt(0)}${length}`

/** The one word of a list that an unknown word was meant for, if there is one and no other. A name with capitals inside (`YouTub`) has no endings. */
export function ownNeighbour(word: string, own: OwnWords, isName: boolean): string | undefined {
  if (word.length < shortest) return undefined
  const near = [-1, 0, 1]
    .flatMap(more => own.get(bucket(word, word.length + more)) ?? [])
    .filter(other => isSlip(word, other, isName))
  return near.length === 1 ? near[0] : undefined
}

/** Endings make other words (`dockerize`, `dockerized`), and another letter makes another name: only in a long word it is a slip. */
function isSlip(word: string, meant: string, isName: boolean): boolean {
  const edit = oneEdit(word, meant)
  if (edit === undefined || edit.at === 0) return false
  const {kind, at} = edit
  if (kind === 'swap') return true
  const longer = Math.max(word.length, meant.length)
  if (kind === 'other') return longer >= 9 && at < longer - 2
  return longer >= 6 && (at < longer - 1 || (isName && kind === 'missing'))
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** In words of this length a slip hits no other word by chance. */
const longWord = 8

/** The one English word that a long unknown word was meant for, if there is one and no other: only slips well inside of it count. */
export function englishNeighbour(word: string): string | undefined {
  const ending = otherEnding(word)
  if (ending !== undefined || word.length < longWord || isCompound(word)) return ending
  const [only, ...others] = new Set(slips(word, true))
  if (only === undefined || others.length > 0) return undefined
  for (const other of slips(word, false)) if (other !== only) return undefined
  return only
}

/** The English words that one slip makes of a word, either well inside of it or elsewhere. A plural is no other word. */
function* slips(word: string, deep: boolean): Generator<string> {
  for (const [kind, at, other] of edits(word)) {
    if (isDeep(kind, at, word) !== deep || other === word || (other.endsWith('s') && !word.endsWith('s'))) continue
    if (isKnownWord(other)) yield other
  }
}

/** Well inside of a word, or a stray letter behind an ending that nothing follows. */
function isDeep(kind: Edit, at: number, word: string): boolean {
  if (kind === 'extra' && at === word.length - 1) return /(?:ing|tion|ment)[a-rt-z]$/.test(word)
  return kind !== 'other' && at >= 2 && at <= word.length - 3
}

/** `tenency`, `dependancy`, `accessable`: endings that sound like others. */
function otherEnding(word: string): string | undefined {
  const found = /^([a-z]{3,})([aei])(ncy|ncies|nces?|nts?|ntly|bles?|bly|bility)$/.exec(word)
  if (found === null) return undefined
  const [, stem = '', vowel = '', ending = ''] = found
  const others = [...'aei'].map(other => `${stem}${other}${ending}`).filter(other => other !== word && isKnownWord(other))
  return vowel !== '' && others.length === 1 ? others[0] : undefined
}

/** Everything that one slip makes of a word. */
function* edits(word: string): Generator<readonly [Edit, number, string]> {
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after.length > 1) yield ['swap', at, `${before}${after.charAt(1)}${after.charAt(0)}${after.slice(2)}`]
    if (after !== '') yield ['extra', at, `${before}${after.slice(1)}`]
    for (const letter of letters) {
      yield ['missing', at, `${before}${letter}${after}`]
      if (after !== '') yield ['other', at, `${before}${letter}${after.slice(1)}`]
    }
  }
}

/** `texttile`, `hashtable`: two words that are written as one. */
function isCompound(word: string): boolean {
  for (let at = 3; at <= word.length - 3; at += 1) {
    if (isKnownWord(word.slice(0, at)) && isKnownWord(word.slice(at))) return true
  }
  return false
}
