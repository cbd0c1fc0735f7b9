import {type DescriptionEnd, isAbbreviation} from '../src/list/final-stop.ts'
import type {Piece} from '../src/list/list.ts'
import {placeWithin} from '../src/list/place-within.ts'
import {code} from '../src/markdown/message.ts'
import type {Told} from './rule.ts'

/** What is wrong with the end of a description, of an item or of a table's cell; `because` ends the sentence. */
export function stopAtEnd(piece: Piece, end: DescriptionEnd, wanted: 'always' | 'never', because: string): Told | undefined {
  if (end.stop === wanted) return undefined
  const place = placeWithin(piece, end.at, end.at + end.sign.length)
  if (wanted === 'never') {
    if (!isPlainStop(piece, end)) return undefined
    const message = `Unexpected \`.\` at the end of the description, expected none${because}`
    return {message, place, actual: '.', expected: ['']}
  }
  const expected = end.sort === 'wide' ? '。' : '.'
  const wrong = end.sign === '' ? 'description without a stop at its end' : `${code(end.sign)} at the end of the description`
  return {message: `Unexpected ${wrong}, expected ${code(expected)}${because}`, place, actual: end.sign, expected: [expected]}
}

/** A stop that ends several sentences, an abbreviation or dots stands there for another reason. */
const isPlainStop = ({masked}: Piece, {sort, at, sign}: DescriptionEnd): boolean =>
  sign === '.' && sort !== 'sentences' && at === masked.length - 1 && !masked.endsWith('..') && !isAbbreviation(masked)
