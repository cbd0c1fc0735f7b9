import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {correctionsOf, isKnownWord} from '../../../lint-rules/data/dictionary.ts'
import {lineOf} from '../../../lint-rules/data/line-of.ts'
import {properNames} from '../../../lint-rules/data/proper-names.ts'

const read = (name: string) => readFileSync(new URL(`../../../lint-rules/data/${name}`, import.meta.url), 'utf8')

test.each([
  'library',
  'libraries',
  'colour',
  'color',
  'optimise',
  'optimize',
  'github',
  'press',
  'async',
  'parameterizing',
  'parametrizing',
])('%s is a word', word => {
  expect(isKnownWord(word)).toBe(true)
})

test.each(['retreival', 'libary', 'pyhton', '', 'zzzz', 'aa aa', '~', 'runing', 'adicting'])('%j is none', word => {
  expect(isKnownWord(word)).toBe(false)
})

test('known misspellings have corrections, the likeliest first', () => {
  expect(correctionsOf('retreival')).toEqual(['retrieval'])
  expect(correctionsOf('assests')).toEqual(['assets', 'assess'])
  expect(correctionsOf('upto')).toEqual(['up to'])
  expect(correctionsOf('library')).toEqual([])
})

test('no English word is a known misspelling', () => {
  const english = new Set(read('english.txt').split('\n'))
  const misspellings = read('misspellings.txt').split('\n')
  expect(misspellings.map(line => line.replace(/ .*/, '')).filter(word => word !== '' && english.has(word))).toEqual([])
})

test('every name is right in one form only', () => {
  const names = properNames()
  for (const {right} of names.values()) expect(names.get(right)?.right).toBeUndefined()
})

describe('a search by halves', () => {
  test.each(['english.txt', 'misspellings.txt'])('finds the first and the last line of %s', name => {
    const lines = read(name).trimEnd().split('\n')
    for (const line of [lines[0] ?? '', lines.at(-1) ?? '']) expect(lineOf(line.split(' ')[0] ?? '', read(name))).toBeDefined()
  })

  test('finds what is there, and nothing else', () => {
    const words = fc.uniqueArray(fc.string({unit: fc.constantFrom('a', 'b', 'z'), minLength: 1, maxLength: 5}))
    fc.assert(
      fc.property(words, fc.string({unit: fc.constantFrom('a', 'b', 'z'), maxLength: 5}), (lines, asked) => {
        const text = lines
          .toSorted()
          .map(word => `${word} ${word.length}\n`)
          .join('')
        expect(lineOf(asked, text)).toBe(lines.includes(asked) ? String(asked.length) : undefined)
      }),
    )
  })
})
