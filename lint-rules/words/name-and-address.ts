import {oneEdit} from '../../src/list/one-edit.ts'
import {wordsOfAddress} from '../../src/list/vocabulary.ts'
import type {Word} from '../../src/list/words.ts'
import {isKnownWord} from '../data/dictionary.ts'

/** A word of a name, and what its own address has in its stead. */
export interface Disagreement {
  readonly word: Word
  readonly address: string
}

/** Parts of addresses that say where things are, not what they are called. */
const places = new Set(
  'http https www com org net github gitlab bitbucket codeberg sourceforge index html htm php blob tree main master docs wiki readme about home page pages project projects'.split(
    ' ',
  ),
)

/** The first word of a name that differs by one slip from a word of its own address, while the address has no such word. A description that says the word, too, takes the name's side. */
export function disagreement(words: readonly Word[], url: string, description: string): Disagreement | undefined {
  const parts = wordsOfAddress(url).filter(part => !places.has(part))
  const address = parts.join(' ')
  for (const word of words) {
    const lower = word.text.toLowerCase()
    if (!/^[a-z]{4,}$/.test(lower) || (lower.length === 4 && lower === word.text)) continue
    if (address.replaceAll(' ', '').includes(lower) || description.toLowerCase().includes(lower)) continue
    const near = parts.find(part => isSlip(lower, part, words.length === 1))
    if (near !== undefined) return {word, address: near}
  }
  return undefined
}

function isSlip(word: string, part: string, isWholeName: boolean): boolean {
  const edit = part.length < 4 ? undefined : oneEdit(word, part)
  if (edit === undefined || edit.at === 0) return false
  const longer = Math.max(word.length, part.length)
  if (edit.kind === 'swap') return longer >= 5 && (isWholeName || !isKnownWord(word))
  if (isKnownWord(word)) return false
  if (edit.kind === 'other') return edit.at < longer - 1 || longer === 4
  return edit.at < longer - 1 && longer > 4
}
