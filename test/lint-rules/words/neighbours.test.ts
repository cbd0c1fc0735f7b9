import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import {englishNeighbour, ownNeighbour, ownWordsOf} from '../../../lint-rules/words/neighbours.ts'
import {vocabularyOf} from '../../../src/list/vocabulary.ts'
import {parseMarkdown} from '../../../src/markdown/parse.ts'

const own = (text: string) => ownWordsOf(vocabularyOf(parseMarkdown(text), new VFile(text)))

test('an unknown word is meant for the one word of the list that is a slip away', () => {
  const words = own('TensorFlow and TensorFlow, React and React, a hashtag, a hashtag, docker, docker.')
  expect(ownNeighbour('tensofrlow', words, false)).toBe('tensorflow')
  expect(ownNeighbour('tensorflw', words, false)).toBe('tensorflow')
})

test.each([
  ['preact', 'another first letter'],
  ['dockers', 'an ending'],
  ['reacy', 'another letter in a short word'],
  ['rect', 'a short word'],
])('%s is meant for nothing: %s', word => {
  expect(ownNeighbour(word, own('React and React. Docker and Docker.'), false)).toBeUndefined()
})

test('a word that is a slip away from two others is meant for none', () => {
  expect(ownNeighbour('seriall', own('serial, serial. serially, serially.'), false)).toBeUndefined()
})

test.each([
  ['comprenhensive', 'comprehensive'],
  ['modiyfing', 'modifying'],
  ['queryingi', 'querying'],
  ['tenency', 'tenancy'],
  ['immutablity', 'immutability'],
])('%s is meant for %s', (word, meant) => {
  expect(englishNeighbour(word)).toBe(meant)
})

test.each([
  'prerendering',
  'transcompiler',
  'grayscale',
  'hashtable',
  'ecommerce',
  'streamlink',
  'scrobbling',
  'rsnapshot',
  'dockerized',
  'epoll',
])('%s is a word of its own', word => {
  expect(englishNeighbour(word)).toBeUndefined()
})
