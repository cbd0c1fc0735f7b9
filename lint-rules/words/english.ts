import type {Vocabulary} from '../../src/list/vocabulary.ts'
import type {Word} from '../../src/list/words.ts'
import {isKnownWord} from '../data/dictionary.ts'

/** A list is English if a dictionary knows at least this share of its words. English lists reach 0.98, Spanish ones 0.4. */
const englishList = 0.8

/** A list of few words may have some that are wrong or names. */
const fewUnknown = 3

/** A description may be about things that no dictionary knows. */
const englishText = 0.6

const ordinary = /^[a-z]{3,}$/

/** Is a list written in English, as far as its prose shows? */
export function isEnglishList({uses}: Vocabulary): boolean {
  let words = 0
  let known = 0
  for (const [word, {prose, forms}] of uses) {
    if (prose === 0 || !(ordinary.test(word) ? forms.has(word) : /\P{ASCII}/u.test(word))) continue
    words += prose
    if (isKnownWord(word)) known += prose
  }
  return words > 0 && known >= englishList * words - fewUnknown
}

/** Words that English texts hold in names at most: `Curso de Elixir`. */
const foreign =
  /^(?:de|del|la|las|los|el|para|por|con|una?|und|der|das|die|mit|les|des|une?|et|du|di|della|em|os|na|voor|het|och|i|e|y)$/

/** Is a text English, going by its other words in lower case? */
export function isEnglishText(words: readonly Word[], except: Word): boolean {
  if (words.some(({text}) => foreign.test(text))) return false
  const others = words.filter(word => word !== except && /^(?:[a-z]{3,60}|\p{Ll}{0,60}[^\p{ASCII}]\p{L}{0,60})$/u.test(word.text))
  const known = others.filter(({text}) => isKnownWord(text)).length
  return known >= englishText * others.length
}
