import fc from 'fast-check'
import {expect, test} from 'vitest'
import {oneEdit} from '../../src/list/one-edit.ts'

test.each([
  ['pyhton', 'python', 'swap', 2],
  ['colombus', 'columbus', 'other', 3],
  ['frmework', 'framework', 'missing', 2],
  ['georgraphic', 'geographic', 'extra', 3],
  ['powerfull', 'powerful', 'doubled', 8],
])('%s is one slip away from %s', (wrong, right, kind, at) => {
  expect(oneEdit(wrong, right)).toEqual({kind, at})
})

test.each([
  ['same', 'same'],
  ['recieve', 'receives'],
  ['ab', 'abcd'],
  ['abcd', 'badc'],
])('%s is no slip away from %s', (wrong, right) => {
  expect(oneEdit(wrong, right)).toBeUndefined()
})

const word = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8})

test('every letter left out or added is found, from both sides', () => {
  fc.assert(
    fc.property(word, fc.nat(8), fc.constantFrom('a', 'b', 'c'), (text, at, letter) => {
      const longer = text.slice(0, at) + letter + text.slice(at)
      expect(oneEdit(longer, text)).toBeDefined()
      expect(oneEdit(text, longer)).toBeDefined()
    }),
  )
})
