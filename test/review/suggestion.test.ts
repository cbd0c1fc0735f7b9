import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Place} from '../../src/markdown/place.ts'
import {suggestedLines} from '../../src/review/suggestion.ts'
import {finding} from './page.ts'

const head = 'one\ntwo\nthree\nfour\n'

function at(text: string, start: number, end: number): Place {
  const point = (offset: number) => {
    const before = text.slice(0, offset).split('\n')
    return {line: before.length, column: (before.at(-1) ?? '').length + 1, offset}
  }
  return {start: point(start), end: point(end)}
}

const fix = (start: number, end: number, expected: string, text = head) =>
  finding('a', 1, {place: at(text, start, end), expected: [expected]})

test('the fixes of all findings are made at once', () => {
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(6, 7, 'O'), fix(4, 5, 'T')])).toEqual(['TwO'])
  expect(suggestedLines(head, {start: 2, end: 3}, [fix(4, 7, '2'), fix(8, 13, '3')])).toEqual(['2', '3'])
})

test('of fixes that overlap the first counts', () => {
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(4, 7, '2'), fix(5, 6, 'x')])).toEqual(['2'])
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(4, 4, 'a'), fix(4, 4, 'b')])).toEqual(['atwo'])
})

test('what is put in and what is taken away at one place go together', () => {
  const text = 'one \n'
  expect(suggestedLines(text, {start: 1, end: 1}, [fix(3, 4, '', text), fix(3, 3, '.', text)])).toEqual(['one.'])
})

test('a line that loses all it holds is taken away, a line can be put in', () => {
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(4, 7, '')])).toEqual([])
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(4, 8, '')])).toEqual([])
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(4, 4, 'new\n')])).toEqual(['new', 'two'])
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(7, 7, '\nnew')])).toEqual(['two', 'new'])
})

test('nothing is suggested that a suggestion can’t do', () => {
  expect(suggestedLines(head, {start: 2, end: 2}, [])).toBeUndefined()
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(4, 7, 'two')])).toBeUndefined()
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(7, 8, ' ')])).toBeUndefined()
  expect(suggestedLines(head, {start: 2, end: 2}, [fix(0, 3, 'x')])).toBeUndefined()
  expect(suggestedLines(head, {start: 5, end: 5}, [fix(0, 3, 'x')])).toBeUndefined()
  expect(suggestedLines('a\nb', {start: 2, end: 2}, [fix(3, 3, '\n', 'a\nb')])).toBeUndefined()
  const unsure = finding('a', 1, {place: at(head, 4, 7), expected: ['x', 'y']})
  expect(suggestedLines(head, {start: 2, end: 2}, [unsure])).toBeUndefined()
})

test('any fixes: applying a suggestion changes its lines alone', () => {
  const text = fc.array(fc.constantFrom('a', 'bb', '', 'c d'), {minLength: 1, maxLength: 6}).map(lines => `${lines.join('\n')}\n`)
  const edits = fc.array(fc.record({start: fc.nat(20), length: fc.nat(4), text: fc.constantFrom('', 'x', 'x\n', '\ny', 'a')}), {
    maxLength: 3,
  })
  fc.assert(
    fc.property(text, fc.integer({min: 1, max: 6}), fc.nat(2), edits, (text, start, more, edits) => {
      const findings = edits.map(edit =>
        fix(Math.min(edit.start, text.length), Math.min(edit.start + edit.length, text.length), edit.text, text),
      )
      const suggested = suggestedLines(text, {start, end: start + more}, findings)
      if (suggested === undefined) return
      const lines = text.split('\n')
      expect(lines.length).toBeGreaterThan(start + more)
      const applied = lines.toSpliced(start - 1, more + 1, ...suggested).join('\n')
      expect(applied).not.toBe(text)
      for (const line of suggested) expect(line).not.toContain('\n')
    }),
  )
})
