import fc from 'fast-check'
import {expect, test} from 'vitest'
import {applyFixes} from '../../src/findings/fixes.ts'
import {finding} from '../report/sample.ts'

/** A finding that wants other text between two offsets. */
function wanted(start: number, end: number, ...expected: readonly string[]) {
  const point = (offset: number) => ({line: 1, column: offset + 1, offset})
  return finding('style', '', 'Odd', {place: {start: point(start), end: point(end)}, expected})
}

test('texts are replaced, put in and taken away, and nothing else changes', () => {
  const {text, applied} = applyFixes('one two three', [wanted(8, 13, '3'), wanted(0, 0, '> '), wanted(3, 7, '')])
  expect(text).toBe('> one 3')
  expect(applied.map(({place}) => place.start.offset)).toEqual([0, 3, 8])
})

test('what has no or several answers is left to people', () => {
  const findings = [wanted(0, 3), wanted(4, 7, 'zwei', 'deux')]
  expect(applyFixes('one two', findings)).toEqual({text: 'one two', applied: []})
})

test('of two that meet the first one wins', () => {
  expect(applyFixes('one two', [wanted(2, 5, '-'), wanted(0, 4, '1')]).text).toBe('1two')
  expect(applyFixes('one two', [wanted(3, 3, '!'), wanted(3, 3, '?')]).text).toBe('one! two')
  expect(applyFixes('one two', [wanted(3, 3, '!'), wanted(3, 4, '_')]).text).toBe('one! two')
  expect(applyFixes('one two', [wanted(0, 3, '1'), wanted(3, 4, '_')]).text).toBe('1_two')
})

test('what says what is there already is no fix', () => {
  expect(applyFixes('one', [wanted(0, 3, 'one')])).toEqual({text: 'one', applied: []})
})

test.each([
  ['\n', '\n'],
  ['\r\n', '\r\n'],
])('line ends are those of the text: %j', (given, kept) => {
  const text = ['a', 'b', 'c'].join(given)
  expect(applyFixes(text, [wanted(1 + given.length, 1 + given.length, 'x\ny\n')]).text).toBe(['a', 'x', 'y', 'b', 'c'].join(kept))
  expect(applyFixes(text, [wanted(text.length, text.length, '\nd')]).text).toBe(['a', 'b', 'c', 'd'].join(kept))
})

test('a text keeps its byte order mark, and the line end that it does not have', () => {
  expect(applyFixes('\uFEFFone\r\ntwo', [wanted(1, 4, '1')]).text).toBe('\uFEFF1\r\ntwo')
})

test('whatever is found: what stands between the applied ones stays as it was', () => {
  const text = fc.string({unit: fc.constantFrom('a', 'b', '\n', '\r\n', '🐜'), maxLength: 30})
  const findings = fc.array(fc.record({start: fc.nat(30), length: fc.nat(5), expected: fc.string({maxLength: 3})}), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(text, findings, (text, places) => {
      const all = places.map(({start, length, expected}) => {
        const from = Math.min(start, text.length)
        return wanted(from, Math.min(from + length, text.length), expected.replaceAll('\n', ''))
      })
      const {text: fixed, applied} = applyFixes(text, all)
      let done = 0
      const pieces = applied.flatMap(({place, expected}) => {
        expect(place.start.offset).toBeGreaterThanOrEqual(done)
        const between = text.slice(done, place.start.offset)
        done = place.end.offset
        return [between, expected[0] ?? '']
      })
      expect(fixed).toBe([...pieces, text.slice(done)].join(''))
    }),
  )
})
