import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isAfterBy, opensSentence, wordsOf} from '../../src/list/words.ts'

const texts = (masked: string) => wordsOf(masked).map(({text}) => text)

test('words are letters: hyphens and slashes part them, marks around them are none of theirs', () => {
  expect(texts('A "fast" (and OS-independent) tool, and/or the user’s own.')).toEqual([
    ...['A', 'fast', 'and', 'OS', 'independent', 'tool', 'and', 'or', 'the', 'user', 'own'],
  ])
})

test('addresses, paths, handles, versions and calls hold no words', () => {
  expect(texts('see example.com, ./src, @ant, #tag, v2, python3, foo_bar, call(), x=y, C++, a\\b')).toEqual(['see'])
})

test('what adjoins something masked, or goes on in another emphasis, is part of a word', () => {
  expect(texts('some \uE003\uE003s and \uE005M\uE005arkdown but \uE005bold\uE005 text')).toEqual([
    'some',
    'and',
    'but',
    'bold',
    'text',
  ])
})

test('a word opens a sentence at the start, behind a stop or a separator', () => {
  const opening = wordsOf('\uE001\uE001 - One two. Three (four) - Five').filter(opensSentence)
  expect(opening.map(({text}) => text)).toEqual(['One', 'Three', 'Five'])
})

test('people stand behind a "by"', () => {
  const people = wordsOf('A book by Ann Bee, Cy Dee and others').filter(isAfterBy)
  expect(people.map(({text}) => text)).toEqual(['Ann', 'Bee', 'Cy', 'Dee'])
})

test('a word stands where it says, in any text', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), text => {
      for (const word of wordsOf(text)) expect(text.slice(word.start, word.start + word.text.length)).toBe(word.text)
    }),
  )
})
